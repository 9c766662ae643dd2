/** CNIL, deliberation SAN-2020-003 of 28 July 2020: customers, prospects and the calls of an online shop. Facts of public summaries only. */
import type { Decision } from "./decision.ts";

export const callRecording: Decision = {
  name: "calls and customers of an online shop",
  source: "CNIL SAN-2020-003 (28 July 2020), as gdprhub.eu, avocats-mathias.com and ewatchers.org sum it up",
  asOf: "2020-07-28",
  document: {
    format: "favorable-processing/2",
    id: "shop-calls",
    stage: "submitted",
    controller: { name: "Online shop", kind: "private-body", country: "FR" },
    subjects: {
      customers: { label: { en: "Customers", fr: "Clients" }, relation: "user" },
      staff: { label: { en: "Customer service", fr: "Service clients" }, relation: "staff" },
    },
    purposes: {
      training: {
        statement: { fr: "Formation des salariés du service clients", en: "Training of the employees of customer service" },
        population: ["staff", "customers"],
      },
      fraud: { statement: { fr: "Lutte contre la fraude", en: "Fight against fraud" }, population: ["customers"] },
    },
    functions: { recording: { label: { fr: "enregistrer tous les appels", en: "record every call" }, purposes: ["training"] } },
    categories: {
      calls: { label: { fr: "enregistrements d'appels", en: "call recordings" }, kind: "call-recording" },
      customerAccounts: { label: { fr: "comptes des clients", en: "customer accounts" } },
    },
    origins: { caller: { label: { fr: "la personne qui appelle", en: "the caller" }, kind: "subject" } },
    records: {
      call: {
        subjects: ["customers", "staff"],
        fields: {
          sound: { category: "calls", origins: ["caller"], purposes: ["training"], kind: "other" },
          bankDetails: { category: "calls", origins: ["caller"], purposes: ["training"], kind: "other" },
          cardScan: { category: "customerAccounts", origins: ["caller"], purposes: ["fraud"], kind: "document" },
          healthCard: { category: "customerAccounts", origins: ["caller"], purposes: ["fraud"], kind: "document" },
          account: { category: "customerAccounts", origins: ["caller"], purposes: ["training"], kind: "identifier", subject: true },
        },
      },
    },
    capture: { devices: ["audio"], continuous: true, audio: true, uses: ["training"] },
    // The policy of the site named consent as the basis of everything, which is not the basis of each purpose.
    notices: {
      policy: {
        title: { fr: "politique de confidentialité", en: "privacy policy" },
        attached: true,
        mentions: [
          "controller",
          "dpo",
          "purposes",
          "recipients",
          "transfers",
          "retention",
          "rights",
          "withdrawal",
          "complaint",
          "compulsory",
          "consequences",
        ],
        channels: [{ kind: "website", reaches: ["customers"] }],
      },
    },
    // Scans of bank cards were kept in clear.
    security: { encryption: { atRest: false } },
    retention: { calls: { categories: ["calls"], maximum: { period: "P15D" }, start: { kind: "last-activity" } } },
  },
  remarks: [
    {
      remark: "every call is recorded, permanently, where training listens to one a week (5(1)(c))",
      rules: ["pur-no-permanent-monitoring", "inf-each-field-necessary"],
    },
    { remark: "bank details are recorded with the calls, for training (5(1)(c))", rules: ["inf-each-field-necessary"] },
    {
      remark: "the health card is asked of customers in Italy (5(1)(c))",
      rules: ["inf-each-field-necessary", "inf-special-category-minimal"],
    },
    { remark: "no period was set for the data of customers (5(1)(e))", rules: ["ret-defined-per-category"] },
    { remark: "no intermediate archive with restricted access", rules: ["ret-archive-separated"] },
    { remark: "the persons were not told all that is due (13)", rules: ["rig-notice-complete", "rig-notice-exists-attached"] },
    { remark: "passwords of customers are not robust (32)", rules: ["sec-password-strength"] },
    { remark: "scans of bank cards are kept in clear (32)", rules: ["sec-encryption-at-rest-transit"] },
  ],
};

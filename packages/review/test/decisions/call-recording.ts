/** CNIL, deliberation SAN-2020-003 of 28 July 2020: customers, prospects and the calls of an online shop. Facts of public summaries only. */
import type { Decision } from "./decision.ts";

export const callRecording: Decision = {
  name: "calls and customers of an online shop",
  source: "CNIL SAN-2020-003 (28 July 2020), as gdprhub.eu and avocats-mathias.com sum it up",
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
          account: { category: "customerAccounts", origins: ["caller"], purposes: ["training"], kind: "identifier", subject: true },
        },
      },
    },
    capture: { devices: ["audio"], continuous: true, audio: true, uses: ["training"] },
    retention: { calls: { categories: ["calls"], maximum: { period: "P15D" }, start: { kind: "last-activity" } } },
  },
  remarks: [
    {
      remark: "every call is recorded, permanently, where training listens to one a week (5(1)(c))",
      rules: ["pur-no-permanent-monitoring", "inf-each-field-necessary"],
    },
    { remark: "no period was set for the data of customers (5(1)(e))", rules: ["ret-defined-per-category"] },
    { remark: "no intermediate archive with restricted access", rules: ["ret-archive-separated"] },
    { remark: "the persons were not told all that is due (13)", rules: ["rig-notice-complete", "rig-notice-exists-attached"] },
  ],
};

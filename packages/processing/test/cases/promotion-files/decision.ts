/** The decision: fourteen remarks. */
import type { ProcessingDocument } from "@favorable/processing";

export const promotionDecision: NonNullable<ProcessingDocument["proceedings"]> = {
  decision: {
    kind: "sanction",
    on: "2021-10-29",
    authority: "CNIL",
    reference: "SAN-2021-019",
    outcome: "breach",
    fine: { amount: 400000, currency: "EUR" },
    remarks: {
      "H01-01": {
        kind: "breach",
        section: "III",
        statement: { en: "number of strike days recorded apart from the total of absences: not relevant for promotion" },
        reference: { text: "GDPR", article: "5(1)(c)" },
        concerns: ["/records/promotion/fields/strikeDays"],
      },
      "H01-02": {
        kind: "breach",
        section: "III",
        statement: { en: "strike data are particular: their processing by an employer is limited to certain legal purposes" },
        concerns: ["/categories/strikes/special"],
      },
      "H01-03": {
        kind: "breach",
        section: "IX",
        statement: { en: "data remained in hidden tabs after the controller said files were brought into compliance" },
        reference: { text: "GDPR", article: "5(2)" },
        concerns: ["/filingSystems/excel"],
      },
      "H01-04": {
        kind: "breach",
        section: "VII",
        statement: { en: "the tool only allows extraction of all data on agents, no choice of categories" },
        concerns: ["/security/exports/selection"],
      },
      "H01-05": {
        kind: "breach",
        section: "I",
        statement: { en: "purpose of DORA very broad and imprecise" },
        concerns: ["/purposes/dora/statement"],
      },
      "H01-06": {
        kind: "breach",
        section: "VIII",
        statement: { en: "six years in active base not justified, no differentiated approach per purpose" },
        reference: { text: "GDPR", article: "5(1)(e)" },
        concerns: ["/retention/dora/former/1", "/retention/dora/justification"],
      },
      "H01-07": {
        kind: "demand",
        section: "VIII",
        statement: { en: "once the purpose is reached: delete, anonymise or intermediate archive" },
        concerns: ["/retention/dora/then", "/retention/dora/archive"],
      },
      "H01-08": {
        kind: "breach",
        section: "VIII",
        statement: { en: "18-month rule not effectively applied" },
        concerns: ["/retention/promotionFiles/maximum"],
        observed: [{ what: { en: "files of 2017 still on servers" }, from: "2017", age: "P3Y" }],
      },
      "H01-09": {
        kind: "breach",
        section: "V",
        statement: { en: "all authorised users see all categories whatever their function" },
        reference: { text: "GDPR", article: "32" },
        concerns: ["/access/grants/doraUsers"],
      },
      "H01-10": {
        kind: "breach",
        section: "V",
        statement: { en: "users see the agents of all units (16 000 persons)" },
        reference: { text: "GDPR", article: "32" },
        concerns: ["/access/roles/doraUsers/rowScope"],
      },
      "H01-11": {
        kind: "breach",
        section: "V",
        statement: { en: "all authorised users can extract everything; need to extract not distinguished by function" },
        concerns: ["/access/grants/doraUsers", "/security/exports"],
      },
      "H01-12": {
        kind: "breach",
        section: "V",
        statement: { en: "files available on a server to all line managers incl. for agents not under them; projection would be enough" },
        concerns: ["/access/roles/lineManagers/rowScope", "/recipients/otherCentres/means"],
      },
      "H01-13": {
        kind: "breach",
        section: "IX",
        statement: { en: "not sufficient means (training, supervision of tools and procedures) to avoid the practice" },
        concerns: ["/security/organisation"],
      },
      "H01-14": {
        kind: "accepted",
        section: "III",
        statement: { en: "number of days of absence, without reason, is relevant" },
        concerns: ["/records/promotion/fields/unavailability"],
      },
    },
  },
};

/** Mailbox of a former employee (APD/GBA, 01/2024 of 5 January 2024), written by hand, as the decision describes it. */
import type { ProcessingDocument } from "@favorable/processing";

export const leaverMailbox: ProcessingDocument = {
  format: "favorable-processing/2",
  id: "leaver-mailbox",
  stage: "submitted",
  kind: "messaging",
  title: { en: "professional mailbox (Microsoft account)" },
  controller: { name: "former employer (unnamed)", kind: "private-body", country: "BE" },
  events: {
    employed: { label: { en: "first day of employment" }, on: "2022-08-01" },
    departure: { label: { en: "last day of employment" }, on: "2023-06-06" },
  },
  subjects: { formerEmployee: { label: { en: "former employee" }, relation: "staff" } },
  purposes: {
    mail: {
      statement: { en: "let the employee send and receive mail for the job" },
      population: ["formerEmployee"],
      main: true,
      bases: [{ kind: "legitimate-interest", endEvent: "departure", criterion: { en: "continuity" } }],
    },
  },
  categories: { mailbox: { label: { en: "professional mailbox" }, kind: "mailbox" } },
  origins: { mail: { label: { en: "messages sent and received" }, kind: "system", channels: ["mail"] } },
  records: {
    message: {
      subjects: ["formerEmployee"],
      fields: { content: { category: "mailbox", origins: ["mail"], purposes: ["mail"], kind: "document" } },
    },
  },
  timers: {
    autoReply: {
      label: { en: "automatic message on the last day" },
      then: "reply",
      start: { kind: "event", event: "departure" },
      after: "P0D",
      applied: false,
    },
    closing: {
      label: { en: "closing of the mailbox" },
      then: "close",
      start: { kind: "event", event: "departure" },
      after: "P1M",
      applied: false,
    },
  },
  notices: {},
  filingSystems: { account: { label: { en: "Microsoft account" }, form: "mailbox", records: ["message"], state: "in-use" } },
  proceedings: {
    request: {
      kind: "rights-request",
      on: "2023-10-16",
      title: { en: "access request (formal notice)" },
      by: { en: "the former employee" },
      outcome: "unanswered",
    },
    decision: {
      kind: "warning",
      on: "2024-01-05",
      authority: "APD/GBA",
      reference: "01/2024",
      follows: "request",
      outcome: "breach",
      remarks: {
        "H16-01": {
          kind: "breach",
          section: "VIII",
          statement: { en: "mailbox active over 5 months after departure" },
          reference: { text: "GDPR", article: "5(1)(b), (c), (e)" },
          concerns: ["/retention", "/timers/closing"],
          observed: [
            { what: { en: "mailbox still receiving" }, on: "2023-11-13", age: "P5M" },
            { what: { en: "mailbox still receiving" }, on: "2024-01-03" },
          ],
        },
        "H16-02": {
          kind: "breach",
          section: "IV",
          statement: { en: "no automatic message on the last day and no information of the person" },
          concerns: ["/timers/autoReply", "/notices"],
        },
        "H16-03": {
          kind: "breach",
          section: "II",
          statement: { en: "no legal basis after the end of the contract" },
          reference: { text: "GDPR", article: "6(1)" },
          concerns: ["/purposes/mail/bases/0/endEvent"],
        },
        "H16-04": {
          kind: "breach",
          section: "IV",
          statement: { en: "access request unanswered within a month" },
          reference: { text: "GDPR", article: "12(3), 15(1)" },
          concerns: ["/proceedings/request/outcome"],
        },
        "H16-05": {
          kind: "demand",
          section: "IV",
          statement: { en: "answer within 30 days after the decision" },
          concerns: ["/proceedings/order"],
        },
        doctrine: {
          kind: "doctrine",
          section: "VIII",
          statement: {
            en: "auto-reply at the latest on the last day; 1 month a priori, up to 3 months; then closed",
          },
          concerns: ["/timers/autoReply", "/timers/closing"],
        },
      },
    },
    order: {
      kind: "order",
      on: "2024-01-05",
      authority: "APD/GBA",
      follows: "decision",
      deadline: "P30D",
      title: { en: "order to answer" },
    },
  },
};

/** What the application does by itself as time passes, and the closed lists and fields of section III. */
import type { FieldDocument, FieldKind, TimerDocument } from "@favorable/processing";

/** The three delays the file tells of. */
export const timers: Readonly<Record<string, TimerDocument>> = {
  certificateDue: {
    label: { fr: "échéance de validité du certificat de rétablissement", en: "recovery-certificate expiry" },
    then: "alert",
    start: { kind: "field", field: "situation.recoveryValidUntil" },
    field: "situation.certificateAlert",
    actors: ["caseManagers"],
    function: "alerts",
  },
  noAnswer: {
    label: { fr: "pas de réponse, 7 jours après la note de service", en: "no answer, 7 days after the service note" },
    then: "set-value",
    start: { kind: "event", event: "serviceNote" },
    after: "P7D",
    field: "situation.scheme",
    value: "no-answer",
    function: "census",
  },
  fullWithholding: {
    label: { fr: "retenue plein traitement à 12 semaines", en: "full withholding at 12 weeks" },
    then: "set-value",
    start: { kind: "field", field: "situation.withholdingFrom" },
    after: "P12W",
    field: "situation.withholding",
    value: "full-withholding-12-weeks",
  },
};

const added = (category: string, origins: readonly string[], kind: FieldKind, more: Partial<FieldDocument> = {}): FieldDocument => ({
  category,
  origins,
  purposes: ["followUp"],
  kind,
  ...more,
});

/** By record: what the file says of its fields besides what the rules read. */
export const fieldsMore: Readonly<Record<string, Readonly<Record<string, FieldDocument>>>> = {
  agent: {
    status: added("professionalLife", ["hrFile"], "closed-list", { values: ["tenured", "trainee", "contract"] }),
    sicknessPosition: added("sicknessPosition", ["hrFile"], "closed-list", {
      values: ["long-illness-leave", "long-duration-leave", "sick-leave", "occupational-disease", "maternity-leave"],
    }),
  },
  situation: {
    scheme: added("vaccinationStatus", ["subject", "occupationalHealth", "application"], "closed-list", {
      values: ["two-doses", "covid-then-dose", "dose-then-covid", "certified-by-omt", "no-answer", "negative-answer", "legal-exemption"],
    }),
    recoveryCertificate: added("vaccinationStatus", ["subject"], "document", {
      proof: true,
      label: { fr: "certificat de rétablissement, avec lien hypertexte", en: "recovery certificate, with hyperlink to the scan" },
    }),
    recoveryReceivedOn: added("vaccinationStatus", ["subject"], "date"),
    withholding: added("salaryWithholding", ["application"], "closed-list", {
      values: ["home-maintenance", "half-pay", "full-withholding-12-weeks", "pay-after-12-weeks"],
    }),
  },
};

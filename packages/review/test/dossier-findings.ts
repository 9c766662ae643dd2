/** Findings of the opinion on the register of `dossier-fixture.ts`. */
import type { DossierFinding } from "../src/dossier/index.ts";

type Spoken = Omit<DossierFinding, "severity" | "rests" | "source"> & Partial<DossierFinding>;
const finding = (spoken: Spoken): DossierFinding => ({
  severity: "reserve",
  rests: "promise",
  source: "CCIN 2021-206, VI (C24)",
  ...spoken,
});
const quiet = (rule: string, section: string, fr: string, en: string): DossierFinding =>
  finding({ rule, section, state: "satisfied", statement: { fr, en }, source: "Law 1.165, art. 10-1; GDPR 5(1)(b)" });

export const findings: readonly DossierFinding[] = [
  finding({
    rule: "pur-covers-data-subjects",
    section: "I",
    state: "fired",
    severity: "modify",
    statement: { en: "The population named in the purpose covers every declared category of data subjects." },
    source: "CCIN 2021-206, I (C02)",
    declared: ["named: employees", "concerned: staff, students, volunteers, external persons"],
    remarks: [
      {
        section: "I",
        word: "modifie",
        statement: {
          fr: "Suivi de la vaccination des employés et des personnes intervenant au CHPG soumises à l'obligation vaccinale",
          en: "Follow-up of the vaccination of employees and of persons working at CHPG who are subject to the vaccination duty",
        },
        remedy: { fr: "La finalité reprise dans ces termes.", en: "The purpose restated in these words." },
      },
    ],
  }),
  finding({
    rule: "lnk-transient-channel-purge",
    section: "VI",
    state: "fired",
    rests: "evidence",
    statement: "Messages that carry sensitive data leave the channel soon after intake.",
    declared: ["14 messages are older than 7 days"],
    remarks: [
      {
        section: "VI",
        word: "demande",
        statement: {
          fr: "que les messages portant des justificatifs soient traités dans les meilleurs délais puis supprimés de la messagerie",
          en: "that messages carrying proofs be handled promptly, then deleted from the messaging",
        },
        remedy: { fr: "Une purge sans message en retard.", en: "One purge run that leaves no overdue message." },
      },
    ],
  }),
  finding({
    rule: "lnk-purge-reaches-backups",
    section: "VI",
    state: "fired",
    statement: "Deletion reaches the backups of a channel.",
    missing: ["links.mail.channel.backupRotation"],
    remarks: [
      {
        section: "VI",
        word: "demande",
        statement: {
          fr: "que cette suppression soit également effectuée sur le système de sauvegarde de la messagerie",
          en: "that this deletion also reach the messaging backup",
        },
        remedy: { fr: "Une durée de rotation déclarée.", en: "A declared rotation." },
      },
    ],
  }),
  finding({
    rule: "rig-requester-identity-check",
    section: "IV",
    state: "fired",
    statement: "A requester is recognised before an answer.",
    missing: "rights.identityCheck",
    remarks: [
      {
        section: "IV",
        word: "considere",
        statement: {
          fr: "qu'une procédure devra être mise en place pour s'assurer que l'expéditeur du courriel est la personne concernée",
          en: "that a procedure must be set up to ensure that the sender of the e-mail is the data subject",
        },
        remedy: { fr: "Une vérification déclarée.", en: "A declared check." },
      },
    ],
  }),
  finding({
    rule: "inf-source-conditioned-minimum",
    section: "III",
    state: "fired",
    statement: "Where a competent third party certifies, no other proof is recorded.",
    remarks: [
      {
        section: "III",
        word: "souligne",
        statement: {
          fr: "que seule la mention transmise est enregistrée, à l'exclusion d'autres indications",
          en: "that only the statement received is recorded, excluding any other proof",
        },
      },
    ],
  }),
  finding({
    rule: "sec-infra-nominative-strong",
    section: "VII",
    state: "fired",
    severity: "reminder",
    statement: "Accounts are nominative and strong.",
    remarks: [
      {
        section: "VII",
        word: "rappelle",
        statement: {
          fr: "que les ports non utilisés doivent être désactivés et les comptes protégés nominativement",
          en: "that unused ports must be disabled and accounts protected nominatively",
        },
        remedy: { fr: "Une liste de contrôle datée.", en: "A dated checklist." },
      },
    ],
  }),
  finding({
    rule: "ret-log-floor",
    section: "VIII",
    state: "not-assessable",
    statement: "Logs are kept at least the floor.",
    missing: ["logs.category"],
  }),
  finding({
    rule: "pur-subjects-within-legal-scope",
    section: "I",
    state: "human",
    statement: "Every category of data subjects is inside the scope of the legal text.",
    question: {
      fr: "Le périmètre des personnes concernées est-il conforme à la loi, exclusions comprises ?",
      en: "Does the perimeter of the data subjects conform to the law, exclusions included?",
    },
    declared: ["external persons: in direct contact only"],
  }),
  finding({
    rule: "nec-proportionate",
    section: "IX",
    state: "human",
    statement: "The processing is necessary and proportionate.",
    question: { fr: "Le traitement est-il nécessaire et proportionné ?", en: "Is the processing necessary and proportionate?" },
  }),
  quiet("pur-determined-explicit", "I", "La finalité est déterminée et explicite.", "The purpose is determined and explicit."),
  quiet("law-basis-declared", "II", "Chaque finalité a une base légale.", "Each purpose has a legal basis."),
  quiet("acc-matrix-complete", "V", "Chaque fonction est décidée pour chaque catégorie.", "Every role is decided for every category."),
  quiet("ret-cap", "VIII", "La durée ne dépasse pas la loi.", "The period does not exceed the law."),
];

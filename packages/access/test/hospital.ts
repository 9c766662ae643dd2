/** A hospital's register with its words in two languages: what documents and reviews are tested on. */
import { defineMatrix, during, ownUnit } from "@favorable/access";
import { defineVocabulary } from "@favorable/fields";

export const vocabulary = defineVocabulary({
  purposes: {
    followUp: { statement: { fr: "Suivi de la vaccination", en: "Follow-up of the vaccination" } },
    maintenance: { statement: { fr: "Maintenance et sécurité", en: "Maintenance and security" } },
  },
  categories: {
    identity: { label: { fr: "Identité", en: "Identity" } },
    status: { label: { fr: "Statut vaccinal", en: "Vaccination status" } },
    logs: { label: { fr: "Logs de connexion", en: "Connection logs" } },
  },
  origins: { hrFile: { label: { fr: "Fichier RH", en: "HR file" } } },
});

export const access = defineMatrix(vocabulary, {
  actions: ["read", "add", "modify", "delete", "extract"],
  roles: {
    hrDirector: { label: { fr: "le directeur des ressources humaines", en: "the director of human resources" }, purposes: ["followUp"] },
    manager: {
      label: { fr: "les gestionnaires de dossiers", en: "the case managers" },
      purposes: ["followUp"],
      mission: { fr: "relances dans leur service", en: "reminders in their department" },
    },
    auditor: { label: { fr: "l'auditeur", en: "the auditor" }, purposes: ["followUp"], kind: "auditor" },
    onCall: { label: { fr: "le cadre de garde", en: "the manager on call" }, purposes: ["followUp"] },
    administrator: { label: { fr: "les administrateurs", en: "the administrators" }, purposes: ["maintenance"], kind: "technical" },
  },
  grants: {
    hrDirector: { identity: ["read", "add", "modify", "delete"], status: ["read", "add", "modify", "delete"], logs: "none" },
    manager: { identity: ["read"], status: ["read", "modify"], logs: "none" },
    auditor: { identity: "none", status: "none", logs: ["read", "extract"] },
    onCall: { identity: ["read"], status: ["read"], logs: "none" },
    administrator: { identity: "all", status: "all", logs: "all" },
  },
  immutable: ["logs"],
  when: [
    { roles: ["manager"], where: ownUnit("serviceCode") },
    { roles: ["auditor"], actions: ["extract"], where: during({ from: "2021-11-01", until: "2021-12-31" }) },
  ],
  conflicts: [["hrDirector", "auditor"]],
  breakGlass: { onCall: { for: ["manager"], maximumMinutes: 60 } },
  accounts: { individual: true, shared: false, factors: 2 },
  procedure: {
    grant: { fr: "sur demande écrite du chef de service", en: "on written request of the head of department" },
    reviewEvery: "P6M",
    leavers: { fr: "compte fermé le jour du départ", en: "account closed on the day of departure" },
  },
});

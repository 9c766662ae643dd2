/** Section V of the file: the four roles, what each may do, and with which accounts. */
import { defineMatrix } from "@favorable/access";
import type { State } from "./state.ts";
import type { registerVocabulary } from "./vocabulary.ts";

const director = {
  identityStaff: ["read", "add", "modify", "delete"],
  identityExternal: ["read", "add", "modify", "delete"],
  professionalLife: ["read", "add", "modify", "delete"],
  loginLogs: "none",
  timeInformation: ["read", "add", "modify", "delete"],
  vaccinationProofs: ["read", "add", "modify", "delete"],
  comments: ["read", "add", "modify", "delete"],
  sicknessPosition: ["read", "add", "modify", "delete"],
  salaryWithholding: ["read", "add", "modify", "delete"],
  vaccinationStatus: ["read", "add", "modify", "delete"],
  contraIndication: ["read", "add", "modify", "delete"],
} as const;

/** The human-resources director also takes the one extraction of the register out. */
const hrDirector = {
  ...director,
  identityStaff: ["read", "add", "modify", "delete", "extract"],
  identityExternal: ["read", "add", "modify", "delete", "extract"],
  professionalLife: ["read", "add", "modify", "delete", "extract"],
  timeInformation: ["read", "add", "modify", "delete", "extract"],
  vaccinationStatus: ["read", "add", "modify", "delete", "extract"],
} as const;

const administrator = {
  identityStaff: "all",
  identityExternal: "all",
  professionalLife: "all",
  loginLogs: ["read"],
  timeInformation: "all",
  vaccinationProofs: "all",
  comments: "all",
  sicknessPosition: "all",
  salaryWithholding: "all",
  vaccinationStatus: "all",
  contraIndication: "all",
} as const;

/** The matrix. The roles and their rights are those of the file; extraction is a right of its own. */
export function registerMatrix(state: State, vocabulary: ReturnType<typeof registerVocabulary>) {
  return defineMatrix(vocabulary, {
    // The submitted file knows four actions: whoever reads may extract.
    actions: state === "submitted" ? ["read", "add", "modify", "delete"] : ["read", "add", "modify", "delete", "extract"],
    accounts: { individual: true },
    roles: {
      hrDirector: {
        label: { fr: "le directeur des Ressources Humaines", en: "the director of Human Resources" },
        mission: { fr: "suivi de l'obligation vaccinale du personnel", en: "follow-up of the staff's vaccination duty" },
        purposes: ["followUp", "statistics"],
        kind: "business",
        central: true,
      },
      careDirector: {
        label: { fr: "le directeur de la Coordination Générale des Soins (CGDS)", en: "the director of General Care Coordination" },
        mission: { fr: "suivi de l'obligation vaccinale des soignants et des élèves", en: "follow-up of care staff and students" },
        purposes: ["followUp", "statistics"],
        kind: "business",
        central: true,
      },
      medicalDirector: {
        label: { fr: "le directeur des affaires médicales (DAM)", en: "the director of Medical Affairs" },
        mission: { fr: "suivi de l'obligation vaccinale des médecins", en: "follow-up of the doctors" },
        purposes: ["followUp", "statistics"],
        kind: "business",
        central: true,
      },
      administrator: {
        label: { fr: "les administrateurs DSIO", en: "the DSIO administrators" },
        mission: { fr: "maintenance et sécurité", en: "maintenance and security" },
        purposes: ["maintenance"],
        kind: "technical",
        central: true,
      },
    },
    grants: { hrDirector: state === "submitted" ? director : hrDirector, careDirector: director, medicalDirector: director, administrator },
    immutable: ["loginLogs"],
  });
}

/** Section III of the file: the records and their fields, each with its category, origins, purposes and, when corrected, its text. */
import * as z from "zod";
import { corrected, LAW_1165, LAW_1509, type State } from "./state.ts";
import type { registerVocabulary } from "./vocabulary.ts";

const date = z.iso.date();
const name = z.string().min(1).max(80);

/** What decided a person's status (deliberation, III, « statut vaccinal de l'agent »). */
const SCHEMES = [
  "two-doses",
  "covid-then-dose",
  "dose-then-covid",
  "certified-by-occupational-health",
  "no-answer",
  "negative-answer",
  "legal-exemption",
  "contra-indication",
] as const;

/** The closed list of the file: « uniquement … ». */
export const SICKNESS = ["long-illness-leave", "long-duration-leave", "sick-leave", "occupational-disease", "maternity-leave"] as const;

/** The four stages of the withholding, each with its start, end and document. */
const WITHHOLDING = ["kept-at-home", "half-pay", "no-pay-12-weeks", "pay-after-12-weeks"] as const;

/** The records of one of the two files. */
export function registerRecords(state: State, { field, record }: ReturnType<typeof registerVocabulary>) {
  /** C10: in the corrected file every field names the text that provides for it; the submitted one named the duty itself only. */
  const provided = corrected(state, { legalRef: { text: LAW_1509, article: "1 and 2" } });
  const suspension = corrected(state, { legalRef: { text: LAW_1509 } });
  const duty = { legalRef: { text: LAW_1509, article: "1" } };
  const security = { legalRef: { text: LAW_1165, article: "17" } };

  const agent = record(
    "agent",
    {
      staffNumber: field(z.string().min(1).max(20), {
        category: "identityStaff",
        origins: ["hrFile"],
        purposes: ["followUp"],
        kind: "identifier",
        subject: true,
        ...duty,
      }),
      surname: field(name, { category: "identityStaff", origins: ["hrFile"], purposes: ["followUp"], ...duty }),
      firstName: field(name, { category: "identityStaff", origins: ["hrFile"], purposes: ["followUp"], ...duty }),
      population: field(z.enum(["staff", "students"]), {
        category: "professionalLife",
        origins: ["hrFile"],
        purposes: ["followUp", "statistics"],
        ...duty,
      }),
      grade: field(name, { category: "professionalLife", origins: ["hrFile"], purposes: ["followUp"], ...provided }),
      establishmentCode: field(z.string().max(10), {
        category: "professionalLife",
        origins: ["hrFile"],
        purposes: ["followUp"],
        ...provided,
      }),
      serviceCode: field(z.string().max(10), {
        category: "professionalLife",
        origins: ["hrFile"],
        purposes: ["followUp", "statistics"],
        ...provided,
      }),
      serviceTitle: field(name, { category: "professionalLife", origins: ["hrFile"], purposes: ["followUp"], ...provided }),
      employment: field(z.enum(["tenured", "trainee", "contract", "student"]), {
        category: "professionalLife",
        origins: ["hrFile"],
        purposes: ["followUp"],
        ...provided,
      }),
      contractEnd: field(date.optional(), { category: "timeInformation", origins: ["hrFile"], purposes: ["followUp"], ...provided }),
      functionEnd: field(date.optional(), { category: "timeInformation", origins: ["hrFile"], purposes: ["followUp"], ...provided }),
      functionEndReason: field(z.enum(["resignation", "retirement", "end-of-contract", "other"]).optional(), {
        category: "timeInformation",
        origins: ["hrFile"],
        purposes: ["followUp"],
        ...provided,
      }),
      longIllnessExemption: field(z.boolean().optional(), {
        category: "timeInformation",
        origins: ["hrFile"],
        purposes: ["followUp"],
        ...provided,
      }),
      sicknessPosition: field(z.enum(SICKNESS).optional(), {
        category: "sicknessPosition",
        origins: ["hrFile"],
        purposes: ["followUp"],
        ...provided,
      }),
    },
    { subjects: ["staff", "students"] },
  );

  const outsider = record(
    "outsider",
    {
      // The file names no number for them; two people of one name have to be told apart all the same.
      reference: field(z.string().min(1).max(20), {
        category: "identityExternal",
        origins: ["application"],
        purposes: ["followUp"],
        kind: "identifier",
        subject: true,
        ...duty,
      }),
      surname: field(name, { category: "identityExternal", origins: ["externalBody"], purposes: ["followUp"], ...duty }),
      firstName: field(name, { category: "identityExternal", origins: ["externalBody"], purposes: ["followUp"], ...duty }),
      population: field(z.enum(["volunteers", "externals"]), {
        category: "identityExternal",
        origins: ["externalBody"],
        purposes: ["followUp", "statistics"],
        ...duty,
      }),
    },
    { subjects: ["volunteers", "externals"] },
  );

  const situation = record(
    "situation",
    {
      person: field(z.string().min(1).max(20), {
        category: "vaccinationStatus",
        origins: ["application"],
        purposes: ["followUp"],
        kind: "identifier",
        subject: true,
        ...duty,
      }),
      scheme: field(z.enum(SCHEMES), {
        category: "vaccinationStatus",
        origins: ["subject", "occupationalHealth", "application"],
        purposes: ["followUp", "statistics"],
        ...duty,
      }),
      receivedOn: field(date.optional(), {
        category: "vaccinationStatus",
        origins: ["subject", "occupationalHealth", "application"],
        purposes: ["followUp"],
        ...provided,
      }),
      nextDoseDue: field(date.optional(), {
        category: "vaccinationStatus",
        origins: ["subject", "occupationalHealth"],
        purposes: ["followUp"],
        ...provided,
      }),
      doseOn: field(date.optional(), { category: "timeInformation", origins: ["subject"], purposes: ["followUp"], ...provided }),
      recoveryIssuedOn: field(date.optional(), {
        category: "vaccinationStatus",
        origins: ["subject"],
        purposes: ["followUp"],
        proof: true,
        ...provided,
      }),
      recoveryValidUntil: field(date.optional(), {
        category: "vaccinationStatus",
        origins: ["subject"],
        purposes: ["followUp"],
        proof: true,
        ...provided,
      }),
      alert: field(z.enum(["no-answer", "certificate-due", "dose-due", "contract-end"]).optional(), {
        category: "timeInformation",
        origins: ["application"],
        purposes: ["followUp"],
        ...provided,
      }),
      exemptionReason: field(z.enum(["recent-infection", "medical", "other-legal"]).optional(), {
        category: "vaccinationStatus",
        origins: ["subject"],
        purposes: ["followUp"],
        reason: true,
        proof: true,
        ...provided,
      }),
      exemptionFrom: field(date.optional(), {
        category: "vaccinationStatus",
        origins: ["subject"],
        purposes: ["followUp"],
        proof: true,
        ...provided,
      }),
      exemptionUntil: field(date.optional(), {
        category: "vaccinationStatus",
        origins: ["subject"],
        purposes: ["followUp"],
        proof: true,
        ...provided,
      }),
      proof: field(z.string().max(64).optional(), {
        category: "vaccinationProofs",
        origins: ["subject"],
        purposes: ["followUp"],
        kind: "document",
        proof: true,
        ...provided,
      }),
      contraIndicationProof: field(z.string().max(64).optional(), {
        category: "contraIndication",
        origins: ["subject"],
        purposes: ["followUp"],
        kind: "document",
        proof: true,
        ...provided,
      }),
      contraIndicationUntil: field(date.optional(), {
        category: "contraIndication",
        origins: ["subject"],
        purposes: ["followUp"],
        proof: true,
        ...provided,
      }),
      committeeOn: field(date.optional(), {
        category: "contraIndication",
        origins: ["subject"],
        purposes: ["followUp"],
        proof: true,
        ...provided,
      }),
      comment: field(z.string().max(500).optional(), {
        category: "comments",
        origins: ["application"],
        purposes: ["followUp"],
        freeText: { moderator: "hrDirector" },
        ...provided,
      }),
    },
    { subjects: ["staff", "students", "volunteers", "externals"] },
  );

  const withholding = record(
    "withholding",
    {
      person: field(z.string().min(1).max(20), {
        category: "salaryWithholding",
        origins: ["application"],
        purposes: ["followUp"],
        kind: "identifier",
        subject: true,
        ...suspension,
      }),
      stage: field(z.enum(WITHHOLDING), { category: "salaryWithholding", origins: ["application"], purposes: ["followUp"], ...suspension }),
      from: field(date, { category: "salaryWithholding", origins: ["application"], purposes: ["followUp"], ...suspension }),
      until: field(date.optional(), { category: "salaryWithholding", origins: ["application"], purposes: ["followUp"], ...suspension }),
      document: field(z.string().max(64).optional(), {
        category: "salaryWithholding",
        origins: ["application"],
        purposes: ["followUp"],
        kind: "document",
        ...suspension,
      }),
    },
    { subjects: ["staff", "students"] },
  );

  const connection = record(
    "connection",
    {
      account: field(z.string().min(1).max(60), {
        category: "loginLogs",
        origins: ["system"],
        purposes: ["maintenance"],
        kind: "identifier",
        subject: true,
        boundTo: "actor",
        ...security,
      }),
      at: field(z.iso.datetime(), { category: "loginLogs", origins: ["system"], purposes: ["maintenance"], boundTo: "clock", ...security }),
      outcome: field(z.enum(["opened", "refused", "closed"]), {
        category: "loginLogs",
        origins: ["system"],
        purposes: ["maintenance"],
        ...security,
      }),
    },
    { subjects: ["staff"] },
  );

  return { agent, outsider, situation, withholding, connection };
}

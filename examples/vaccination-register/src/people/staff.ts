/** Invented staff and students. No name is one: "Agent-0417" is nobody. */
import { addDays, type CalendarDate, calendarDate } from "@favorable/core";
import type { STAFF_COLUMNS } from "../intake/columns.ts";
import type { Random } from "./random.ts";

/** One line of the HR file, column by column; empty text where there is nothing. */
export type StaffLine = Readonly<Record<(typeof STAFF_COLUMNS)[number], string>>;

const SERVICES = [
  ["U010", "Urgences ; accueil"],
  ["U020", "Cardiologie"],
  ["U030", "Chirurgie générale"],
  ["U040", "Pédiatrie"],
  ["U050", "Maternité"],
  ["U060", "Gériatrie"],
  ["U070", "Réanimation"],
  ["U080", "Imagerie médicale"],
  ["U090", "Laboratoire d'analyses"],
  ["U100", "Pharmacie"],
  ["A010", "Ressources humaines"],
  ["A020", "Systèmes d'information"],
  ["T010", "Restauration"],
  ["T020", 'Atelier dit "biomed"'],
] as const;

const GRADES = [
  ["Infirmier", 34],
  ["Aide-soignant", 26],
  ["Agent des services hospitaliers", 12],
  ["Praticien hospitalier", 10],
  ["Technicien de laboratoire", 6],
  ["Agent administratif", 8],
  ["Ouvrier professionnel", 4],
] as const;

const EMPLOYMENTS = [
  ["tenured", 68],
  ["trainee", 7],
  ["contract", 25],
] as const;

const FUNCTION_ENDS = [
  ["", 985],
  ["resignation", 6],
  ["retirement", 6],
  ["other", 3],
] as const;

const SICKNESS = [
  ["", 960],
  ["sick-leave", 20],
  ["maternity-leave", 10],
  ["long-illness-leave", 5],
  ["long-duration-leave", 3],
  ["occupational-disease", 2],
] as const;

/** The day the dates of the invented people are laid around: the duty enters into force (law 1.509). */
const DUTY_STARTS = calendarDate("2021-10-30");

/** Invents one member of staff. */
export function staffLine(number: number, random: Random): StaffLine {
  const [serviceCode, serviceTitle] = random.pick(SERVICES.map((service) => [service, 1]));
  const employment = random.pick(EMPLOYMENTS);
  const functionEndReason = random.pick(FUNCTION_ENDS);
  const sicknessPosition = random.pick(SICKNESS);
  return {
    staffNumber: `S${digits(number, 5)}`,
    surname: `Agent-${digits(number, 4)}`,
    firstName: `Prénom-${digits(number, 4)}`,
    population: "staff",
    grade: random.pick(GRADES),
    establishmentCode: "E01",
    serviceCode,
    serviceTitle,
    employment,
    contractEnd: employment === "contract" ? within(random, 5, 600) : "",
    functionEnd: functionEndReason === "" ? "" : within(random, 10, 400),
    functionEndReason,
    longIllnessExemption: sicknessPosition === "long-illness-leave" ? "yes" : "",
    sicknessPosition,
  };
}

/** Invents one student of the two schools. */
export function studentLine(number: number, random: Random): StaffLine {
  const nursing = random.next() < 0.75;
  return {
    staffNumber: `E${digits(number, 5)}`,
    surname: `Élève-${digits(number, 4)}`,
    firstName: `Prénom-${digits(number, 4)}`,
    population: "students",
    grade: nursing ? "Étudiant en soins infirmiers" : "Élève aide-soignant",
    establishmentCode: nursing ? "IFSI" : "IFAS",
    serviceCode: nursing ? "F010" : "F020",
    serviceTitle: nursing ? "Institut de formation en soins infirmiers" : "Institut de formation d'aides-soignants",
    employment: "student",
    contractEnd: "",
    functionEnd: "",
    functionEndReason: "",
    longIllnessExemption: "",
    sicknessPosition: "",
  };
}

/** A number with leading zeros. */
export function digits(number: number, width: number): string {
  return String(number).padStart(width, "0");
}

function within(random: Random, first: number, last: number): CalendarDate {
  return addDays(DUTY_STARTS, random.between(first, last));
}

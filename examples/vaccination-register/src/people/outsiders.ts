/** Invented volunteers and external persons, as the body that sends them would list them. */
import type { OUTSIDER_COLUMNS } from "../intake/columns.ts";
import type { Random } from "./random.ts";
import { digits } from "./staff.ts";

/** One line of the list, column by column. */
export type OutsiderLine = Readonly<Record<(typeof OUTSIDER_COLUMNS)[number], string>>;

const VOLUNTEER_BODIES = ["Association de visite", "Bibliothèque des malades", "Blouses bénévoles"] as const;
const EXTERNAL_BODIES = ["Médecins vacataires", "Maintenance technique", "Prestataire biomed"] as const;

/** Invents one volunteer or external person, in direct contact with the persons received. */
export function outsiderLine(number: number, random: Random): OutsiderLine {
  const volunteer = random.next() < 0.6;
  const bodies = volunteer ? VOLUNTEER_BODIES : EXTERNAL_BODIES;
  return {
    body: random.pick(bodies.map((body) => [body, 1])),
    population: volunteer ? "volunteers" : "externals",
    surname: `${volunteer ? "Bénévole" : "Externe"}-${digits(number, 4)}`,
    firstName: `Prénom-${digits(number, 4)}`,
    directContact: "yes",
  };
}

import { type DataFor, defineVocabulary } from "@favorable/fields";
import * as z from "zod";

const { field, record } = defineVocabulary({
  purposes: { statistics: { statement: { en: "Share of vaccinated staff" } }, followUp: { statement: { en: "Follow-up of vaccination" } } },
  categories: { identity: { label: { en: "Identity" } }, job: { label: { en: "Job" } }, status: { label: { en: "Status" } } },
  origins: { file: { label: { en: "Staff file" } } },
});
const tags = { origins: ["file"], purposes: ["statistics", "followUp"] } as const;

/** A register of staff, some fields of which serve statistics. */
export const agent = record("agent", {
  number: field(z.string(), { category: "identity", subject: true, ...tags }),
  name: field(z.string(), { category: "identity", origins: ["file"], purposes: ["followUp"] }),
  unit: field(z.enum(["A", "B", "C"]), { category: "job", ...tags }),
  vaccinated: field(z.boolean(), { category: "status", ...tags }),
  age: field(z.number().nullable(), { category: "identity", ...tags }),
});

/** A row as the guard would have permitted it: the mark exists in types only. */
export type Row = DataFor<typeof agent, "statistics">;

/** Rows for tests. */
export function staff(unit: "A" | "B" | "C", vaccinated: boolean, from: number, to: number): Row[] {
  // The one cast: in earnest the guard alone puts the mark on.
  return Array.from({ length: to - from }, (_, index) => ({ number: `n${from + index}`, unit, vaccinated, age: 40 }) as unknown as Row);
}

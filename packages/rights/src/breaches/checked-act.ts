/** An act, read once: names declared, instants in UTC, texts that name nobody. */
import { PrivacyError } from "@favorable/core";
import * as z from "zod";
import { declared, instant, plainWords } from "../register/plain-words.ts";
import type { BreachAct } from "./breach.ts";

const words = (place: string) => z.unknown().transform((text) => plainWords(text, place));
const names = (place: string) => z.array(z.unknown().transform((name) => declared(name, place))).min(1);
const when = (place: string) => z.unknown().transform((at) => instant(at, place));
const count = z.int().min(0);

const known = {
  startedAt: when("startedAt").optional(),
  endedAt: when("endedAt").optional(),
  foundBy: z.enum(["staff", "processor", "data-subject", "monitoring", "authority", "other"]),
  nature: z.array(z.enum(["confidentiality", "integrity", "availability"])).min(1),
  origin: z.enum(["accident", "malicious-internal", "malicious-external", "unknown"]),
  description: words("description"),
  categories: names("categories"),
  special: z.boolean().optional(),
  subjects: names("subjects"),
  persons: count.optional(),
  records: count.optional(),
  uncounted: words("uncounted").optional(),
  processors: names("processors").optional(),
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).optional(),
  safeguards: words("safeguards").optional(),
};

const ACT = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("record"), facts: z.strictObject({ awareAt: when("awareAt"), ...known }) }),
  z.strictObject({ act: z.literal("complete"), facts: z.strictObject(known).partial() }),
  z.strictObject({
    act: z.literal("assess"),
    risk: z.enum(["unlikely", "risk", "high"]),
    effects: words("effects"),
    reason: words("reason"),
  }),
  z.strictObject({ act: z.literal("measure"), state: z.enum(["taken", "proposed"]), text: words("text") }),
  z.strictObject({
    act: z.literal("notify-authority"),
    on: when("on"),
    phase: z.enum(["initial", "further", "complete"]),
    reference: z
      .unknown()
      .transform((name) => declared(name, "reference"))
      .optional(),
    delayReasons: words("delayReasons").optional(),
  }),
  z.strictObject({
    act: z.literal("notify-persons"),
    on: when("on"),
    means: z.enum(["e-mail", "letter", "message", "phone", "in-person", "public-communication"]),
    persons: z.int().min(1).optional(),
    reached: z.int().min(0).optional(),
  }),
  z.strictObject({
    act: z.literal("exempt-persons"),
    exception: z.enum(["unintelligible-data", "risk-averted", "disproportionate-effort"]),
    justification: words("justification"),
    communication: words("communication").optional(),
  }),
  z.strictObject({ act: z.literal("close"), lessons: words("lessons") }),
  z.strictObject({ act: z.literal("reopen"), reason: words("reason") }),
]);

/** Reads an act; throws `BREACH_ACT_INVALID` with the place, `TEXT_MISSING`, `TEXT_PERSONAL`, `NAME_INVALID`, `INSTANT_INVALID`. */
export function checkedAct(given: unknown): BreachAct {
  const read = ACT.safeParse(given);
  if (!read.success)
    throw new PrivacyError("BREACH_ACT_INVALID", "the act of a breach has not its form", {
      places: [...new Set(read.error.issues.map(({ path }) => path.map(String).join(".") || "act"))],
    });
  // Members that were left out are not members: what is kept is plain JSON.
  return JSON.parse(JSON.stringify(read.data)) as BreachAct;
}

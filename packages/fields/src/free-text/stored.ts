/** Free texts as they lie in a store, read with care: a row that is none of the three states is refused. */
import * as z from "zod";
import { longestText, type ModeratedText, refusalReasons } from "./moderation.ts";

const word = z.string().min(1).max(1000);
const at = z.iso.datetime();
const submitted = {
  revision: z.int().min(1),
  moderator: word,
  submittedBy: word,
  submittedAt: at,
  hits: z.array(z.strictObject({ kind: z.string().min(1).max(100), start: z.int().min(0), end: z.int().min(1) })),
};
const decided = { decidedBy: word, decidedAt: at };
const text = z.string().min(1).max(longestText);

/**
 * The schema of a stored free text, for the field of a record: `field(moderatedText, { …, freeText: { moderator: "director" } })`.
 */
export const moderatedText: z.ZodType<ModeratedText> = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("pending"), text, ...submitted }),
  z.strictObject({ state: z.literal("accepted"), text, ...submitted, ...decided }),
  z.strictObject({ state: z.literal("refused"), reason: z.enum(refusalReasons), ...submitted, ...decided }),
]);

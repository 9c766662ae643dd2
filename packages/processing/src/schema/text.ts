/** Schemas of words and names. */
import type * as z from "zod";
import type { Attachment, KeptElsewhere, LegalReference, NamedEvent, Text } from "../document/text.ts";
import { boolean, date, object, optional, type ShapeOf, sha256, string, word } from "./shape.ts";

/** {@link Text}. */
export const text: z.ZodType<Text> = object<Text>({ fr: optional(string), en: optional(string) });
/** {@link LegalReference}. */
export const legalReference: z.ZodType<LegalReference> = object<LegalReference>({ text: word, article: optional(word) });
/** {@link NamedEvent}. */
export const namedEvent: z.ZodType<NamedEvent> = object<NamedEvent>({ label: text, on: optional(date) });
/** {@link KeptElsewhere}. */
export const keptElsewhere: z.ZodType<KeptElsewhere> = object<KeptElsewhere>({ reference: word, on: date });
/** The keys of an {@link Attachment}, for what is one and more. */
export const attachment: ShapeOf<Attachment> = { title: text, attached: boolean, sha256: optional(sha256) };

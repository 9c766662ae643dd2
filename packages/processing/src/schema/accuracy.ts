/** Schemas of accuracy and of what happens by itself. */
import type * as z from "zod";
import type { AccuracyDocument, TimerDocument, UpdateDocument } from "../document/accuracy.ts";
import { start } from "./retention.ts";
import { boolean, list, object, oneOf, optional, period, word } from "./shape.ts";
import { legalReference, text } from "./text.ts";

/** {@link AccuracyDocument}. */
export const accuracy: z.ZodType<AccuracyDocument> = object<AccuracyDocument>({
  clock: optional(
    object<NonNullable<AccuracyDocument["clock"]>>({
      source: oneOf("trusted", "server", "device", "entered"),
      synchronised: optional(boolean),
    }),
  ),
  actor: optional(oneOf("session", "device-setting", "entered")),
  updates: optional(
    list(object<UpdateDocument>({ of: list(word), every: optional(period), event: optional(word), origin: optional(word) })),
  ),
});

/** {@link TimerDocument}. */
export const timer: z.ZodType<TimerDocument> = object<TimerDocument>({
  label: text,
  then: oneOf("alert", "set-value", "expire", "reply", "close"),
  start,
  after: optional(period),
  before: optional(period),
  field: optional(word),
  value: optional(word),
  actors: optional(list(word)),
  function: optional(word),
  reference: optional(legalReference),
  applied: optional(boolean),
});

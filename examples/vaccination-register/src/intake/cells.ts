/** The kinds of value that stand in the two files. */
import { type CalendarDate, calendarDate, isCalendarDate } from "@favorable/core";
import * as z from "zod";

/**
 * A text of one line, 1 to `max` characters: no control characters and no line separators; none that turns the direction of writing
 * (Unicode UAX 9, §2), for such a name shows as another one; and at least one character that can be seen.
 */
export function line(max: number): z.ZodString {
  return z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+$/u)
    .regex(/[^\p{Default_Ignorable_Code_Point}\p{C}\p{M}\p{Z}\u2800]/u);
}

/** What a spreadsheet would take for a formula when the value is exported again (OWASP, CSV injection), in both widths. */
const FORMULA = /^(?:\t|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;

/** Tells whether a cell, as it stands in the file, would be calculated by a spreadsheet. */
export function isFormula(cell: string): boolean {
  return FORMULA.test(cell);
}

/** A calendar date, `YYYY-MM-DD`. */
export const date: z.ZodType<CalendarDate, string> = z
  .string()
  .refine(isCalendarDate, { params: { row: "MALFORMED" } })
  .transform((text) => calendarDate(text));

/** Yes or no. */
export const yesNo: z.ZodType<boolean, string> = z.enum(["yes", "no"]).transform((word) => word === "yes");

/** The kinds of value that stand in the two files. */
import { type CalendarDate, calendarDate, isCalendarDate } from "@favorable/core";
import * as z from "zod";

/** A text of one line without control characters, 1 to `max` characters. */
export function line(max: number): z.ZodString {
  return z
    .string()
    .max(max)
    .regex(/^\P{Cc}+$/u);
}

/** A calendar date, `YYYY-MM-DD`. */
export const date: z.ZodType<CalendarDate, string> = z
  .string()
  .refine(isCalendarDate, { params: { row: "MALFORMED" } })
  .transform((text) => calendarDate(text));

/** Yes or no. */
export const yesNo: z.ZodType<boolean, string> = z.enum(["yes", "no"]).transform((word) => word === "yes");

/** Options of the verbs, read. */

import { type CalendarDate, isCalendarDate, isPrivacyError, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { withDatabase } from "../audit/database.ts";

/** A number; throws `USAGE`, naming the option. */
export function numberOf(text: string | undefined, option: string, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !(value >= least && value <= most)) throw usage(option, `a number from ${least} to ${most}`);
  return value;
}

/** A whole number; throws `USAGE`, naming the option. */
export function wholeOf(text: string | undefined, option: string, least: number, most: number): number | undefined {
  const value = numberOf(text, option, least, most);
  if (value !== undefined && !Number.isSafeInteger(value)) throw usage(option, `a whole number from ${least} to ${most}`);
  return value;
}

/** A day; throws `USAGE`, naming the option. */
export function dayOf(text: string | undefined, option: string): CalendarDate | undefined {
  if (text === undefined) return undefined;
  if (!isCalendarDate(text)) throw usage(option, "a date (YYYY-MM-DD)");
  return text;
}

/** The mistake of who asks. */
export function usage(option: string, takes: string): PrivacyError {
  return new PrivacyError("USAGE", `${option} takes ${takes}`, { option });
}

/** A table that was refused: the others are still looked at. */
export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Runs, or tells with which code it was refused; mistakes of who asks and unreachable databases are thrown on. */
export async function orRefused<T>(run: () => Promise<T>): Promise<T | { readonly refused: Refused }> {
  try {
    return await run();
  } catch (error) {
    if (!isPrivacyError(error) || ["USAGE", "SQL_UNAVAILABLE", "DATABASE_MISSING"].includes(error.code)) throw error;
    return { refused: { code: error.code, message: error.message, details: error.details } };
  }
}

/** One line about a refusal. */
export function refusalLine({ code, message, details }: Refused): string {
  const more = Object.entries(details).map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(", ") : String(value)}`);
  return `refused, ${code}: ${message}${more.length === 0 ? "" : ` (${more.join("; ")})`}`;
}

/**
 * Opens the database that the option or the environment names, and closes it.
 *
 * @throws `MIGRATIONS_MISSING` when the tables of this version are not there, and what `withDatabase` throws
 */
export function withRetention<T>(options: { readonly database?: string | undefined }, use: (sql: Sql) => Promise<T>): Promise<T> {
  return withDatabase(options, async (sql) => {
    const { rows } = await sql.query<{ there: boolean }>("select to_regclass('favorable.purge_run') is not null as there");
    if (rows[0]?.there !== true)
      throw new PrivacyError(
        "MIGRATIONS_MISSING",
        "the database has not the tables of retention of this version: apply retentionMigrations of @favorable/retention/postgres with migrate of @favorable/sql",
      );
    return use(sql);
  });
}

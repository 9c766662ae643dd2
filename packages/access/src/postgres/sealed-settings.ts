/** Settings that any session may change and that a function with its owner's rights therefore has to fix for itself. */

/** Settings a caller could turn against a function; `pg_temp` last, or a caller's temporary objects would come first. */
const PATH = ["search_path", "pg_catalog, pg_temp"] as const;

/**
 * What tells: a plan or a trace printed to the client holds the constants of the function's statements, which are rows. `client_min_messages`
 * alone stops that; the printing is switched off besides. What changes meaning: how texts become dates, times, bytes and constants, and back.
 * Settings of a transaction (`default_transaction_…`) are read when it begins, before any function; `session_replication_role` and the
 * `log_…` settings are a superuser's.
 */
const SETTINGS = [
  PATH,
  ["client_min_messages", "error"],
  ["debug_print_parse", "off"],
  ["debug_print_rewritten", "off"],
  ["debug_print_plan", "off"],
  ["plan_cache_mode", "auto"],
  ["row_security", "on"],
  ["datestyle", "iso, ymd"],
  ["intervalstyle", "postgres"],
  ["timezone", "utc"],
  ["bytea_output", "hex"],
  ["extra_float_digits", "1"],
  ["standard_conforming_strings", "on"],
  ["transform_null_equals", "off"],
  ["array_nulls", "on"],
  ["xmloption", "content"],
] as const;

/** Of later servers: fixed where the server knows them. */
const LATER = [["debug_print_raw_parse", "off"]] as const;

const clause = ([name, value]: readonly [string, string]): string => `set ${name} = ${name === "timezone" ? `'${value}'` : value}`;

/** What stands in the declaration of a function; one that the application cannot call is called by one that has fixed everything. */
export function pinned(open: boolean): string {
  return `security definer ${(open ? SETTINGS : [PATH]).map(clause).join(" ")}`;
}

/** Fixes in a function what only some servers know. */
export function pinnedLater(signature: string): string[] {
  return LATER.map(
    (setting) => `do $$ begin if exists (select from pg_settings where name = '${setting[0]}') then
      alter function ${signature} ${clause(setting)}; end if; end $$`,
  );
}

/** Whether the settings of a function (`pg_proc.proconfig`, in lower case) are those that it should have. */
export function pinnedAs(config: readonly string[], open: boolean): boolean {
  const text = ([name, value]: readonly [string, string]): string => `${name}=${value}`;
  const wanted = (open ? SETTINGS : [PATH]).map(text);
  const found = config.map((line) => line.toLowerCase());
  const later = LATER.map(text);
  return wanted.every((line) => found.includes(line)) && found.every((line) => wanted.includes(line) || later.includes(line));
}

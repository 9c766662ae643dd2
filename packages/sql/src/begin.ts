/** The text that opens a transaction: begin, role and settings in one round trip. */
import { PrivacyError, toHex, utf8 } from "@favorable/core";
import type { TransactionContext } from "./port.ts";

/** PostgreSQL cuts a longer identifier silently (NAMEDATALEN − 1), and the rest names another role. */
const ROLE_BYTES = 63;
const SETTING = /^[a-z][a-z0-9_]{0,62}(\.[a-z][a-z0-9_]{0,62})+$/;
const ISOLATION: ReadonlySet<string> = new Set(["read committed", "repeatable read", "serializable"]);

/**
 * The statements that open a transaction with a role and settings, as one text for the simple query protocol.
 *
 * The values stand in the text as hexadecimal, so no quoting rule, no `standard_conforming_strings` and no client encoding can make
 * another statement of them. `set_config('role', x, true)` is `set local role x` for the exact name.
 *
 * @throws `CONTEXT_INVALID` for a role or setting that cannot be carried faithfully
 * @example
 * ```ts
 * import { beginText } from "@favorable/sql";
 *
 * console.log(beginText({ isolation: "repeatable read", readOnly: true })); // begin isolation level repeatable read read only
 * console.log(beginText({ role: "clerk" }).includes("clerk")); // false
 * ```
 */
export function beginText(context: TransactionContext = {}): string {
  const mode = modeOf(context);
  const settings = settingsText(context);
  return `begin${mode === "" ? "" : ` ${mode}`}${settings === "" ? "" : `; ${settings}`}`;
}

/** The same for a layer that has sent its own begin: the first statements inside it; empty when there is nothing to set. */
export function setupText(context: TransactionContext = {}): string {
  const mode = modeOf(context);
  return [mode === "" ? "" : `set transaction ${mode}`, settingsText(context)].filter((part) => part !== "").join("; ");
}

function modeOf({ isolation, readOnly }: TransactionContext): string {
  if (isolation !== undefined && !ISOLATION.has(isolation)) throw refuse("isolation");
  return [isolation === undefined ? "" : `isolation level ${isolation}`, readOnly === true ? "read only" : ""]
    .filter((part) => part !== "")
    .join(" ");
}

function settingsText({ role, settings = {} }: TransactionContext): string {
  const entries: [string, string][] = [];
  if (role !== undefined) {
    // `none` is no role: it would put the login's own rights back.
    if (role === "" || role === "none" || encode(role, "role").length > ROLE_BYTES) throw refuse("role");
    entries.push(["role", role]);
  }
  for (const [name, value] of Object.entries(settings)) {
    if (!SETTING.test(name)) throw refuse("setting");
    entries.push([name, value]);
  }
  if (entries.length === 0) return "";
  return `select ${entries.map(([name, value]) => `pg_catalog.set_config(${literal(name)}, ${literal(value)}, true)`).join(", ")}`;
}

function literal(text: string): string {
  return `pg_catalog.convert_from(pg_catalog.decode('${toHex(encode(text, "setting"))}', 'hex'), 'UTF8')`;
}

function encode(text: string, what: string): Uint8Array {
  if (typeof text !== "string" || text.includes("\0") || !text.isWellFormed()) throw refuse(what);
  return utf8(text);
}

function refuse(what: string): PrivacyError {
  return new PrivacyError("CONTEXT_INVALID", `the transaction context is refused: ${what}`, { what });
}

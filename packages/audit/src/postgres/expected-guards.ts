/** What the migrations lay down of functions and triggers, read from the migrations themselves: nothing has to be written twice. */
import { toHex, utf8 } from "@favorable/core";
import { sha256 } from "#crypto";
import { auditMigrations } from "./schema.ts";

/** A function, as its last migration has it. */
interface ExpectedFunction {
  readonly name: string;
  /** SHA-256 of its body, hexadecimal. */
  readonly hash: string;
  readonly definer: boolean;
  /** Settings fixed in it, `name=value` as `pg_proc.proconfig` has them, sorted, one a line. */
  readonly settings: string;
  /** True when it was taken away from everybody, to be granted to roles one by one. */
  readonly closed: boolean;
}

/** A trigger, as the catalogue has it. */
interface ExpectedTrigger {
  readonly table: string;
  readonly name: string;
  /** `pg_trigger.tgtype`: for each row 1, before 2, insert 4, delete 8, update 16, truncate 32. */
  readonly kind: number;
  /** The function it runs. */
  readonly runs: string;
}

const FUNCTION = /^create (?:or replace )?function favorable\.(\w+)\s*\(/;
/** What a later statement does to a function. */
const LATER = /^(alter|drop|revoke all on) function (?:if exists )?favorable\.(\w+)\s*\([^)]*\)(.*)$/s;
/** One setting fixed in a function; it ends where the next clause begins. */
const SETTING = /\bset ([\w.]+) = (.+?)(?= set [\w.]+ = | (?:security|language|stable|immutable|volatile|parallel)\b|$)/g;
const TRIGGER =
  /^create trigger (\w+) (before|after) ([a-z ]+?) on favorable\.(\w+)(?: referencing (?:old|new) table as \w+)?\s+for each (row|statement) execute function favorable\.(\w+)\(\)$/;
const EVENTS: Readonly<Record<string, number>> = { insert: 4, delete: 8, update: 16, truncate: 32 };

const statements = auditMigrations.flatMap((migration) => migration.statements);

/** All functions of the log. */
export const expectedFunctions: readonly ExpectedFunction[] = functionsOf(statements);

function functionsOf(texts: readonly string[]): ExpectedFunction[] {
  const found = new Map<string, ExpectedFunction>();
  for (const text of texts) {
    const [, made] = FUNCTION.exec(text) ?? [];
    const [, verb = "", other = "", rest = ""] = LATER.exec(text) ?? [];
    const known = found.get(other);
    if (made !== undefined) {
      const from = text.indexOf("$$");
      const body = text.slice(from + 2, text.lastIndexOf("$$"));
      const head = text.slice(0, from);
      const definer = head.includes("security definer");
      // To replace a function takes its settings away, and leaves who may run it.
      const closed = found.get(made)?.closed === true;
      found.set(made, { name: made, hash: toHex(sha256(utf8(body))), definer, settings: settingsIn(head, ""), closed });
    } else if (verb === "drop") found.delete(other);
    else if (verb === "alter" && known !== undefined) found.set(other, { ...known, settings: settingsIn(rest, known.settings) });
    else if (verb.startsWith("revoke") && known !== undefined && rest.endsWith(" from public"))
      found.set(other, { ...known, closed: true });
  }
  return [...found.values()];
}

/** The settings of a statement, added to those before. */
function settingsIn(text: string, before: string): string {
  const flat = text
    .replace(/ as \s*$/, "")
    .replace(/\s+/g, " ")
    .trim();
  const settings = new Map(before.split("\n").flatMap((one) => (one === "" ? [] : [[one.slice(0, one.indexOf("=")), one] as const])));
  if (/\breset all\b/.test(flat)) settings.clear();
  for (const [, name = "", value = ""] of flat.matchAll(SETTING)) settings.set(name, `${name}=${value.replace(/^'(.*)'$/, "$1")}`);
  return [...settings.values()].sort().join("\n");
}

/** All triggers of the log that stand on a table under its own name; those of months are the ones of `audit_body`. */
export const expectedTriggers: readonly ExpectedTrigger[] = [
  ...new Map(
    statements.flatMap((text): [string, ExpectedTrigger][] => {
      const [, name, when, events, table, level, runs] = TRIGGER.exec(text) ?? [];
      if (name === undefined || table === undefined || runs === undefined || events === undefined) return [];
      const kind = events
        .split(" or ")
        .reduce((sum, event) => sum + (EVENTS[event] ?? 0), (level === "row" ? 1 : 0) + (when === "before" ? 2 : 0));
      return [[`${table}.${name}`, { table, name, kind, runs }]];
    }),
  ).values(),
];

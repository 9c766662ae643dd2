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
const TRIGGER =
  /^create trigger (\w+) (before|after) ([a-z ]+?) on favorable\.(\w+)(?: referencing old table as \w+)?\s+for each (row|statement) execute function favorable\.(\w+)\(\)$/;
const EVENTS: Readonly<Record<string, number>> = { insert: 4, delete: 8, update: 16, truncate: 32 };

const statements = auditMigrations.flatMap((migration) => migration.statements);

/** All functions of the log. */
export const expectedFunctions: readonly ExpectedFunction[] = [
  ...new Map(
    statements.flatMap((text): [string, ExpectedFunction][] => {
      const name = FUNCTION.exec(text)?.[1];
      if (name === undefined) return [];
      const body = text.slice(text.indexOf("$$") + 2, text.lastIndexOf("$$"));
      return [[name, { name, hash: toHex(sha256(utf8(body))), definer: text.includes("security definer") }]];
    }),
  ).values(),
];

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

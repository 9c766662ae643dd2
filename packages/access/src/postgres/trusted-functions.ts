/** Functions that act with their owner's rights and are known to the letter: those of this project, and those that a mapping declares. */
import { auditMigrations } from "@favorable/audit/postgres";
import { toHex, utf8 } from "@favorable/core";
import { consentMigrations } from "@favorable/fields/postgres";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Plan } from "./plan.ts";
import { functionsOf } from "./sealed-statements.ts";

/** A function by name, types of its arguments, body and owner. */
export interface TrustedFunction {
  readonly schema: string;
  readonly name: string;
  /** `*` for any: the body decides. */
  readonly types: string;
  /** SHA-256 of the body, in hexadecimal digits. */
  readonly hash: string;
  /** Who owns it; an empty text for whoever owns the tables of the log, or of consents. */
  readonly owner: string;
  /** Its settings as `name=value`, sorted, in one line and lower case; empty for any. */
  readonly settings: string;
  /** Declared by the mapping: for triggers as well, and with settings of its own. */
  readonly declared: boolean;
}

const CREATED = /^create (?:or replace )?function favorable\.(\w+)\s*\(([^$]*)\$\$([\s\S]*)\$\$/;
const ALTERED = /^alter function favorable\.(\w+)\([^)]*\)([^;]*)$/;
/** `set name = value`, up to the next setting or the body. */
const SETTING = /\bset ([\w.]+) = (.+?)(?=\s+(?:set|as)\b|\s*$)/g;

/** What is trusted beside a plan. A function of the same name with another body, or of another owner, is not. */
export function trustedFunctions(plan: Plan): readonly TrustedFunction[] {
  const texts = [...auditMigrations, ...consentMigrations].flatMap(({ statements }) => statements);
  const altered = new Map(texts.flatMap((text) => namedTexts(ALTERED.exec(text))));
  const own = texts.flatMap((text) => {
    const [, name, head, body] = CREATED.exec(text) ?? [];
    return name === undefined || body === undefined ? [] : [known(name, body, `${head} ${altered.get(name) ?? ""}`)];
  });
  const planned = plan.mapping.level === "columns" ? [] : functionsOf(plan);
  const declared = plan.mapping.trusted ?? [];
  return [
    ...own,
    ...planned.map(({ name, types, body }) => ({
      ...known(name, body, ""),
      types: types.replace(/(^|, )\w+ /g, "$1"),
      owner: plan.sealer,
    })),
    ...declared.map(({ schema, name, owner, sha256: hash }) => ({ schema, name, types: "*", hash, owner, settings: "", declared: true })),
  ];
}

function known(name: string, body: string, head: string): TrustedFunction {
  return { schema: "favorable", name, types: "*", hash: toHex(sha256(utf8(body))), owner: "", settings: settingsOf(head), declared: false };
}

function namedTexts(found: RegExpExecArray | null): [string, string][] {
  const [, name, text] = found ?? [];
  return name === undefined || text === undefined ? [] : [[name, text]];
}

/** As the catalogue has them: quotes are the statement's. */
function settingsOf(head: string): string {
  const lines = [...head.matchAll(SETTING)].map(([, name = "", value = ""]) => `${name}=${value.replaceAll("'", "")}`.toLowerCase());
  return lines.sort().join(";");
}

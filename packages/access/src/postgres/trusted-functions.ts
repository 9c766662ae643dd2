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
  /** Declared by the mapping: for triggers as well, and with settings of its own. */
  readonly declared: boolean;
}

const CREATED = /^create (?:or replace )?function favorable\.(\w+)\s*\([^$]*\$\$([\s\S]*)\$\$/;

/** What is trusted beside a plan. A function of the same name with another body, or of another owner, is not. */
export function trustedFunctions(plan: Plan): readonly TrustedFunction[] {
  const own = [...auditMigrations, ...consentMigrations].flatMap(({ statements }) =>
    statements.flatMap((text) => {
      const [, name, body] = CREATED.exec(text) ?? [];
      return name === undefined || body === undefined ? [] : [known(name, body)];
    }),
  );
  const planned = plan.mapping.level === "columns" ? [] : functionsOf(plan);
  const declared = plan.mapping.trusted ?? [];
  return [
    ...own,
    ...planned.map(({ name, types, body }) => ({
      ...known(name, body),
      types: types.replace(/(^|, )\w+ /g, "$1"),
      owner: plan.sealer,
    })),
    ...declared.map(({ schema, name, owner, sha256: hash }) => ({ schema, name, types: "*", hash, owner, declared: true })),
  ];
}

function known(name: string, body: string): TrustedFunction {
  return { schema: "favorable", name, types: "*", hash: toHex(sha256(utf8(body))), owner: "", declared: false };
}

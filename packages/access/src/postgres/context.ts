/** Signed contexts: made by the process that knows who is there, which is not the one that asks for rows. */
import { canonicalJson, PrivacyError, toBase64, toHex, utf8 } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { assertPersonal } from "../duties.ts";
import type { AnyMatrix } from "../index.ts";
import { ident } from "./identifiers.ts";
import type { Claim, ListClaim, PostgresMapping } from "./mapping.ts";
import { planOf } from "./plan.ts";
import { CONTEXT_SECONDS, sealedTables } from "./sealed-context.ts";

/** A key that contexts are signed with. */
export interface ContextKey {
  /** 1 to 40 letters, digits, - and _. */
  readonly id: string;
  /** At least 32 random bytes. */
  readonly secret: Uint8Array;
}

/** Who acts, in which role, for what, until when. */
export interface SignedClaims extends Readonly<Partial<Record<Exclude<Claim, "actor">, string> & Record<ListClaim, readonly string[]>>> {
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  /**
   * All roles that the person holds; asked where the role may not be held with another. The database refuses a context whose roles conflict, as
   * `as` does.
   */
  readonly holds?: readonly string[];
  /** Not later than 15 minutes from now. */
  readonly until: Date;
  /** Never used before: 16 to 64 letters and digits. */
  readonly nonce: string;
  /** How many calls it is good for; 1 by default. */
  readonly times?: number;
}

const CLAIMS = ["unit", "tenant", "subject", "units", "cases", "holds"] as const;
const ID = /^[A-Za-z0-9_-]{1,40}$/;
const NONCE = /^[A-Za-z0-9-]{16,64}$/;
/** Block of SHA-256 (RFC 2104, section 2). */
const BLOCK = 64;

/**
 * Signs a context with HMAC-SHA-256 (RFC 2104). To be run where the person was authenticated, never in the process that holds the
 * application's database login.
 *
 * @throws `CONTEXT_KEY_INVALID`, `ACTOR_MISSING`, `ACCOUNT_SHARED` for a name that systems give to accounts of nobody in particular (CCIN deliberation
 *   2021-206, V), `ROLE_NOT_HELD` when `holds` does not name the role, `CONTEXT_INVALID` for claims that no database would take
 */
export function signContext(key: ContextKey, claims: SignedClaims): string {
  assertKey(key);
  assertPersonal(claims?.actor);
  const { actor, role, purpose, until, nonce, times = 1, ...rest } = claims;
  const facts = Object.fromEntries(CLAIMS.flatMap((name) => (rest[name] === undefined ? [] : [[name, rest[name]]])));
  const texts = [actor, role, purpose, ...Object.values(facts).flat()];
  if (texts.some((text) => typeof text !== "string" || text === "") || Number.isNaN(until.getTime()) || !NONCE.test(nonce))
    throw new PrivacyError("CONTEXT_INVALID", "a context names actor, role, purpose, an end and a nonce of 16 to 64 letters and digits");
  if (claims.holds !== undefined && !(Array.isArray(claims.holds) && claims.holds.includes(role)))
    throw new PrivacyError("ROLE_NOT_HELD", "the actor does not hold the role");
  if (!Number.isInteger(times) || times < 1 || times > 10_000)
    throw new PrivacyError("CONTEXT_INVALID", "a context is good for 1 to 10,000 calls");
  const named = { actor, role, purpose, nonce, times: String(times), until: String(Math.floor(until.getTime() / 1000)) };
  const body = toBase64(utf8(canonicalJson({ ...named, ...facts })));
  const signature = hmac(sha256, key.secret, utf8(`favorable.access.context/1.${key.id}.${body}`));
  return `${key.id}.${body}.${toBase64(signature)}`;
}

/** Longest life of a context, in seconds. */
export const LONGEST_CONTEXT: number = CONTEXT_SECONDS;

/**
 * Lays a key down in the database, for the functions of level `sealed` alone; the same id again replaces the key, another id stands
 * beside it until {@link dropContextKey}. `sql` is who applied the matrix.
 *
 * @throws `CONTEXT_KEY_INVALID`, `SQL_FAILED`
 */
export async function installContextKey(sql: Sql, matrix: AnyMatrix, mapping: PostgresMapping, key: ContextKey): Promise<void> {
  assertKey(key);
  const block = new Uint8Array(BLOCK);
  block.set(key.secret.length > BLOCK ? sha256(key.secret) : key.secret);
  const padded = (pad: number): Uint8Array => block.map((byte) => byte ^ pad);
  await inKeyTable(sql, matrix, mapping, (tx, table) =>
    tx.query(
      `insert into ${table} (id, inside, outside) values ($1::text, decode($2::text, 'hex'), decode($3::text, 'hex'))
       on conflict (id) do update set inside = excluded.inside, outside = excluded.outside`,
      [key.id, toHex(padded(0x36)), toHex(padded(0x5c))],
    ),
  );
}

/** Removes a key: contexts signed with it are refused from the commit on. */
export async function dropContextKey(sql: Sql, matrix: AnyMatrix, mapping: PostgresMapping, id: string): Promise<void> {
  await inKeyTable(sql, matrix, mapping, (tx, table) => tx.query(`delete from ${table} where id = $1::text`, [id]));
}

async function inKeyTable(
  sql: Sql,
  matrix: AnyMatrix,
  mapping: PostgresMapping,
  run: (tx: Sql, table: string) => Promise<unknown>,
): Promise<void> {
  const plan = planOf(matrix, mapping);
  const sealer = ident(plan.sealer);
  await sql.transaction(async (tx) => {
    await tx.query(`grant ${sealer} to current_user`);
    await tx.query(`set local role ${sealer}`);
    await run(tx, sealedTables(plan).key);
    await tx.query("set local role none");
    await tx.query(`revoke ${sealer} from current_user`);
  });
}

function assertKey({ id, secret }: ContextKey): void {
  if (typeof id !== "string" || !ID.test(id) || !(secret instanceof Uint8Array) || secret.length < 32)
    throw new PrivacyError("CONTEXT_KEY_INVALID", "a key of contexts has an id of 1 to 40 letters, digits, - and _, and at least 32 bytes");
}

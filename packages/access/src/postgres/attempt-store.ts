/** Attempts to log in, counted in the database: for every process at once. */
import { PrivacyError, toHex, utf8 } from "@favorable/core";
import type { Migration, Sql } from "@favorable/sql";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { AttemptState, AttemptStore } from "../credentials/index.ts";

/** The table of attempts; apply it with `migrate`. Accounts stand there as HMACs: somebody may have typed a password for a name. */
export const attemptMigrations: readonly Migration[] = [
  {
    id: "access/001-attempts",
    statements: [
      `create table favorable.access_attempt (
         account bytea primary key check (octet_length(account) = 32),
         failures int not null check (failures >= 0),
         recent timestamptz[] not null check (cardinality(recent) <= 1000),
         changed_at timestamptz not null default now())`,
      "revoke all on favorable.access_attempt from public",
      // Attempts that no longer count are found and forgotten by their age.
      "create index access_attempt_changed_at_idx on favorable.access_attempt (changed_at)",
    ],
  },
];

/** A store in the database. */
export interface PostgresAttempts extends AttemptStore {
  /** Forgets accounts whose last attempt is older than 24 hours, except those with so many failures that they may be locked. */
  tidy(failuresKept: number): Promise<number>;
}

/**
 * Makes the store. The login that checks passwords needs `select`, `insert`, `update` and `delete` on the table; it should not be the one
 * that serves the records. Each change is a transaction of its own, which holds the account's row: attempts that run side by side wait for
 * each other.
 *
 * @param key - at least 32 random bytes, kept outside the database
 * @throws `ATTEMPT_KEY_INVALID`; `SQL_FAILED` from the calls
 */
export function postgresAttempts(sql: Sql, key: Uint8Array): PostgresAttempts {
  if (!(key instanceof Uint8Array) || key.length < 32) throw new PrivacyError("ATTEMPT_KEY_INVALID", "a key has at least 32 bytes");
  const own = key.slice();
  return {
    change(account, change) {
      const hidden = toHex(hmac(sha256, own, utf8(account)));
      return sql.transaction(async (tx) => {
        // The row is there before it is looked at, so that two first attempts wait for each other as well.
        await tx.query(
          `insert into favorable.access_attempt (account, failures, recent) values (decode($1::text, 'hex'), 0, '{}')
           on conflict (account) do nothing`,
          [hidden],
        );
        const { rows } = await tx.query<{ failures: number; recent: string }>(
          `select failures::int, (select coalesce(json_agg(floor(extract(epoch from at) * 1000)::bigint order by n), '[]')::text
             from unnest(recent) with ordinality as each (at, n)) as recent
           from favorable.access_attempt where account = decode($1::text, 'hex') for update`,
          [hidden],
        );
        const { state, answer } = change(stateOf(rows[0]));
        if (state === undefined) await tx.query("delete from favorable.access_attempt where account = decode($1::text, 'hex')", [hidden]);
        else
          await tx.query(
            `update favorable.access_attempt set failures = $2::int, recent = $3::text[]::timestamptz[], changed_at = now()
             where account = decode($1::text, 'hex')`,
            [hidden, state.failures, state.recent.map((at) => new Date(at).toISOString())],
          );
        return answer;
      });
    },
    async tidy(failuresKept) {
      const { rows } = await sql.query<{ n: number }>(
        `with gone as (delete from favorable.access_attempt
           where changed_at < now() - interval '24 hours' and failures < $1::int returning 1)
         select count(*)::int as n from gone`,
        [failuresKept],
      );
      return rows[0]?.n ?? 0;
    },
  };
}

function stateOf(row: { readonly failures: number; readonly recent: string } | undefined): AttemptState | undefined {
  if (row === undefined) return undefined;
  const recent: unknown = JSON.parse(row.recent);
  return { failures: row.failures, recent: Array.isArray(recent) ? recent.filter((at) => typeof at === "number") : [] };
}

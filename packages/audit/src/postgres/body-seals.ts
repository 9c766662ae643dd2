/** Keys of bodies: made once per scope, kept wrapped in the database, destroyed to erase what they sealed. */
import { concatBytes, PrivacyError, toHex, utf8 } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { DataKey, SealingOptions } from "../body-sealer.ts";
import { SALT_SIZE } from "../commitment.ts";

/** A body to be sealed. */
export interface OpenBody {
  readonly entry: string;
  readonly part: number;
  readonly policy: string;
  readonly start: string;
  readonly subjectIndex: Uint8Array | undefined;
  readonly salt: Uint8Array;
  readonly payload: Uint8Array;
}

/** A body as it is stored when it is sealed. */
export interface SealedBody {
  readonly entry: string;
  readonly part: number;
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

/** What a sealed body held. */
export interface Opened {
  readonly salt: Uint8Array;
  readonly payload: Uint8Array;
}

/** Seals and opens the bodies of one log. */
export interface BodySeals {
  /**
   * Seals salt and payload together.
   *
   * @param keys - where a key is asked for and made; the outer handle by default
   * @param fresh - asks for the key even where one is remembered: for whom nothing checks afterwards that it still stands
   */
  seal(body: OpenBody, keys?: Sql, fresh?: boolean): Promise<{ readonly keyId: string; readonly bytes: Uint8Array }>;
  /** Opens bodies; what its key no longer opens is left out. */
  open<B extends SealedBody>(sql: Sql, bodies: readonly B[]): Promise<readonly (B & Opened)[]>;
  /** Forgets the keys in memory: some were destroyed. */
  forget(): void;
}

interface KnownKey {
  readonly keyId: string;
  readonly key: Uint8Array;
}

/** Seals under the keys of a database; `sql` is the outer handle. */
export function bodySeals(sql: Sql, { sealer, by }: SealingOptions): BodySeals {
  const known = new Map<string, KnownKey>();
  const unwrapped = new Map<string, Promise<Uint8Array>>();
  const place = (entry: string, part: number): Uint8Array => utf8(`favorable.audit.body/1\u0000${entry}\u0000${part}`);

  const unwrap = (wrapped: string): Promise<Uint8Array> => {
    const kept = unwrapped.get(wrapped);
    if (kept !== undefined) return kept;
    const fresh = sealer.unwrap(wrapped).catch((): never => {
      unwrapped.delete(wrapped);
      throw new PrivacyError("SEALER_MISMATCH", "a key of the log was wrapped by another sealer");
    });
    unwrapped.set(wrapped, fresh);
    return fresh;
  };

  async function keyFor(scope: string, subject: Uint8Array | undefined, keys: Sql, fresh: boolean): Promise<KnownKey> {
    const remembered = fresh ? undefined : known.get(scope);
    if (remembered !== undefined) return remembered;
    const subjectText = subject === undefined ? "" : toHex(subject);
    const stored = (await ask(keys, [scope, "", "", subjectText])) ?? (await make(keys, scope, subjectText));
    const key = { keyId: stored.key_id, key: await unwrap(stored.wrapped) };
    // What a transaction makes may be rolled back: only keys that are committed are remembered.
    if (keys === sql) known.set(scope, key);
    return key;
  }
  async function make(keys: Sql, scope: string, subject: string): Promise<{ key_id: string; wrapped: string }> {
    const fresh: DataKey = await sealer.newKey();
    const keyId = toHex(crypto.getRandomValues(new Uint8Array(16)));
    const stored = await ask(keys, [scope, keyId, fresh.wrapped, subject]);
    if (stored === undefined) throw new PrivacyError("AUDIT_UNAVAILABLE", "a key for bodies could not be kept");
    return stored;
  }

  return {
    async seal(body, keys = sql, fresh = false) {
      const person = by === "subject" ? body.subjectIndex : undefined;
      const scope = person === undefined ? `policy/${body.policy}/${body.start.slice(0, 7)}` : `subject/${toHex(person)}`;
      const { keyId, key } = await keyFor(scope, person, keys, fresh);
      return { keyId, bytes: sealer.seal(key, concatBytes(body.salt, body.payload), place(body.entry, body.part)) };
    },
    async open(on, bodies) {
      const wanted = [...new Set(bodies.map(({ keyId }) => keyId))];
      const { rows } = await on.query<{ key_id: string; wrapped: string }>(
        "select key_id, wrapped from favorable.audit_key where key_id = any ($1::text[])",
        [wanted],
      );
      const keys = new Map<string, Uint8Array>();
      for (const row of rows) keys.set(row.key_id, await unwrap(row.wrapped));
      return bodies.flatMap((body) => {
        const key = keys.get(body.keyId);
        return key === undefined ? [] : [{ ...body, ...opened(key, body) }];
      });
    },
    forget: () => known.clear(),
  };

  /** A changed body opens to nothing that its commitment fits: it is shown as it is, and found by whoever verifies. */
  function opened(key: Uint8Array, { entry, part, bytes }: SealedBody): Opened {
    try {
      const plain = sealer.open(key, bytes, place(entry, part));
      return { salt: plain.slice(0, SALT_SIZE), payload: plain.slice(SALT_SIZE) };
    } catch {
      return { salt: new Uint8Array(SALT_SIZE), payload: utf8("{}") };
    }
  }
}

async function ask(keys: Sql, params: readonly string[]): Promise<{ key_id: string; wrapped: string } | undefined> {
  const { rows } = await keys.query<{ key_id: string | null; wrapped: string | null }>(
    "select key_id, wrapped from favorable.audit_key_for($1, $2, $3, $4)",
    params,
  );
  const [row] = rows;
  return row?.key_id == null || row.wrapped === null ? undefined : { key_id: row.key_id, wrapped: row.wrapped };
}

/** The desk that releases statistics: the same question gets the same table until enough has changed to ask it anew. */
import { addPeriod, type CalendarDate, type Clock, dateInZone, type Period, PrivacyError, systemClock, toHex, utf8 } from "@favorable/core";
import type { AnyRecord, DataFor, PurposesOf, View } from "@favorable/fields";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type CrossTableOptions, crossTable, innerCells } from "../cross-table.ts";
import { suppress } from "../suppress.ts";
import { assertThreshold, type PublishedTable } from "../table.ts";
import { type Danger, dangerOf } from "./differencing.ts";
import type { Release, ReleaseStore } from "./history.ts";

/** What a desk is made of. */
export interface ReleaseDeskOptions {
  /** See {@link suppress}. */
  readonly threshold: number;
  /** At least 32 bytes; pseudonyms of counted persons are made with it, and which counts are withheld beside the small ones. */
  readonly key: Uint8Array;
  readonly store: ReleaseStore;
  /** How long a release counts against later ones, from the last day it was given; longer is safer, and keeps pseudonyms longer. */
  readonly horizon: Period;
  /** IANA zone in which days are counted. */
  readonly zone: string;
  readonly clock?: Clock;
  /**
   * Hears why a statistic was refused, for the operator's log. Whoever asked is not told: each reason is an answer about the people
   * counted.
   */
  readonly onRefused?: (refusal: { readonly name: string; readonly danger: Danger }) => void;
}

/** A statistic to release. */
export interface StatisticRequest<R extends AnyRecord, Q extends PurposesOf<R["fields"]>> extends CrossTableOptions<R, Q> {
  /** Its name; the same name asks the same question. */
  readonly name: string;
  /** The field that says whom a row is about: the record's own, declared with `subject: true`. */
  readonly subject: keyof View<R["fields"], Q> & string;
  /** Rows to leave out, as any filter does; a filter is part of the question, so give it a name of its own. Filters are the application's, never the asker's. */
  readonly where?: (row: DataFor<R, Q>) => boolean;
}

/** What the desk gives. */
export interface Released {
  readonly table: PublishedTable;
  /** The day the table was released first. */
  readonly on: CalendarDate;
  /** The earlier release of the same name was given again: nothing changed, or too little to show. */
  readonly reused: boolean;
}

/** A desk. */
export interface ReleaseDesk {
  /**
   * Releases a statistic, or gives the earlier release of its name when showing the change would show a person.
   *
   * @throws what `crossTable` and `suppress` throw; `SUBJECT_FIELD` for a field that is not the record's subject, `SUBJECT_MISSING` for a
   *   row without its subject, `SUBJECT_TWICE` for a person counted twice; `DESK_KEY_CHANGED` while the store holds releases under another
   *   key; `STATISTIC_REDEFINED` for an earlier name with other dimensions; `RELEASE_REFUSED` when there is no earlier release of the
   *   name to give
   */
  release<R extends AnyRecord, const Q extends PurposesOf<R["fields"]>>(request: StatisticRequest<R, Q>): Promise<Released>;
}

/**
 * Makes a desk. Releases are decided one after the other; two desks over one store have to take turns.
 *
 * @throws `THRESHOLD_INVALID`, `KEY_TOO_SHORT`
 */
export function releaseDesk(options: ReleaseDeskOptions): ReleaseDesk {
  const { threshold, key, store, horizon, zone, clock = systemClock, onRefused } = options;
  assertThreshold(threshold);
  if (key.length < 32) throw new PrivacyError("KEY_TOO_SHORT", "the key of a desk has at least 32 bytes");
  const secret = key.slice();
  const derived = (use: string): Uint8Array => hmac(sha256, secret, utf8(`favorable statistics ${use}`));
  const keyId = toHex(derived("key id").subarray(0, 8));
  const pattern = derived("pattern");
  let turn: Promise<unknown> = Promise.resolve();

  /** The releases within the horizon; older ones are forgotten. */
  async function recent(today: CalendarDate): Promise<readonly Release[]> {
    const all = await store.all();
    const kept = all.filter(({ given }) => addPeriod(given, horizon) >= today);
    if (kept.length < all.length) await store.dropBefore(kept.map(({ given }) => given).sort()[0] ?? today);
    if (kept.some((release) => release.keyId !== keyId))
      throw new PrivacyError("DESK_KEY_CHANGED", "the store holds releases under another key: persons in them cannot be told apart");
    return kept;
  }

  async function decide<R extends AnyRecord, Q extends PurposesOf<R["fields"]>>(request: StatisticRequest<R, Q>): Promise<Released> {
    if (request.record.fields[request.subject]?.subject !== true)
      throw new PrivacyError("SUBJECT_FIELD", "this field of the record does not say whom it is about", { record: request.record.name });
    const today = dateInZone(clock.now(), zone);
    const rows = [...request.rows].filter((row) => request.where?.(row) ?? true);
    const table = suppress(crossTable({ record: request.record, purpose: request.purpose, by: request.by, rows }), {
      threshold,
      key: pattern,
    });
    const members = membersOf(request.subject, rows, innerCells({ ...request, rows }), secret);
    const filtered = request.where !== undefined;
    const fresh: Release = { name: request.name, on: today, given: today, keyId, filtered, table, members };
    const earlier = await recent(today);
    const same = earlier.filter(({ name }) => name === request.name).at(-1);
    if (same !== undefined && JSON.stringify(same.table.dimensions) !== JSON.stringify(table.dimensions))
      throw new PrivacyError("STATISTIC_REDEFINED", "a statistic of this name was released with other dimensions: give it another name");
    const danger = same !== undefined && sameCounts(same, fresh) ? "nothing-new" : dangerOf(earlier, fresh, threshold);
    if (danger === undefined) {
      await store.add(fresh);
      return { table, on: today, reused: false };
    }
    if (danger !== "nothing-new") onRefused?.({ name: request.name, danger });
    if (same === undefined) throw new PrivacyError("RELEASE_REFUSED", "this statistic cannot be given beside what was released before");
    await store.renew(same, today);
    return { table: same.table, on: same.on, reused: true };
  }

  return {
    release(request) {
      const decided = turn.then(() => decide(request));
      turn = decided.catch(() => undefined);
      return decided;
    },
  };
}

function membersOf(subject: string, rows: readonly object[], places: readonly number[], key: Uint8Array): Readonly<Record<string, number>> {
  const members: Record<string, number> = {};
  rows.forEach((row, index) => {
    const value: unknown = Object.hasOwn(row, subject) ? Reflect.get(row, subject) : undefined;
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint")
      throw new PrivacyError("SUBJECT_MISSING", "a row does not say whom it is about", { row: index });
    const pseudonym = toHex(hmac(sha256, key, utf8(String(value))).subarray(0, 16));
    if (Object.hasOwn(members, pseudonym))
      throw new PrivacyError("SUBJECT_TWICE", "a person is counted twice: count persons, not events", { row: index });
    members[pseudonym] = places[index] ?? -1;
  });
  return members;
}

function sameCounts(a: Release, b: Release): boolean {
  const people = Object.keys(a.members);
  return people.length === Object.keys(b.members).length && people.every((person) => a.members[person] === b.members[person]);
}

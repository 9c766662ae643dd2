/** Holds on data subjects that a restore does not lose: the erasure ledger knows them too. */
import { type CalendarDate, PrivacyError, type SubjectHolds } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { ErasureLedger } from "../ledger/ledger.ts";
import { databaseDay } from "./clock.ts";
import { canonicalSubject, describeErasables, type ErasableTable } from "./erasable.ts";
import { placeHold } from "./hold.ts";
import { releaseHold } from "./hold-release.ts";
import { markOrigin } from "./restored.ts";

/** What the holds reach, and where they are known. */
export interface SubjectHoldOptions {
  readonly sql: Sql;
  readonly ledger: ErasureLedger;
  readonly tables: readonly ErasableTable[];
  /** The zone of the day of a release. */
  readonly zone: string;
  /** Who places and releases; default: the login of the database. */
  readonly author?: string;
}

/** A hold as it is placed, or placed again after a restore. */
export interface LedgerHold {
  readonly id: string;
  readonly subject: string;
  readonly kind: string;
  readonly reason: string;
  readonly reviewOn?: CalendarDate;
  readonly author?: string;
}

/**
 * Holds by subject under all policies, as `holdsBySubject` places them, written outside the database too: by code and kind, without their reason.
 * `afterRestore` places them again before it erases anything.
 *
 * Methods throw `HOLD_INVALID` (details: `reason`), `HOLD_UNKNOWN`, `ERASURE_INVALID` (`subject`), and those of the ledger's store.
 */
export function subjectHolds(options: SubjectHoldOptions): SubjectHolds {
  const { sql, ledger, tables, zone, author } = options;
  const by = author === undefined ? {} : { author };
  return {
    async place({ subject, kind, reason, reviewOn }) {
      if (typeof kind !== "string" || !/^[\w.-]{1,100}$/.test(kind))
        throw new PrivacyError("HOLD_INVALID", "the hold is refused: kind", { reason: "kind" });
      const form = await canonicalSubject(sql, await describeErasables(sql, tables, { shred: true }), subject);
      const id = crypto.randomUUID();
      const review = reviewOn === undefined ? {} : { reviewOn };
      await sql.transaction(async (tx) => {
        await markOrigin(tx);
        await placeKnown(tx, { id, subject: form, kind, reason, ...review, ...by });
        // Before the commit: a hold that stands is known outside. One that is known and does not stand is placed by `afterRestore`.
        await ledger.store.append({ kind: "hold", id, subject: ledger.codeOf(form), because: kind, ...review });
      });
      return { id };
    },
    async release({ id, reason }) {
      const { rows } = await sql.query<{ hold: string }>("select hold::text as hold from favorable.ledger_hold where id = $1", [
        String(id),
      ]);
      const hold = rows[0]?.hold;
      if (hold === undefined) throw new PrivacyError("HOLD_UNKNOWN", "there is no such hold");
      await releaseHold(sql, { id: hold, reason, ...by });
      const { today } = await databaseDay(sql, zone);
      await ledger.store.append({ kind: "released", id, on: today });
    },
  };
}

/** Places a hold that the ledger knows, in the caller's transaction. */
export async function placeKnown(tx: Sql, { id, ...hold }: LedgerHold): Promise<void> {
  const placed = await placeHold(tx, hold);
  await tx.query("insert into favorable.ledger_hold (id, hold) values ($1, $2::bigint)", [id, placed.id]);
}

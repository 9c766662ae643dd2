/** Reads the log as of one checkpoint, in one transaction. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { checkReader } from "../entry-filter.ts";
import type { AuditLog, LogSnapshot } from "../log.ts";
import { TILE_WIDTH } from "../tiles.ts";
import type { BodySeals } from "./body-seals.ts";
import { storing } from "./failures.ts";
import { pages } from "./reading.ts";

/** Erasures after the checkpoint would look like losses under it: then another checkpoint is signed. */
export async function snapshot<T>(
  log: Pick<AuditLog, "checkpoint">,
  sql: Sql,
  seals: BodySeals | undefined,
  read: (snapshot: LogSnapshot) => Promise<T>,
): Promise<T> {
  checkReader(read);
  for (let attempt = 0; attempt < 5; attempt++) {
    const note = await log.checkpoint();
    const size = Number(note.split("\n")[1]);
    let failure: unknown;
    const answer = await storing(() =>
      sql.transaction(
        async (tx) => {
          if (await erasedSince(tx, size)) return undefined;
          const groups: LogSnapshot["groups"] = ({ bodies = true } = {}) =>
            pages(tx, { from: 0, below: size, seals, bodies: bodies || "descriptors" }, TILE_WIDTH);
          try {
            return { value: await read({ checkpoint: note, size, groups }) };
          } catch (error) {
            failure = error;
            throw error;
          }
        },
        { isolation: "repeatable read", readOnly: true },
      ),
    ).catch((error: unknown) => {
      throw failure ?? error; // What the reader threw leaves as it is.
    });
    if (answer !== undefined) return answer.value;
  }
  throw new PrivacyError("SNAPSHOT_BUSY", "erasures kept coming while the log was to be read");
}

async function erasedSince(tx: Sql, size: number): Promise<boolean> {
  const { rows } = await tx.query<{ there: boolean }>(
    `select exists (select from favorable.audit_leaf where type = any ($2::text[]) and seq >= $1::bigint)
         or exists (select from favorable.audit_pending where type = any ($2::text[])) as there`,
    [size, ["audit.erased", "audit.erased-early", "audit.pruned"]],
  );
  return rows[0]?.there !== false;
}

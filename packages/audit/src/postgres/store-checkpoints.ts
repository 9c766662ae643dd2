/** Every checkpoint that a log signed, held against the tree while it is built: a page of them at a time. */
import { equalBytes } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { NoteVerifier } from "../signed-note.ts";
import { tryOpen } from "../verify/external.ts";
import type { Findings } from "../verify/findings.ts";

/** Checkpoints read in one statement. */
const PAGE = 500;

/** Checkpoints in the order of their sizes, beside a tree that grows. */
export interface SignedCheckpoints {
  /** Reads those of up to so many entries; to be called before the tree passes their sizes. */
  ready(upTo: number): Promise<void>;
  /** Holds the one of this size, if there is one, against the root; sizes come in ascending order. */
  at(size: number, root: () => Uint8Array): void;
  /** Reads what is left, and reports those that the log has not entries enough for. */
  finish(): Promise<void>;
}

/** Starts before the first one; one that opens under no known key is a finding. */
export function signedCheckpoints(tx: Sql, verifiers: readonly NoteVerifier[], found: Findings): SignedCheckpoints {
  const tampered = (code: string): void => found.add({ verdict: "tampered", code, place: "audit_checkpoint" });
  let waiting: { readonly size: number; readonly root: Uint8Array }[] = [];
  // The cursor is a text: a size beyond 2^53 that somebody wrote there must not stop it.
  let after = "-9223372036854775808";
  let ended = false;

  async function readPage(): Promise<void> {
    const { rows } = await tx.query<{ size: string; note: string }>(
      `select size, note from favorable.audit_checkpoint where size > $1::bigint order by size limit ${PAGE}`,
      [after],
    );
    for (const { size, note } of rows) {
      after = size;
      const opened = await tryOpen(note, verifiers, undefined);
      if (typeof opened === "string") tampered(opened);
      else if (String(opened.size) !== size) tampered("row-differs");
      else waiting.push({ size: opened.size, root: opened.root });
    }
    ended = rows.length < PAGE;
  }

  return {
    async ready(upTo) {
      while (!ended && Number(after) < upTo) await readPage();
    },
    at(size, root) {
      for (let next = waiting[0]; next !== undefined && next.size <= size; next = waiting[0]) {
        waiting.shift();
        if (!equalBytes(next.root, root())) tampered("root-differs");
      }
    },
    async finish() {
      let unmet = waiting.length > 0;
      while (!ended) {
        waiting = [];
        await readPage();
        unmet ||= waiting.length > 0;
      }
      if (unmet) tampered("older-than-signed");
    },
  };
}

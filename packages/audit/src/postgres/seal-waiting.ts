/** Seals bodies that waited in clear: the database has no sealer, and puts entries together itself. */
import { fromBase64, fromHex, toBase64, utf8 } from "@favorable/core";
import type { Sql, SqlParam, SqlResult } from "@favorable/sql";
import type { SubjectIndex } from "./append-rows.ts";
import type { BodySeals } from "./body-seals.ts";
import { indexOf, type PlacedBody } from "./filing.ts";

/** In the transaction that files them, under the lock of the log: no key is destroyed meanwhile. */
export async function sealWaiting(
  tx: Sql,
  placed: readonly PlacedBody[],
  { subjectIndex, seals }: { readonly subjectIndex: SubjectIndex; readonly seals: BodySeals | undefined },
): Promise<readonly PlacedBody[]> {
  if (seals === undefined || placed.every(({ body }) => body[8] !== "")) return placed;
  const keys = answersKept(tx);
  const sealed: PlacedBody[] = [];
  for (const { at, entry, body } of placed) {
    const [after, part, salt, payload, policy, version, start, , key] = body;
    if (key !== "") {
      sealed.push({ at, entry, body });
      continue;
    }
    const index = indexOf(body, subjectIndex);
    const open = { entry, part, policy, start, salt: fromBase64(salt), payload: utf8(payload) };
    const { keyId, bytes } = await seals.seal({ ...open, subjectIndex: index === "" ? undefined : fromHex(index) }, keys, true);
    sealed.push({ at, entry, body: [after, part, "", toBase64(bytes), policy, version, start, index, keyId] });
  }
  return sealed;
}

/** A key that is there is asked for once, not for every body. */
function answersKept(tx: Sql): Sql {
  const kept = new Map<string, SqlResult<unknown>>();
  return {
    ...tx,
    async query<R>(text: string, params: readonly SqlParam[] = []) {
      const asked = JSON.stringify([text, params]);
      const known = kept.get(asked);
      // Asked with the same words it was answered by rows of the same form.
      if (known !== undefined) return known as SqlResult<R>;
      const answer = await tx.query<R>(text, params);
      const [row] = answer.rows;
      if (typeof row === "object" && row !== null && "key_id" in row && row.key_id !== null) kept.set(asked, answer);
      return answer;
    },
  };
}

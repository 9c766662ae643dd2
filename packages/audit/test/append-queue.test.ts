import { PrivacyError } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { type EncodedEntry, encodeEvent } from "../src/encode.ts";
import { durableAppend } from "../src/postgres/append-queue.ts";
import { ORIGIN, readEvent, startedLog } from "./fixtures.ts";

const { clock } = startedLog();
const entry = (actor: string, people = 0): EncodedEntry[] => [
  encodeEvent(
    readEvent(
      actor,
      Array.from({ length: people }, () => "x".repeat(400_000)),
    ),
    { origin: ORIGIN, clock },
  ),
];

/** A queue over a store that fails as told; gives the sizes of its writes. */
function queue(fail: (entries: readonly EncodedEntry[]) => void) {
  const groups: number[] = [];
  const write = async (entries: readonly EncodedEntry[]): Promise<void> => {
    groups.push(entries.length);
    fail(entries);
  };
  return { groups, append: durableAppend({ write, exclusive: false }) };
}

const statuses = async (appends: readonly Promise<void>[]): Promise<string[]> =>
  (await Promise.allSettled(appends)).map(({ status }) => status);

describe("appends that wait together", () => {
  it("are written one by one when the rows of one of them are refused", async () => {
    const bad = entry("bad");
    const { groups, append } = queue((entries) => {
      if (bad[0] && entries.includes(bad[0])) throw new PrivacyError("SQL_FAILED", "refused", { sqlState: "22003" });
    });
    expect(await statuses([append(entry("a")), append(bad), append(entry("b"))])).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(groups).toEqual([3, 1, 1, 1]);
    expect(await statuses([append(entry("c"))])).toEqual(["fulfilled"]);
  });

  it("are not written again here when the connection or the answer of the commit was lost", async () => {
    for (const code of ["COMMIT_UNKNOWN", "SQL_UNAVAILABLE", "AUDIT_UNKNOWN"]) {
      const { groups, append } = queue(() => {
        throw new PrivacyError(code, "lost");
      });
      expect(await statuses([append(entry("a")), append(entry("b"))])).toEqual(["rejected", "rejected"]);
      expect(groups).toEqual([2]);
    }
  });

  it("go together up to a size", async () => {
    const { groups, append } = queue(() => undefined);
    await Promise.all([append(entry("a")), append(entry("b", 30)), append(entry("c")), append(entry("d"))]);
    expect(groups).toEqual([1, 1, 2]);
  });

  it("go in two halves that are under way at once when they are many, and what comes meanwhile goes with the next", async () => {
    const groups: number[] = [];
    const answers: (() => void)[] = [];
    const write = (entries: readonly EncodedEntry[]): Promise<void> => {
      groups.push(entries.length);
      return new Promise((answer) => answers.push(answer));
    };
    const append = durableAppend({ write, exclusive: false });
    const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
    const first = Array.from({ length: 9 }, (_, at) => append(entry(`a-${at}`)));
    await turn();
    expect(groups).toEqual([5, 4]);
    const later = Array.from({ length: 20 }, (_, at) => append(entry(`b-${at}`)));
    await turn();
    expect(groups).toEqual([5, 4]);
    answers[0]?.();
    await turn();
    expect(groups).toEqual([5, 4, 20]);
    for (const answer of answers) answer();
    expect(new Set(await statuses([...first, ...later]))).toEqual(new Set(["fulfilled"]));
  });
});

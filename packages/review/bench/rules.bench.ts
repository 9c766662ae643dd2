/** Every rule on a declaration of five hundred fields, after load: the rules alone, and a review with its hashes. */
import { calendarDate } from "@favorable/core";
import type { FieldDocument, ProcessingDocument } from "@favorable/processing";
import { profileOf, review, rulebook } from "@favorable/review";
import { report } from "../../../testing/bench.ts";
import { complete } from "../test/complete.ts";

const FIELDS = 500;
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 60);

const stated = Object.values(complete.records ?? {}).flatMap(({ fields }) => Object.values(fields));
const subjects = Object.keys(complete.subjects ?? {});

/** The complete file, its fields repeated over ten records. */
const records = Object.fromEntries(
  Array.from({ length: 10 }, (_, record) => {
    const fields = Array.from({ length: FIELDS / 10 }, (__, at): readonly [string, FieldDocument][] => {
      const field = stated[(record * 50 + at) % stated.length];
      return field === undefined ? [] : [[`field${at}`, field]];
    });
    return [`record${record}`, { subjects, fields: Object.fromEntries(fields.flat()) }] as const;
  }),
);
const file: ProcessingDocument = { ...complete, records };
const asOf = "2022-06-01";

/** Half of the runs take less, in milliseconds. */
function typical(work: () => void): number {
  for (let warm = 0; warm < 10; warm += 1) work();
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((left, right) => left - right)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

const context = { document: file, profile: profileOf("cnil-gdpr"), asOf: calendarDate(asOf), evidence: undefined, beforeStart: false };
const rules = typical(() => {
  for (const rule of rulebook) rule.check(context);
});
const whole = typical(() => {
  review(file, { profile: "cnil-gdpr", asOf });
});
const counted = Object.values(records).reduce((sum, { fields }) => sum + Object.keys(fields).length, 0);

report(import.meta.url, "Rules", [
  {
    what: `${rulebook.length} rules over ${counted} fields`,
    figure: rules,
    unit: "ms",
    atMost: 10,
    note: `median of ${ROUNDS} runs after ten`,
  },
  { what: "the review of it, the hash of the file included", figure: whole, unit: "ms", note: "same file, same runs" },
]);

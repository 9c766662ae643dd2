import { addDays, calendarDate } from "@favorable/core";
import type { ProcessingDocument, RetentionDocument } from "@favorable/processing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dossierEvidence } from "../src/dossier/evidence.ts";
import { findingWords, ruleWords } from "../src/dossier/facts/keeping-words.ts";
import { foldPaths } from "../src/dossier/facts/paths.ts";
import { type Keeping, keepings } from "../src/dossier/facts/retention.ts";
import { sweepLines } from "../src/dossier/facts/sweeps.ts";
import type { DossierEvidence, DossierOldest, DossierSweep } from "../src/dossier/input.ts";
import { count, longDate, periodWords, plural, shortDate, typeset } from "../src/dossier/language.ts";

const asOf = calendarDate("2022-03-15");
const file = (retention: RetentionDocument): ProcessingDocument => ({
  format: "favorable-processing/2",
  id: "x",
  stage: "draft",
  events: { ended: { label: { en: "end of the duty" }, on: "2022-02-01" }, open: { label: { en: "end of the contract" } } },
  categories: { one: { label: { en: "One" } } },
  retention: { rule: retention },
});
const line = (retention: Omit<RetentionDocument, "categories">, oldest?: string): Keeping | undefined =>
  keepings(file({ categories: ["one"], ...retention }), oldest === undefined ? undefined : { oldest: { one: { on: oldest } } }, asOf)[0];

describe("retention lines", () => {
  it("count a fixed start, an event, an event plus a period, and the oldest record", () => {
    expect(line({ start: { kind: "fixed-date", on: "2021-10-30" }, maximum: { period: "P18M" } })?.cap).toBe("2023-04-30");
    expect(line({ start: { kind: "event", event: "ended" }, maximum: { period: "P1M" } })?.cap).toBe("2022-03-01");
    expect(line({ minimum: { event: "ended", period: "P1Y" } })?.floor).toBe("2023-02-01");
    expect(line({ start: { kind: "field", field: "r.f" }, maximum: { period: "P7D" } }, "2022-01-31")).toMatchObject({
      cap: "2022-02-07",
      state: "overdue",
      late: 36,
    });
  });

  it("stay open when the event has not happened, and without an end when a period has none", () => {
    expect(line({ minimum: { event: "open" }, maximum: { event: "open", period: "P3M" } })).toMatchObject({
      openFloor: true,
      openCap: true,
      floor: undefined,
      cap: undefined,
    });
    expect(line({ start: { kind: "fixed-date", on: "2021-10-30" }, maximum: { period: "P9999Y" } })).toMatchObject({
      cap: undefined,
      openCap: false,
    });
    expect(line({ maximum: { period: "soon" } }, "2022-01-01")?.cap).toBeUndefined();
    expect(line({})?.state).toBe("unstated");
  });

  it("are overdue exactly from the day after the last day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 4000 }), (age, period) => {
        const found = line({ start: { kind: "last-activity" }, maximum: { period: `P${period}D` } }, addDays(asOf, -age));
        expect(found?.state).toBe(age > period ? "overdue" : "within");
        expect(found?.late).toBe(Math.max(0, age - period));
      }),
    );
  });

  it("believe a count, and the days where nobody counted or where they contradict it", () => {
    const retention = { categories: ["one"], start: { kind: "last-activity" }, maximum: { period: "P7D" } } as const;
    const state = (seen: DossierOldest): string | undefined => keepings(file(retention), { oldest: { one: seen } }, asOf)[0]?.state;
    expect(state({ overdue: 0 })).toBe("clear");
    expect(state({ overdue: 3 })).toBe("overdue");
    expect(state({ on: "2022-03-14", overdue: 0 })).toBe("within");
    expect(state({ on: "2022-01-01", overdue: 0 })).toBe("overdue");
    expect(state({ on: "2022-01-01", overdue: 0, held: 2 })).toBe("onHold");
    expect(state({})).toBe("unseen");
    const [late] = keepings(file(retention), { oldest: { one: { on: "2022-03-01", overdue: 2 } } }, asOf);
    expect(late === undefined ? "" : findingWords("en", late).replaceAll("\u00A0", " ")).toBe("2 overdue, 7 days overdue");
  });

  it("count several categories as seen only when each was", () => {
    const two = { ...file({ categories: ["one", "two"], maximum: { period: "P7D" } }) };
    const state = (oldest: DossierEvidence["oldest"]): string | undefined =>
      keepings(two, oldest === undefined ? {} : { oldest }, asOf)[0]?.state;
    expect(state({ one: { overdue: 0 } })).toBe("unseen");
    expect(state({ one: { overdue: 0 }, two: { overdue: 0 } })).toBe("clear");
    expect(state({ one: { overdue: 0 }, two: { overdue: 1 } })).toBe("overdue");
  });

  it("read as a sentence", () => {
    const retention = {
      categories: ["one"],
      start: { kind: "fixed-date", on: "2021-10-30" },
      minimum: { period: "P1Y" },
      maximum: { event: "open", period: "P3M" },
      then: "shred",
    } as const;
    const words = keepings(file(retention), undefined, asOf).map((one) =>
      [ruleWords("en", one, file(retention)), ruleWords("fr", one, file(retention))].map((text) => text.replaceAll("\u00A0", " ")),
    );
    expect(words[0]).toEqual([
      "at least 1 year, at most 3 months after: end of the contract, from 30 October 2021, then destruction of the key",
      "au moins 1 an, au plus 3 mois après : end of the contract, à compter du 30 octobre 2021, puis destruction de la clé",
    ]);
  });
});

describe("evidence as given to a review", () => {
  it("becomes what the page draws, with nothing that was not measured", () => {
    expect(
      dossierEvidence({
        asOf: "2022-03-14",
        simulated: false,
        log: { verdict: "intact", witnessed: "stale", size: 7 },
        ages: { one: { oldest: "2022-01-01", overdue: 1, held: 2 }, two: { overdue: 0 } },
        purges: [{ policy: "p", on: "2022-03-01", deleted: 4, proved: 4 }],
        exports: { copies: 2, entries: 1, plain: 1 },
        channels: { mail: { overdue: 3, inBackups: 5 } },
      }),
    ).toEqual({
      simulated: false,
      log: { verdict: "intact", witnessed: "stale", size: 7, growth: [], checkpoints: [] },
      oldest: { one: { on: "2022-01-01", overdue: 1, held: 2 }, two: { overdue: 0 } },
      sweeps: [{ policy: "p", on: "2022-03-01", deleted: 4, proved: 4 }],
      copies: { copies: 2, entries: 1, plain: 1 },
      channels: { mail: { overdue: 3, inBackups: 5 } },
    });
    expect(dossierEvidence({ asOf: "2022-03-14", simulated: true })).toEqual({ simulated: true });
  });
});

describe("runs of the purge", () => {
  it("are one line where several in a row found nothing, and never hide one that did", () => {
    const run = (day: number, deleted = 0, more: Partial<DossierSweep> = {}): DossierSweep => ({
      on: `2022-01-${String(day).padStart(2, "0")}`,
      policy: "p",
      deleted,
      ...more,
    });
    const lines = sweepLines([
      run(9, 4),
      run(1),
      run(2),
      run(3),
      run(10),
      run(11),
      run(12, 0, { overdue: 1 }),
      run(13, 0, { policy: "q" }),
    ]);
    expect(lines.map(({ run: { on, deleted }, to, runs }) => [on, to, runs, deleted])).toEqual([
      ["2022-01-01", "2022-01-03", 3, 0],
      ["2022-01-09", undefined, 1, 4],
      ["2022-01-10", undefined, 1, 0],
      ["2022-01-11", undefined, 1, 0],
      ["2022-01-12", undefined, 1, 0],
      ["2022-01-13", undefined, 1, 0],
    ]);
  });

  it("are folded for each policy, though two take turns", () => {
    const turns = [1, 2, 3, 4].flatMap((day) => ["p", "q"].map((policy) => ({ on: `2022-01-0${day}`, policy, deleted: 0 })));
    const last = { on: "2022-01-05", policy: "q", deleted: 2 };
    expect(sweepLines([...turns, last]).map(({ run, to, runs }) => [run.policy, run.on, to, runs])).toEqual([
      ["p", "2022-01-01", "2022-01-04", 4],
      ["q", "2022-01-01", "2022-01-04", 4],
      ["q", "2022-01-05", undefined, 1],
    ]);
  });
});

describe("walls of paths", () => {
  it("lose no path, and fold only what differs in a declared name", () => {
    const name = fc.constantFrom("a", "b", "c", "d", "*", "$&", "x y");
    const path = fc.oneof(
      fc.tuple(name, name).map(([record, field]) => `records.${record}.fields.${field}.legalRef`),
      name.map((subject) => `subjects.${subject}.minors`),
      name.map((other) => `rights.means.${other}`),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 30 }), (paths) => {
        const folded = foldPaths(paths);
        expect(folded.reduce((sum, one) => sum + one.count, 0)).toBe(paths.length);
        const unfolded = folded.flatMap(({ path: shown, names }) =>
          names.length === 0 ? [shown] : names.map((one) => shown.replace(/(?<=\.)\*(?=\.[^*]*$)/, () => one)),
        );
        expect([...unfolded].sort()).toEqual([...paths].sort());
      }),
    );
  });
});

describe("words", () => {
  it("writes dates, numbers and periods in both languages without asking the platform", () => {
    expect([longDate("fr", "2021-10-01"), longDate("en", "2021-10-01T08:05:00Z"), shortDate("fr", "2022-07-14")]).toEqual([
      "1er octobre 2021",
      "1 October 2021, 08:05 UTC",
      "14 juil. 2022",
    ]);
    expect(longDate("en", "some day")).toBe("some day");
    expect([count("fr", 1234567), count("en", 1234567), count("en", -5), count("en", 0)]).toEqual([
      "1\u202F234\u202F567",
      "1,234,567",
      "\u22125",
      "0",
    ]);
    expect(
      [
        periodWords("fr", "P18M"),
        periodWords("en", "P1Y6M"),
        periodWords("en", "P2Y"),
        periodWords("fr", "P1M1D"),
        periodWords("en", "forever"),
      ].map((text) => text.replaceAll("\u00A0", " ")),
    ).toEqual(["18 mois", "18 months", "2 years", "1 mois et 1 jour", "forever"]);
  });

  it("counts nothing as one in French and as many in English", () => {
    const [one, many] = [
      { fr: "rappel", en: "reminder" },
      { fr: "rappels", en: "reminders" },
    ];
    expect([plural("fr", 0, one, many), plural("en", 0, one, many), plural("fr", 2, one, many)]).toEqual([
      "0\u00A0rappel",
      "0\u00A0reminders",
      "2\u00A0rappels",
    ]);
  });

  it("sets running text as its language is printed", () => {
    expect(typeset("fr", "l'avis : « oui » ; n° 1.165")).toBe("l\u2019avis\u00A0: «\u00A0oui\u00A0»\u202F; n°\u00A01.165");
    expect(typeset("en", "the log's end : no. 5")).toBe("the log\u2019s end : no.\u00A05");
  });
});

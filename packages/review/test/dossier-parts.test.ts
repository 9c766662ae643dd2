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
import { place } from "../src/dossier/pictures/lanes.ts";
import { spread, textWidth, wrap } from "../src/dossier/pictures/picture.tsx";
import { TOKENS } from "../src/dossier/style/tokens.ts";

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

describe("colours", () => {
  const palettes = TOKENS.split("@media").map((block) =>
    Object.fromEntries([...block.matchAll(/--([\w-]+):(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex])),
  );
  const luminance = (hex: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string): number => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
    return (high + 0.05) / (low + 0.05);
  };
  const soft = ["accent", "health", "fired", "caution", "human"].flatMap((name) => [
    `${name} ${name}-soft`,
    `${name} paper`,
    `ink ${name}-soft`,
  ]);
  const heat = [0, 1, 2, 3, 4, 5].map((level) => `${level < 4 ? "on-low" : "on-high"} heat${level}`);
  const pairs = ["ink paper", "muted paper", "second paper", "muted heat0", "paper fired", "paper ink", ...soft, ...heat];

  it("of every text and its ground stand 4.5 apart in light, dark and print", () => {
    expect(palettes).toHaveLength(3);
    for (const [at, palette] of palettes.entries())
      for (const pair of pairs) {
        const [front = "", back = ""] = pair.split(" ").map((name) => palette[name]);
        expect(contrast(front, back), `${pair} in palette ${at}`).toBeGreaterThanOrEqual(4.5);
      }
  });
});

describe("labels that cannot be measured", () => {
  it("never overlap in a lane while one of the three is free", () => {
    const note = fc.record({
      text: fc.string({ minLength: 1, maxLength: 24 }),
      x: fc.integer({ min: 250, max: 866 }),
      anchor: fc.constantFrom("start" as const, "end" as const),
    });
    fc.assert(
      fc.property(fc.array(note, { maxLength: 3 }), (notes) => {
        const placed = place(notes, 250, 866).map((one) => ({
          lane: one.lane,
          left: one.anchor === "start" ? one.x : one.x - textWidth(one.text, true),
          right: one.anchor === "start" ? one.x + textWidth(one.text, true) : one.x,
        }));
        for (const [at, one] of placed.entries()) {
          expect(one.left).toBeGreaterThanOrEqual(249.9);
          expect(one.right).toBeLessThanOrEqual(866.1);
          for (const other of placed.slice(at + 1))
            expect(one.lane !== other.lane || one.right < other.left || other.right < one.left).toBe(true);
        }
      }),
    );
  });

  it("do not cross the line of the day while one side of it has room", () => {
    const note = fc.record({
      text: fc.string({ minLength: 1, maxLength: 20 }),
      x: fc.integer({ min: 250, max: 866 }),
      anchor: fc.constant("start" as const),
    });
    fc.assert(
      fc.property(note, fc.integer({ min: 450, max: 700 }), (one, line) => {
        const [placed] = place([one], 250, 866, line);
        const left = placed?.x ?? Number.NaN;
        expect(left >= line || left + textWidth(one.text, true) <= line).toBe(true);
      }),
    );
  });

  it("are moved apart, in order, inside the picture when it has room", () => {
    const block = fc.record({ y: fc.integer({ min: 0, max: 600 }), height: fc.integer({ min: 16, max: 60 }) });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
        const sorted = [...blocks].sort((left, right) => left.y - right.y);
        const centres = spread(sorted, 700);
        for (const [at, centre] of centres.entries()) {
          const [own, before] = [sorted[at], sorted[at - 1]];
          expect(centre + (own?.height ?? 0) / 2).toBeLessThanOrEqual(700.01);
          if (before !== undefined)
            expect(centre - (centres[at - 1] ?? 0)).toBeGreaterThanOrEqual((before.height + (own?.height ?? 0)) / 2 - 0.01);
        }
      }),
    );
  });

  it("break between words and end with an ellipsis when cut", () => {
    expect(wrap("Director of general care coordination", 140, 2)).toEqual(["Director of", "general care coor…"]);
    expect(wrap("Director of general care coordination", 140, 3).join(" ")).toBe("Director of general care coordination");
    expect(wrap("x".repeat(99), 140, 3)).toEqual([`${"x".repeat(17)}…`]);
    expect(wrap("", 140, 3)).toEqual([]);
  });
});

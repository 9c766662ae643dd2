/** The numbers and lists that rules compare with, each with the text that it is from: a change of one of them is seen here. */

import { period } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { type Finding, review } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { FEWEST_REPLAYED } from "../src/evidence/idle.ts";
import { holdsCaptured, sensitiveLinks } from "../src/facts.ts";
import { outlives } from "../src/rules/retention/ends.ts";
import { isVague } from "../src/rules/words.ts";
import { set } from "./change.ts";
import { complete, soundOf } from "./complete.ts";

function find(rule: string, ...changes: readonly (readonly [string, unknown])[]): Finding | undefined {
  const file = changes.reduce((left, [path, value]) => set(left, path, value), complete);
  const { findings } = review(file, { profile: "cnil-gdpr", asOf: "2022-06-01", evidence: soundOf(file) });
  return findings.find((finding) => finding.rule === rule);
}

describe("a published limit", () => {
  it.each<[source: string, rule: string, path: string, kept: unknown, broken: unknown]>([
    ["80 bits: CNIL, recommendation 2022-100", "sec-password-strength", "security.passwords", { entropyBits: 80 }, { entropyBits: 79 }],
    ["12 characters: APDP guide on measures", "sec-password-strength", "security.passwords", { minimumLength: 12 }, { minimumLength: 11 }],
    ["72 hours: GDPR art. 33(1)", "sec-breach-procedure", "security.breach.authorityWithinHours", 72, 73],
    ["one month: GDPR art. 12(3)", "rig-access-one-month", "rights.answerWithin", "P1M", "P2M"],
  ])("is kept, and not one more: %s", (_, rule, path, kept, broken) => {
    const stated = (value: unknown) => (typeof value === "object" ? { ...value, storedAs: "salted-hash" } : value);
    expect(find(rule, [path, stated(kept)])?.state).toBe("satisfied");
    expect(find(rule, [path, stated(broken)])?.state).toBe("fired");
  });

  it("of units is one: a second one asks for what each reaches", () => {
    expect(find("acc-scope-by-unit", ["access.units", 1])?.declared).toEqual(["access.units = 1"]);
    expect(find("acc-scope-by-unit", ["access.units", 2])?.state).not.toBe("satisfied");
  });

  it("of a replay is thirty, this rulebook's own", () => {
    expect(FEWEST_REPLAYED).toBe(30);
  });
});

describe("a list", () => {
  const base: ProcessingDocument = { format: "favorable-processing/2", id: "lists", stage: "draft" };
  const label = { en: "one" };

  it("of channels in which what passed stays holds mail, secure mail and uploads (CCIN 2021-206 §VI: messaging), and no other", () => {
    const staying = ["mail", "secure-mail", "upload", "api", "paper"].filter((kind) => {
      const links = {
        one: { processing: label, status: "filed", direction: "in", purposes: [], carries: ["health"], channel: { kind } },
      } as unknown as NonNullable<ProcessingDocument["links"]>;
      return sensitiveLinks({ ...base, categories: { health: { label, special: "health" } }, links }).transient.length > 0;
    });
    expect(staying).toEqual(["mail", "secure-mail", "upload"]);
  });

  it("of what devices capture holds images, badges, places and calls (CNIL and APDP guides), and no other", () => {
    const kinds = ["cctv", "body-camera", "badge-event", "geolocation", "call-recording", "payroll", "access-log"] as const;
    const captured = kinds.filter((kind) => holdsCaptured({ one: { label, kind } }));
    expect(captured).toEqual(["cctv", "body-camera", "badge-event", "geolocation", "call-recording"]);
  });

  it("of words that determine no purpose holds the empty ones of both languages", () => {
    const vague = [
      "Gestion",
      "gestion des données",
      "Traitement de données",
      "utilisation",
      "usage",
      "analyse",
      "management",
      "Data processing",
    ];
    expect(vague.filter((text) => !isVague(text))).toEqual([]);
    const determined = ["Suivi de l'obligation vaccinale", "Payroll of employees", "Gestion de la paie des agents"];
    expect(determined.filter((text) => isVague(text))).toEqual([]);
  });
});

describe("a bare period of a log", () => {
  const document = { format: "favorable-processing/2", id: "ends", stage: "draft", startsOn: "2021-01-01", endsOn: "2022-01-01" } as const;
  const year = { length: period("P1Y") };
  const on = (day: string) => ({ event: "end", day: day as never });

  it("counts from the first day of the processing, a bare period of data from its last", () => {
    expect(outlives(document, year, on("2022-01-01"), new Set())).toBe("reaches");
    expect(outlives(document, year, on("2022-01-02"), new Set())).toBe("short");
    expect(outlives(document, on("2023-01-01"), year, new Set())).toBe("reaches");
    expect(outlives(document, on("2022-12-31"), year, new Set())).toBe("short");
  });
});

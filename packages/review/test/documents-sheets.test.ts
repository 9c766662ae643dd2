/** What single sheets say: evidence beside what is declared, clauses of contracts, breaches, persons no notice reaches. */
import type { ProcessingDocument } from "@favorable/processing";
import { documentSha256, type EvidenceBundle } from "@favorable/review";
import {
  accessMatrix,
  breachRegister,
  linksSheet,
  noticePaper,
  paperMarkdown,
  processorSheets,
  retentionSchedule,
  rightsProcedure,
} from "@favorable/review/documents";
import type { Breach } from "@favorable/rights";
import { describe, expect, it } from "vitest";
import { chpgCorrected } from "./chpg-corrected.ts";

const draft: ProcessingDocument = { format: "favorable-processing/2", id: "visits", stage: "draft" };
const evidenceOf = (document: ProcessingDocument, more: Partial<EvidenceBundle>): EvidenceBundle => ({
  asOf: "2022-03-01",
  simulated: false,
  declaration: documentSha256(document),
  ...more,
});

describe("evidence on a sheet", () => {
  it("gives the oldest record and the last run to the retention schedule, the latest first", () => {
    const purges = [
      { policy: "vaccination", on: "2022-02-01", deleted: 1, proved: 1 },
      { policy: "vaccination", on: "2022-02-28", deleted: 1500, proved: 1499 },
    ];
    const evidence = evidenceOf(chpgCorrected, { purges, ages: { comments: { oldest: "2021-11-02", overdue: 0, held: 2 } } });
    const text = paperMarkdown(retentionSchedule(chpgCorrected, { language: "en", evidence }));
    expect(text).toContain("Observed on 1 March 2022.");
    expect(text).toContain("2 November 2021 (nothing overdue, 2 on hold)");
    expect(text.indexOf("| 28 February 2022 | 1,500 | 1,499 |")).toBeGreaterThan(0);
    expect(text.indexOf("28 February 2022")).toBeLessThan(text.indexOf("1 February 2022 |"));
  });

  it("tells what stayed in channels, and how many requests are late", () => {
    const [link = ""] = Object.keys(chpgCorrected.links ?? {});
    const evidence = evidenceOf(chpgCorrected, {
      channels: { [link]: { overdue: 3, inBackups: 1 } },
      requests: { received: 12, open: 2, late: 1 },
    });
    expect(paperMarkdown(linksSheet(chpgCorrected, { language: "en", evidence }))).toContain(
      "3 messages past the longest stay, 1 in backups",
    );
    expect(paperMarkdown(rightsProcedure(chpgCorrected, { language: "en", evidence }))).toContain(
      "Requests received: 12; open: 2; late: 1.",
    );
  });

  it("says when its clock was simulated", () => {
    const evidence = evidenceOf(chpgCorrected, { simulated: true });
    expect(paperMarkdown(retentionSchedule(chpgCorrected, { language: "fr", evidence }))).toContain(
      "> Constaté le 1er mars 2022. Horloge simulée.",
    );
  });

  it("is refused when it was measured against another declaration, or names none", () => {
    const { declaration: _, ...unnamed } = evidenceOf(draft, {});
    for (const evidence of [evidenceOf(draft, {}), unnamed])
      for (const write of [retentionSchedule, linksSheet, rightsProcedure])
        expect(() => write(chpgCorrected, { language: "fr", evidence })).toThrow(expect.objectContaining({ code: "EVIDENCE_MISMATCH" }));
  });
});

describe("the sheet of a processor", () => {
  const processors = {
    host: {
      label: { en: "Host" },
      clauses: ["a", "g"],
      endOfContract: { then: "return-and-delete", within: "P30D", format: "NDJSON", proof: "certificate", reachesBackups: true },
    },
    mailer: { label: { en: "Mailer" } },
  } as const;
  const text = paperMarkdown(processorSheets({ ...draft, processors }, { language: "en" }));

  it("ticks the eight clauses of GDPR article 28(3), and does not take silence for absence", () => {
    const rows = text.split("\n").filter((line) => /^\| [a-h]\)/.test(line));
    expect(
      rows.map((row) =>
        row
          .split("|")
          .slice(2, 4)
          .map((cell) => cell.trim())
          .join("/"),
      ),
    ).toEqual([..."abcdefgh"].map((letter) => `${letter === "a" || letter === "g" ? "present" : "absent"}/not stated`));
  });

  it("lists the steps at the end of the contract, and says where none is stated", () => {
    expect(text).toContain("receive the data, format: NDJSON");
    expect(text).toContain("have the data deleted, within: 30\u00a0days");
    expect(text).toContain("what becomes of the data is not stated");
  });
});

describe("the breach register", () => {
  const breach: Breach = {
    id: "B-1",
    revision: 3,
    facts: {
      awareAt: "2026-01-02T08:00:00Z",
      foundBy: "staff",
      nature: ["confidentiality"],
      origin: "accident",
      description: "List sent to the wrong department",
      categories: [],
      subjects: [],
    },
    assessment: { risk: "unlikely", effects: "None expected", reason: "Deleted unread", at: "2026-01-02T09:00:00Z" },
    measures: [{ state: "taken", text: "Deletion confirmed", at: "2026-01-02T09:00:00Z" }],
    authority: [],
    persons: [],
  };

  it("holds facts, effects and measures, and says when no notice was due", () => {
    const text = paperMarkdown(breachRegister(draft, { language: "en", breaches: [breach] }));
    expect(text).toContain("| B-1 | 2 January 2026, 08:00 UTC | confidentiality; List sent to the wrong department");
    expect(text).toContain("| None expected (risk unlikely; Deleted unread) | Deletion confirmed | not due | not due |");
  });

  it("tells an empty register from one that is not attached", () => {
    expect(paperMarkdown(breachRegister(draft, { language: "en", breaches: [] }))).toContain("No breach is entered.");
    expect(paperMarkdown(breachRegister(draft, { language: "en" }))).toContain("The register is not attached.");
    expect(() => breachRegister(draft, { language: "en", breaches: [breach, breach] })).toThrow(
      expect.objectContaining({ code: "BREACH_TWICE" }),
    );
  });

  it("points out a declared period of more than 72 hours", () => {
    const late = { ...draft, security: { breach: { procedure: { fr: "Procédure" }, authorityWithinHours: 96 } } };
    expect(paperMarkdown(breachRegister(late, { language: "fr" }))).toContain("ce délai dépasse 72 heures");
  });
});

describe("other sheets", () => {
  it("names the persons whom no notice reaches", () => {
    const subjects = {
      staff: { label: { en: "staff" }, relation: "staff" },
      visitor: { label: { en: "visitors" }, relation: "public" },
    } as const;
    const notices = { door: { title: { en: "Visits" }, attached: true, channels: [{ kind: "display", reaches: ["visitor"] }] } } as const;
    const text = paperMarkdown(noticePaper({ ...draft, subjects, notices }, { language: "en" }));
    expect(text).toContain("Persons whom no notice reaches: staff.");
    expect(text).toContain("## visitors (display)");
  });

  it("takes what nobody may change out of the matrix, and tells a refusal from silence", () => {
    const access = {
      actions: ["read", "modify"],
      roles: { nurse: { label: { en: "Nurse" }, purposes: [] }, clerk: { label: { en: "Clerk" }, purposes: [] } },
      grants: { nurse: { log: "all" }, clerk: { log: "none" } },
      immutable: ["log"],
    } as const;
    const categories = { log: { label: { en: "Log" } }, file: { label: { en: "File" } } };
    const text = paperMarkdown(accessMatrix({ ...draft, categories, access }, { language: "en" }));
    expect(text).toContain("| Log | – | read |");
    expect(text).toContain("| File | not stated | not stated |");
  });
});

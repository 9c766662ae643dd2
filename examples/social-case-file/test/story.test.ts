import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyFolder } from "@favorable/audit/node";
import { readDocument } from "@favorable/processing";
import type { PurgeCertificate } from "@favorable/retention";
import { type Opinion, readEvidence, review } from "@favorable/review";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ToldStory, tellExample } from "../../../testing/example-story.ts";

/** The rules that answer what the CNIL found, and what was announced. */
const TRIGGERS = [
  "nec-record-of-processing",
  "inf-national-id-restricted",
  "inf-free-text-controlled",
  "ret-anchored-justified",
  "ret-archive-separated",
  "rig-notice-exists-attached",
  "lnk-recipient-declared-purpose",
  "acc-need-to-know-role",
  "sec-physical-and-manual",
  "nec-dpo-designated",
];
const folder = mkdtempSync(join(tmpdir(), "favorable-social-"));
const text = (name: string): string => readFileSync(join(folder, "out", name), "utf8");
const opinion = (name: string): Opinion => JSON.parse(text(`opinion-${name}.json`)) as Opinion;
const fired = ({ findings }: Opinion): readonly string[] => findings.filter(({ state }) => state === "fired").map(({ rule }) => rule);
let told: ToldStory;
beforeAll(async () => {
  told = await tellExample("social-case-file", folder);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the story of the case files", () => {
  test("is told to its end", () => {
    expect(told.stderr).toBe("");
    expect(told.code).toBe(0);
    expect(told.stdout).not.toContain("\u001b[");
  });

  test("fires every rule that answers a finding of the letter", () => {
    expect(opinion("was").outcome).toBe("unfavorable");
    expect(fired(opinion("was"))).toEqual(expect.arrayContaining(TRIGGERS));
  });

  test("refuses number, appreciation and committee, by the compiler and at run time", () => {
    expect(told.stdout.match(/does not compile/g)).toHaveLength(3);
    for (const [what, code] of [
      ["a social security number on the file", "WRITE_REFUSED"],
      ["no such purpose", "PURPOSE_UNKNOWN"],
      ["no such recipient", "SINK_UNKNOWN"],
      ["asked for as a file to take along", "EXPORT_REFUSED"],
      ["a file in a colleague's care", "CONDITION_NOT_MET"],
      ["reception writes into a file", "WRITE_REFUSED"],
      ["an appreciation in the note", "term:judgement, term:health"],
    ])
      expect(told.stdout).toMatch(new RegExp(`${what}.* — ${code}`));
  });

  test("shows each profession its own", () => {
    expect(told.stdout).toContain("a social worker reads the 2 in their care — name, help, openedOn, followedOn");
    expect(told.stdout).toMatch(/reception reads 3 files.* — name\n/);
    expect(told.stdout).toContain("seen by 0 before the team lead has read it");
  });

  test("moves files out of daily sight after two years, and away after five", () => {
    expect(told.stdout).toContain("on 2023-10-07 two years are over for the files of one social worker: they read 0, the archivist 3");
    expect(told.stdout).toContain("on 2026-10-07 five years are over: 3 files are stored, the archivist sees 1");
    const { body } = JSON.parse(text("purge-certificate.json")) as PurgeCertificate;
    expect(body).toMatchObject({ policy: "cases", level: "row gone", simulated: true, left: { overdue: 0 }, evidence: { removed: 2 } });
  });

  test("leaves a favorable opinion that rests on live evidence, and is incomplete without it", () => {
    expect(opinion("corrected")).toMatchObject({ outcome: "favorable", evidence: { used: true, simulated: true } });
    const document = readDocument(JSON.parse(text("declaration-corrected.json")));
    const evidence = readEvidence(JSON.parse(text("evidence.json")));
    expect(evidence).toMatchObject({
      coverage: { actions: 1, entries: 1 },
      freeText: { unmoderated: 0 },
      recipients: [],
      implementation: { fields: [], purposes: [], roles: [], grants: [], policiesNotRun: [] },
    });
    const options = { profile: "cnil-gdpr", asOf: evidence.asOf, clock: "simulated" } as const;
    expect(review(document, { ...options, evidence }).outcome).toBe("favorable");
    expect(review(document, options).outcome).toBe("incomplete");
  });

  test("leaves a log that verifies against the checkpoint kept elsewhere", async () => {
    const result = await verifyFolder(join(folder, "out/log"), { vkey: text("log.vkey"), against: text("checkpoint") });
    expect(result).toMatchObject({ verdict: "intact", witnessed: "witnessed" });
  });

  test("writes no account and no person anywhere but in the log, and the words of a note nowhere", () => {
    const entries = readdirSync(join(folder, "out"), { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
    expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining(["dossier-was.html", "dossier-corrected.html"]));
    for (const { name, parentPath } of entries) {
      const written = readFileSync(join(parentPath, name), "latin1");
      expect(written, name).not.toMatch(/suivi psychiatrique depuis|Rendez-vous le lundi|0 00 00 00/);
      if (parentPath.endsWith("out")) expect(written, name).not.toMatch(/Agent-\d|Usager-\d/);
    }
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyFolder } from "@favorable/audit/node";
import { readDocument } from "@favorable/processing";
import type { PurgeCertificate } from "@favorable/retention";
import { type Opinion, readEvidence, review } from "@favorable/review";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ToldStory, tellExample } from "../../../testing/example-story.ts";

/** The rules that answer the seven shortcomings of the notice. */
const TRIGGERS = [
  "ret-no-overdue-records",
  "ret-defined-per-category",
  "inf-accurate-and-current",
  "sec-password-strength",
  "acc-access-traceability",
  "inf-capture-scope-minimised",
  "rig-notice-complete",
];
const folder = mkdtempSync(join(tmpdir(), "favorable-cameras-"));
const text = (name: string): string => readFileSync(join(folder, "out", name), "utf8");
const opinion = (name: string): Opinion => JSON.parse(text(`opinion-${name}.json`)) as Opinion;
const fired = ({ findings }: Opinion): readonly string[] => findings.filter(({ state }) => state === "fired").map(({ rule }) => rule);
let told: ToldStory;
beforeAll(async () => {
  told = await tellExample("body-cameras", folder);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the story of the cameras", () => {
  test("is told to its end", () => {
    expect(told.stderr).toBe("");
    expect(told.code).toBe(0);
    expect(told.stdout).not.toContain("\u001b[");
  });

  test("fires every rule that answers a shortcoming of the notice", () => {
    expect(opinion("was").outcome).toBe("unfavorable");
    expect(fired(opinion("was"))).toEqual(expect.arrayContaining(TRIGGERS));
  });

  test("rests what only a look can tell on what was measured", () => {
    expect(readEvidence(JSON.parse(text("evidence-was.json")))).toMatchObject({
      simulated: true,
      ages: { cameraImages: { oldest: "2020-08-14", overdue: 2 } },
      accuracy: { unbound: 2 },
      coverage: { actions: 3, entries: 0 },
    });
    const unmeasured = review(readDocument(JSON.parse(text("declaration-was.json"))), { profile: "cnil-gdpr", asOf: "2021-06-07" });
    expect(fired(unmeasured)).not.toContain("ret-no-overdue-records");
  });

  test("refuses what the notice found, by the compiler and at run time", () => {
    expect(told.stdout.match(/does not compile/g)).toHaveLength(2);
    for (const code of [
      "WRITE_REFUSED",
      "ACTOR_MISSING",
      "READ_REFUSED",
      "NOT_PERMITTED",
      "EXPORT_REFUSED",
      "LOG_UNAVAILABLE",
      "PASSWORD_REFUSED: TOO_SHORT",
    ])
      expect(told.stdout).toContain(` — ${code}`);
  });

  test("hides a clip after six months, before the purge takes it", () => {
    expect(told.stdout).toContain("on 2021-12-08 the purge has not come by: 3 clips are stored, 1 can be seen");
    const { body } = JSON.parse(text("purge-certificate.json")) as PurgeCertificate;
    expect(body).toMatchObject({ policy: "body", level: "row gone", simulated: true, left: { overdue: 0 }, evidence: { removed: 2 } });
  });

  test("leaves a favorable opinion that rests on live evidence, and is incomplete without it", () => {
    expect(opinion("corrected")).toMatchObject({ outcome: "favorable", evidence: { used: true, simulated: true } });
    const document = readDocument(JSON.parse(text("declaration-corrected.json")));
    const evidence = readEvidence(JSON.parse(text("evidence.json")));
    expect(evidence).toMatchObject({
      accuracy: { unbound: 0 },
      credentials: { accounts: 2, shared: 0, leavers: 0, clear: 0 },
      implementation: { fields: [], purposes: [], roles: [], grants: [], policiesNotRun: [] },
    });
    expect(evidence.coverage?.actions).toBeGreaterThan(0);
    expect(evidence.coverage?.entries).toBe(evidence.coverage?.actions);
    const options = { profile: "cnil-gdpr", asOf: evidence.asOf, clock: "simulated" } as const;
    expect(review(document, { ...options, evidence }).outcome).toBe("favorable");
    expect(review(document, options).outcome).toBe("incomplete");
  });

  test("leaves a log that verifies against the checkpoint kept elsewhere", async () => {
    const result = await verifyFolder(join(folder, "out/log"), { vkey: text("log.vkey"), against: text("checkpoint") });
    expect(result).toMatchObject({ verdict: "intact", witnessed: "witnessed" });
  });

  test("writes no account and no clip anywhere but in the log", () => {
    const files = readdirSync(join(folder, "out"), { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(["dossier-was.html", "dossier-corrected.html"]));
    for (const { name } of files) expect(text(name), name).not.toMatch(/Agent-\d|clip-\d|frame-\d|kitchen|person-/);
  });
});

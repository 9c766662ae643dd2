import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyFolder } from "@favorable/audit/node";
import { readDocument } from "@favorable/processing";
import { type Opinion, readEvidence, review } from "@favorable/review";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ToldStory, tellExample } from "../../../testing/example-story.ts";

/** The rules that answer the complaint. */
const TRIGGERS = [
  "pur-compatible-use",
  "nec-declared-equals-implemented",
  "law-consent-valid",
  "inf-minors-protected",
  "sec-export-ledger",
];
/** Rules on registers and backups that this story does not keep: it shows nothing of them, and claims nothing. */
const NOT_LOOKED_AT = ["lnk-backups-bounded", "ret-copies-removed", "rig-restriction-upheld", "sec-breach-notified"];
const folder = mkdtempSync(join(tmpdir(), "favorable-pass-"));
const out = (name: string): string => join(folder, "out", name);
const text = (name: string): string => readFileSync(out(name), "utf8");
const json = (name: string): unknown => JSON.parse(text(name));
const opinion = (name: string): Opinion => json(`opinion-${name}.json`) as Opinion;
const evidence = (name: string) => readEvidence(json(`evidence-${name}.json`));
const fired = ({ findings }: Opinion): readonly string[] => findings.filter(({ state }) => state === "fired").map(({ rule }) => rule);
let told: ToldStory;
beforeAll(async () => {
  told = await tellExample("youth-pass", folder);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the story of the pass", () => {
  test("is told to its end, without colours where nobody watches", () => {
    expect(told.stderr).toBe("");
    expect(told.code).toBe(0);
    expect(told.stdout).not.toContain("\u001b[");
  });

  test("fires every rule that answers the complaint, on the file as it was", () => {
    expect(opinion("was").outcome).toBe("unfavorable");
    expect(fired(opinion("was"))).toEqual(expect.arrayContaining(TRIGGERS));
  });

  test("measures the greeting: half of the messages went to numbers that had not agreed, and a list was saved", () => {
    const { uses, consents, exports, implementation } = evidence("was");
    expect(uses).toContainEqual({ purpose: "greeting", fields: ["youth.phone"] });
    expect(consents).toEqual({ uses: 80, withoutRecord: 40 });
    expect(exports).toEqual({ copies: 1, plain: 1, entries: 0 });
    expect(implementation?.roles).toContain("presidentOfTheRegion");
  });

  test("draws a favorable opinion on the corrected file, with reminders alone", () => {
    const given = opinion("corrected");
    expect(given.outcome).toBe("favorable");
    expect(given.evidence).toMatchObject({ used: true, simulated: true });
    expect(
      given.findings
        .filter(({ state }) => state === "not-assessable")
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(NOT_LOOKED_AT);
    expect(given.findings.filter(({ state, severity }) => state === "fired" && severity !== "reminder")).toEqual([]);
  });

  test.each(["was", "corrected"])("leaves the file and the evidence that give the very same opinion again: %s", (state) => {
    const given = opinion(state);
    const document = readDocument(json(`declaration-${state}.json`));
    const options = { profile: "cnil-gdpr", asOf: given.asOf, evidence: evidence(state), clock: "simulated" } as const;
    expect(review(document, options)).toEqual(given);
  });

  test("refuses the greeting, by the compiler and at run time", () => {
    expect(told.stdout).toMatch(/does not compile: .*politicalGreeting.* is not assignable to type '"offers" \| "schemes"'/);
    expect(told.stdout).toMatch(/does not compile: tellOfSchemes.*For<"offers"/);
    expect(told.stdout).toContain("recorded under the account that tried — PURPOSE_UNKNOWN");
  });

  test("lets the list leave with a reason and two persons only", () => {
    for (const [what, code] of [
      ["the president's office asks for the list", "EXPORT_REFUSED"],
      ["for a greeting", "EXPORT_REFUSED"],
      ["alone", "EXPORT_APPROVAL"],
      ["the same person agrees", "EXPORT_APPROVAL"],
    ])
      expect(told.stdout).toMatch(new RegExp(`${what}: refused and recorded — ${code}`));
    expect(readdirSync(out("copies"))).toEqual(["numbers-2019-10-01.age"]);
    expect(evidence("corrected").exports).toEqual({ copies: 1, plain: 0, entries: 1 });
  });

  test("sends an offer to whoever agrees today, and deletes the pass that nobody used for a year", () => {
    expect(told.stdout).toContain("an offer is sent to 1 of 3 holders");
    expect(told.stdout).toContain("on 2019-09-20 1 pass that nobody used for a year is deleted");
    expect(evidence("corrected").consents).toEqual({ uses: 1, withoutRecord: 0 });
    expect(evidence("corrected").purges).toContainEqual({ policy: "numbers", on: "2019-09-20", deleted: 1, proved: 1 });
  });

  test("leaves a log that verifies against its checkpoint", async () => {
    const verified = await verifyFolder(out("log"), { vkey: text("log.vkey").trim(), against: text("checkpoint") });
    expect(verified).toMatchObject({ verdict: "intact", witnessed: "witnessed", simulated: true });
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyFolder } from "@favorable/audit/node";
import { readDocument } from "@favorable/processing";
import { type Opinion, readEvidence, review } from "@favorable/review";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ToldStory, tellExample } from "../../../testing/example-story.ts";
import { type Claim, checkDestruction } from "../src/union.ts";

/** The rules that answer the union's complaint. */
const TRIGGERS = [
  "pur-compatible-use",
  "law-special-category-condition",
  "law-explicit-legal-text",
  "inf-special-category-minimal",
  "acc-need-to-know-role",
  "sec-export-ledger",
  "ret-automatic-purge",
  "ret-erasure-evidence",
  "nec-dpia-when-high-risk",
];
/** Rules on registers and backups that this story does not keep: it shows nothing of them, and claims nothing. */
const NOT_LOOKED_AT = ["lnk-backups-bounded", "ret-copies-removed", "rig-restriction-upheld", "sec-breach-notified"];
const folder = mkdtempSync(join(tmpdir(), "favorable-slots-"));
const out = (name: string): string => join(folder, "out", name);
const text = (name: string): string => readFileSync(out(name), "utf8");
const json = (name: string): unknown => JSON.parse(text(name));
const opinion = (name: string): Opinion => json(`opinion-${name}.json`) as Opinion;
const fired = ({ findings }: Opinion): readonly string[] => findings.filter(({ state }) => state === "fired").map(({ rule }) => rule);
const claim = (): Claim => ({
  log: out("log"),
  logKey: text("log.vkey").trim(),
  checkpoint: text("union/checkpoint"),
  certificate: json("certificate.json"),
  certificateKey: text("purge.vkey").trim(),
  proof: text("destruction.tlog-proof"),
});
let told: ToldStory;
beforeAll(async () => {
  told = await tellExample("slot-booking", folder);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the story of the slots", () => {
  test("is told to its end, without colours where nobody watches", () => {
    expect(told.stderr).toBe("");
    expect(told.code).toBe(0);
    expect(told.stdout).not.toContain("\u001b[");
  });

  test("fires every rule that answers the complaint, on the file as it was", () => {
    expect(opinion("was").outcome).toBe("unfavorable");
    expect(fired(opinion("was"))).toEqual(expect.arrayContaining(TRIGGERS));
  });

  test("draws a favorable opinion on the corrected file, with reminders alone", () => {
    const { outcome, evidence, findings } = opinion("corrected");
    expect(outcome).toBe("favorable");
    expect(evidence).toMatchObject({ used: true, simulated: true });
    expect(
      findings
        .filter(({ state }) => state === "not-assessable")
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(NOT_LOOKED_AT);
    expect(findings.filter(({ state, severity }) => state === "fired" && severity !== "reminder")).toEqual([]);
  });

  test.each(["was", "corrected"])("leaves the file and the evidence that give the very same opinion again: %s", (state) => {
    const given = opinion(state);
    const evidence = readEvidence(json(`evidence-${state}.json`));
    const document = readDocument(json(`declaration-${state}.json`));
    expect(review(document, { profile: "cnil-gdpr", asOf: given.asOf, evidence, clock: "simulated" })).toEqual(given);
  });

  test("refuses the list to the hierarchy, by the compiler and at run time", () => {
    expect(told.stdout).toMatch(/does not compile: await guard\.run\(.*hierarchy.* is not assignable to type 'never'/);
    expect(told.stdout).toMatch(/does not compile: .*status.* Property 'status' does not exist/);
    for (const [what, code] of [
      ["for slotBooking", "PURPOSE_NOT_HELD"],
      ["for statusListing", "PURPOSE_UNKNOWN"],
      ["in the team's role", "ROLE_NOT_HELD"],
      ["the hierarchy asks for a copy", "EXPORT_REFUSED"],
      ["the team makes one alone", "EXPORT_APPROVAL"],
    ])
      expect(told.stdout).toMatch(new RegExp(`${what}: refused and recorded — ${code}`));
  });

  test("counts copies, and leaves none after their last day", () => {
    expect(told.stdout).toContain("1 copy in the folder, 0 not encrypted, 1 in the ledger");
    expect(readdirSync(out("copies"))).toEqual([]);
    expect(readEvidence(json("evidence-was.json")).exports).toEqual({ copies: 3, plain: 3, entries: 0 });
    expect(readEvidence(json("evidence-corrected.json")).exports).toEqual({ copies: 0, plain: 0, entries: 1 });
  });

  test("leaves a log that extends the union's checkpoint", async () => {
    const verified = await verifyFolder(out("log"), { vkey: claim().logKey, against: claim().checkpoint });
    expect(verified).toMatchObject({ verdict: "intact", witnessed: "witnessed", witnessedSize: 1, simulated: true });
  });
});

describe("a claim of destruction", () => {
  test("is proved by certificate, proof and log together", async () => {
    expect(await checkDestruction(claim())).toEqual({ proved: true, rows: 23 });
  });

  test.each([
    [
      "another number of rows",
      (): Partial<Claim> => ({ certificate: changed({ evidence: { removed: 99 } }) }),
      "CERTIFICATE_INVALID, hash",
    ],
    ["a key that is not the town's", (): Partial<Claim> => ({ certificateKey: claim().logKey }), "CERTIFICATE_INVALID, signature"],
    ["nothing at all", (): Partial<Claim> => ({ certificate: "the file had been destroyed" }), "CERTIFICATE_INVALID, format"],
    ["a proof that is none", (): Partial<Claim> => ({ proof: "c2sp.org/tlog-proof@v1\n" }), "PROOF_MALFORMED"],
  ])("is not proved by %s", async (_, other, why) => {
    expect(await checkDestruction({ ...claim(), ...other() })).toEqual({ proved: false, why });
  });

  test("is not proved with a changed byte in the log", async () => {
    const [bundle] = readdirSync(out("log/tile/entries"), { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const path = join(bundle?.parentPath ?? "", bundle?.name ?? "");
    const whole = await readFile(path);
    const bytes = Uint8Array.from(whole);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(path, bytes);
    try {
      expect(await checkDestruction(claim())).toEqual({ proved: false, why: "the log is tampered, witnessed" });
    } finally {
      await writeFile(path, whole);
    }
  });
});

function changed(body: object): unknown {
  const certificate = json("certificate.json") as { readonly body: object };
  return { ...certificate, body: { ...certificate.body, ...body } };
}

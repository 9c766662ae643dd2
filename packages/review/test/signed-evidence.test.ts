/** Signed evidence: what it binds, and how it refuses. */
import { signCheckpoint, signNote } from "@favorable/audit";
import { createSigner, createVerifier, generateKey } from "@favorable/audit/node";
import {
  type EvidenceReport,
  evidenceText,
  isSignedEvidence,
  openEvidence,
  reportSha256,
  type SignedEvidence,
  signEvidence,
} from "@favorable/review";
import { describe, expect, it } from "vitest";

const evidenceKey = generateKey("hospital.example/evidence");
const logKey = generateKey("hospital.example/log");
const verifiers = [createVerifier(evidenceKey.vkey)];
const log = createVerifier(logKey.vkey);
const checkpoint = await signCheckpoint(
  { origin: "hospital.example/log", size: 41, root: new Uint8Array(32).fill(9) },
  createSigner(logKey.privateKey),
);

const report: EvidenceReport = {
  evidence: { asOf: "2022-03-15", simulated: false, declaration: "a".repeat(64), requests: { received: 3, open: 1, late: 0 } },
  notCollected: [{ part: "ages.identity", reason: "INDEX_MISSING" }],
  limited: [],
  given: [],
  checkpoint,
};
const signed = await signEvidence(report, createSigner(evidenceKey.privateKey));

/** The same file with something else in its report. */
function altered(change: (report: { -readonly [K in keyof EvidenceReport]: EvidenceReport[K] }) => void): SignedEvidence {
  const copy = structuredClone(signed) as { report: { -readonly [K in keyof EvidenceReport]: EvidenceReport[K] } } & SignedEvidence;
  change(copy.report);
  return copy;
}

const reasonOf = (given: unknown, options: Parameters<typeof openEvidence>[1] = { verifiers }): Promise<unknown> =>
  openEvidence(given, options).then(
    () => "opened",
    (error) => error.details.reason ?? error.code,
  );

describe("signed evidence", () => {
  it("opens with the key, as text or as parsed JSON, and says what log it is bound to", async () => {
    const opened = await openEvidence(evidenceText(signed), { verifiers, log });
    expect(opened).toMatchObject({ ...report, signedBy: ["hospital.example/evidence"], sha256: reportSha256(report) });
    expect(opened.log).toEqual({ origin: "hospital.example/log", size: 41, verified: true });
    expect((await openEvidence(JSON.parse(evidenceText(signed)), { verifiers })).log?.verified).toBe(false);
    expect(isSignedEvidence(signed)).toBe(true);
    expect(isSignedEvidence(report.evidence)).toBe(false);
  });

  it("states declaration, day, clock, log and hash in the note that is signed", () => {
    const [format, declaration, day, clock, state, hash] = signed.note.split("\n");
    expect([format, declaration, day, clock]).toEqual([
      "favorable-evidence/1",
      `declaration ${"a".repeat(64)}`,
      "as-of 2022-03-15",
      "clock live",
    ]);
    expect(state).toMatch(/^log 41 CQkJ.+= hospital\.example\/log$/);
    expect(hash).toBe(`sha256 ${reportSha256(report)}`);
  });

  it("refuses a report that is not the signed one, whichever member was changed", async () => {
    const changes: ((one: Parameters<Parameters<typeof altered>[0]>[0]) => void)[] = [
      (one) => (one.evidence = { ...one.evidence, requests: { received: 3, open: 1, late: 1 } }),
      (one) => (one.evidence = { ...one.evidence, asOf: "2022-03-16" }),
      (one) => (one.evidence = { ...one.evidence, declaration: "b".repeat(64) }),
      (one) => (one.evidence = { ...one.evidence, simulated: true }),
      (one) => (one.notCollected = []),
      (one) => (one.limited = [{ part: "requests", reason: "sample" }]),
      (one) => (one.given = ["requests"]),
      (one) => delete one.checkpoint,
      (one) => (one.checkpoint = "no checkpoint"),
    ];
    for (const change of changes) expect(await reasonOf(altered(change))).toBe("altered");
  });

  it("refuses unknown keys, broken signatures, other notes and other files", async () => {
    expect(await reasonOf(signed, { verifiers: [log] })).toBe("key");
    const [text, line] = signed.note.split("\n\n");
    const broken = `${text}\n\n${line?.replace(/.{8}\n$/, "AAAAAAA=\n")}`;
    expect(["signature", "format"]).toContain(await reasonOf({ ...signed, note: broken }));
    const other = await signNote("hospital.example/log\n41\nroot\n", createSigner(evidenceKey.privateKey));
    expect(await reasonOf({ ...signed, note: other })).toBe("altered");
    for (const file of [
      "not JSON",
      "{}",
      JSON.stringify(report.evidence),
      JSON.stringify({ ...signed, more: 1 }),
      JSON.stringify({ ...signed, note: 1 }),
    ])
      expect(await reasonOf(file)).toBe("format");
    expect(await reasonOf({ ...signed, report: { ...report, more: 1 } })).toBe("EVIDENCE_INVALID");
  });

  it("checks the checkpoint's own signature where the log's key is given", async () => {
    const [foreign] = [generateKey("hospital.example/log")];
    expect(await reasonOf(signed, { verifiers, log: createVerifier(foreign.vkey) })).toBe("checkpoint");
    const { checkpoint: _, ...without } = report;
    const bare = await signEvidence(without, createSigner(evidenceKey.privateKey));
    expect(bare.note).toContain("\nlog none\n");
    expect(await reasonOf(bare, { verifiers, log })).toBe("checkpoint");
    expect((await openEvidence(bare, { verifiers })).log).toBeUndefined();
  });

  it("signs nothing that is no report", async () => {
    const signer = createSigner(evidenceKey.privateKey);
    for (const bad of [
      { ...report, evidence: { asOf: "2022-03-15" } },
      { ...report, notCollected: [{ part: "ages", reason: "with <markup>" }] },
      { ...report, given: [1] },
      { ...report, checkpoint: 7 },
      { ...report, more: true },
    ])
      await expect(signEvidence(bad as never, signer)).rejects.toMatchObject({ code: "EVIDENCE_INVALID" });
  });
});

import {
  type AnsweredAttestation,
  type Attestation,
  attestationHash,
  attestationOf,
  attestationPage,
  changesSince,
  isRecordOf,
  readAnswer,
  recordAttestation,
  reviewAccess,
  revocationsOf,
} from "@favorable/access/review";
import { type AuditEntry, memoryLog } from "@favorable/audit";
import { createSigner, generateKey } from "@favorable/audit/node";
import { calendarDate, simulatedClock } from "@favorable/core";
import { expect, test } from "vitest";
import { attestation, labels, previous, review, reviewOf } from "./attested.ts";

const keepAll = (of: Attestation, revoked: readonly number[] = []): AnsweredAttestation => ({
  attestation: of,
  answer: { attestation: attestationHash(of), decisions: of.rows.map((_, row) => (revoked.includes(row) ? "revoke" : "keep")) },
});
const coded = (code: string, details: object = {}) => expect.objectContaining({ code, details: expect.objectContaining(details) });

test.each(["fr", "en"] as const)("the page in %s is that of the golden file", async (language) => {
  const page = attestationPage(attestation, { language, ...labels, previous });
  await expect(page).toMatchFileSnapshot(`./golden/attestation.${language}.html`);
  expect(attestationPage(attestation, { language, ...labels, previous })).toBe(page);
});

test("nobody attests their own rights", () => {
  for (const reviewer of ["m-1", "M-1", " m-1 "])
    expect(() => attestationOf(review, { reviewer })).toThrow(coded("REVIEW_BY_ACTOR", { rows: ["2"] }));
  expect(attestationOf(review, { reviewer: "m-1", of: ({ actor }) => actor !== "m-1" }).rows).toHaveLength(review.holdings.length - 1);
});

test("nobody attests their own rights under another account", () => {
  const account = (actor: string, persons: readonly string[], ...roles: readonly string[]) => ({
    actor,
    persons,
    roles: roles.map((role) => ({ role })),
  });
  const of = reviewOf([
    account("x-1", ["P-1"]), // Holds no role: in no row.
    account("x-2", ["p-1"], "manager"),
    account("x-3", ["p-2", "p-1 "], "auditor"),
    account("x-4", ["p-3"], "manager"),
  ]);
  const rows = ["0", "1"];
  expect(() => attestationOf(of, { reviewer: "X-1" })).toThrow(coded("REVIEW_BY_ACTOR", { rows }));
  expect(() => attestationOf(of, { reviewer: "x-2" })).toThrow(coded("REVIEW_BY_ACTOR", { rows }));
  expect(() => attestationOf(of, { reviewer: "elsewhere", person: "p-1" })).toThrow(coded("REVIEW_BY_ACTOR", { rows }));
  expect(attestationOf(of, { reviewer: "x-1", of: ({ actor }) => actor === "x-4" }).rows).toHaveLength(1);
  expect(attestationOf(of, { reviewer: "x-4", of: ({ actor }) => actor !== "x-4" }).rows).toHaveLength(2);
  expect(attestationOf(of, { reviewer: "elsewhere" }).rows).toHaveLength(3);
  expect(() => attestationOf({ ...of, persons: undefined } as never, { reviewer: "x-4" })).toThrow(coded("ATTESTATION_INVALID"));
});

test("what was found is looked at once, however many rows are attested", () => {
  const [holding] = review.holdings;
  const [finding] = review.findings;
  if (holding === undefined || finding === undefined) throw new Error("nothing found");
  let looks = 0;
  const holdings = Array.from({ length: 300 }, (_, row) => ({ ...holding, row, actor: `a-${row}` }));
  const findings = holdings.slice(0, 100).map(({ row }) => ({
    query: finding.query,
    entries: [],
    get rows() {
      looks += 1;
      return [row, row + 100];
    },
  }));
  const { rows } = attestationOf({ ...review, holdings, findings }, { reviewer: "dpo-1" });
  expect(looks).toBe(100);
  expect(rows.map(({ checks }) => checks.length)).toEqual(holdings.map(({ row }) => (row < 200 ? 1 : 0)));
});

test("the hash is of everything that is signed", () => {
  const row = attestation.rows[0];
  if (row === undefined) throw new Error("no row");
  const hash = attestationHash(attestation);
  const others: readonly Attestation[] = [
    { ...attestation, reviewer: "dpo-2" },
    { ...attestation, asOf: "2021-12-02" },
    { ...attestation, below: 8 },
    { ...attestation, rows: attestation.rows.slice(1) },
    { ...attestation, rows: [{ ...row, role: "manager" }, ...attestation.rows.slice(1)] },
    { ...attestation, rows: [{ ...row, cells: {} }, ...attestation.rows.slice(1)] },
  ];
  expect(new Set([hash, ...others.map(attestationHash)]).size).toBe(7);
  expect(attestationHash(JSON.parse(JSON.stringify(attestation)) as Attestation)).toBe(hash);
  expect(() => attestationHash({} as Attestation)).toThrow(coded("ATTESTATION_INVALID"));
});

test("an answer decides every row of that attestation, once, and nothing else", () => {
  const hash = attestationHash(attestation);
  const fields = (...more: readonly (readonly [string, unknown])[]): readonly (readonly [string, unknown])[] => [
    ["attestation", hash],
    ...attestation.rows.map((_, row) => [`row-${row}`, row === 1 ? "revoke" : "keep"] as const),
    ...more,
  ];
  expect(readAnswer(attestation, new Map(fields())).decisions).toEqual(attestation.rows.map((_, row) => (row === 1 ? "revoke" : "keep")));
  expect(() => readAnswer(attestation, fields().slice(0, -1))).toThrow(
    coded("DECISION_MISSING", { rows: [String(attestation.rows.length - 1)] }),
  );
  expect(() => readAnswer(attestation, fields().slice(1))).toThrow(coded("ATTESTATION_MISMATCH"));
  expect(() => readAnswer(attestation, fields(["row-99", "keep"]))).toThrow(coded("ATTESTATION_INVALID"));
  expect(() => readAnswer(attestation, fields(["row-0", "revoke"]))).toThrow(coded("ATTESTATION_INVALID"));
  const doubtful = fields().map(([name, value]) => [name, name === "row-0" ? "maybe" : value] as const);
  expect(() => readAnswer(attestation, doubtful)).toThrow(coded("DECISION_MISSING", { rows: ["0"] }));
  expect(() => readAnswer({ ...attestation, asOf: "2021-12-02" }, fields())).toThrow(coded("ATTESTATION_MISMATCH"));
});

test("what changed since the last attestation: new, changed, revoked and still there, gone", () => {
  expect(changesSince(attestation, undefined).rows).toEqual(attestation.rows.map(() => "first"));
  expect(changesSince(attestation, keepAll(attestation)).rows).toEqual(attestation.rows.map(() => "unchanged"));
  const { rows, gone } = changesSince(attestation, previous);
  expect(attestation.rows.map(({ actor, role }, at) => `${actor} ${role} ${rows[at]}`)).toEqual([
    "h-1 auditor new",
    "h-1 hrDirector unchanged",
    "m-1 manager changed",
    "m-2 manager still-there",
  ]);
  expect(gone.map(({ actor }) => actor)).toEqual(["m-9"]);
  const forged = { ...previous, attestation: { ...previous.attestation, reviewer: "x" } };
  expect(() => changesSince(attestation, forged)).toThrow(coded("ATTESTATION_MISMATCH"));
});

test("an attestation is recorded with its hash and revocations as parts, and verified by them", async () => {
  const origin = "hospital.example/audit";
  const clock = simulatedClock(new Date("2021-12-01T08:00:00Z"));
  const log = memoryLog({ origin, signer: createSigner(generateKey(origin).privateKey), clock });
  const retention = { policy: "access-log", version: 1, start: calendarDate("2021-12-01") };
  const answered = keepAll(attestation, [2]);
  const { revocations } = await recordAttestation(log, answered, { role: "dpo", purpose: "access-review", retention });
  expect(revocations).toEqual([{ actor: "m-1", role: "manager" }]);
  expect(revocationsOf(answered)).toEqual(revocations);
  const entries: AuditEntry[] = [];
  for await (const entry of log.entries({ types: ["access.attested"] })) entries.push(entry);
  const [entry] = entries;
  if (entry === undefined) throw new Error("no entry");
  expect(entry.clear).toEqual({ role: "dpo", purpose: "access-review", from: 0, below: 9, rows: 4, revoked: 1 });
  expect(isRecordOf(entry, attestation, answered.answer.decisions)).toBe(true);
  expect(isRecordOf(entry, attestation, keepAll(attestation).answer.decisions)).toBe(false);
  expect(isRecordOf(entry, { ...attestation, asOf: "2021-12-02" }, answered.answer.decisions)).toBe(false);
  expect(isRecordOf({ ...entry, parts: [] }, attestation, answered.answer.decisions)).toBe(false);
  const short = { attestation, answer: { ...answered.answer, decisions: answered.answer.decisions.slice(1) } };
  await expect(recordAttestation(log, short, { role: "dpo", purpose: "p", retention })).rejects.toThrow(coded("DECISION_MISSING"));
});

test("names are text on the page, and a form goes nowhere else", () => {
  const name = `"><script>alert(1)</script>`;
  const rules = { dormantAfterDays: 60, endingWithinDays: 30 };
  const hostile = reviewAccess({
    matrix: { vocabulary: { categories: {} }, conflicts: [], breakGlass: {}, document: () => ({ actions: [], roles: {}, grants: {} }) },
    accounts: [{ actor: name, name, roles: [{ role: name }] }],
    entries: [],
    from: 0,
    below: 0,
    asOf: calendarDate("2021-12-01"),
    zone: "UTC",
    rules,
  });
  const page = attestationPage(attestationOf(hostile, { reviewer: name.slice(1) }), { language: "en" });
  expect(page).not.toContain("<script");
  const elsewhere = ["javascript:alert(1)", "//elsewhere.example/", "https://elsewhere.example", "/\\elsewhere.example"];
  // Browsers leave these characters out, and read two slashes.
  const hidden = ["/\t/elsewhere.example/x", "/\n/elsewhere.example", "/\r\\elsewhere.example", "/a\u0000b", "/\u007f"];
  for (const action of [...elsewhere, ...hidden])
    expect(() => attestationPage(attestation, { language: "en", action })).toThrow(coded("ATTESTATION_INVALID"));
  expect(attestationPage(attestation, { language: "en", action: "/reviews/12?as=é" })).toContain('action="/reviews/12?as=é"');
});

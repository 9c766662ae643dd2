import { documentHash, lockDocument, lockText, type ProcessingDocument, readLock } from "@favorable/processing";
import { expect, test } from "vitest";
import { codeOf } from "../../../../testing/codes.ts";
import { changed, register } from "./register.ts";

const approval = { authority: "CCIN", number: "2021-206", on: "2021-10-20", role: "controller" };
const parsed = (): { [key: string]: unknown } => JSON.parse(lockText(lockDocument(register, approval)));

test("a lock holds the document, its hash and the approval, and is the same byte for byte each time", () => {
  const lock = lockDocument(register, approval);
  expect(lock.sha256).toBe(documentHash(register));
  expect(lockText(lock)).toBe(lockText(lockDocument(structuredClone(register), { ...approval })));
  expect(readLock(JSON.parse(lockText(lock)))).toEqual(lock);
  expect(Object.isFrozen(lock.document)).toBe(true);
});

test("keys in another order make the same lock", () => {
  const turned = Object.fromEntries(Object.entries(register).reverse()) as unknown as ProcessingDocument;
  expect(lockText(lockDocument(turned, approval))).toBe(lockText(lockDocument(register, approval)));
});

test.each<[part: string, edit: (lock: { [key: string]: unknown }) => void]>([
  ["document", (lock) => Object.assign(Object(lock["document"]), { title: { en: "Another" } })],
  ["document", (lock) => Object.assign(lock, { sha256: "0".repeat(64) })],
  ["lock", (lock) => Object.assign(Object(lock["approval"]), { number: "2022-1" })],
  ["lock", (lock) => Object.assign(lock, { seal: "0".repeat(64) })],
])("a lock edited by hand is refused by its hash: %s", (part, edit) => {
  const lock = parsed();
  edit(lock);
  try {
    readLock(lock);
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: "LOCK_EDITED", details: { part } });
  }
});

test("a lock whose hashes were computed anew is refused against the hash kept elsewhere", () => {
  const forged = lockDocument(
    changed((draft) => Object.assign(draft, { recipients: {} })),
    approval,
  );
  expect(readLock(JSON.parse(lockText(forged))).sha256).toBe(forged.sha256);
  expect(codeOf(() => readLock(JSON.parse(lockText(forged)), documentHash(register)))).toBe("LOCK_EDITED");
  expect(codeOf(() => readLock(parsed(), documentHash(register)))).toBe("nothing thrown");
});

test("a draft is not locked, and an approval names its day, reference and role", () => {
  expect(
    codeOf(() =>
      lockDocument(
        changed((draft) => Object.assign(draft, { stage: "draft" })),
        approval,
      ),
    ),
  ).toBe("LOCK_DRAFT");
  for (const part of ["authority", "number", "on", "role"])
    expect(codeOf(() => lockDocument(register, { ...approval, [part]: "" }))).toBe("APPROVAL_INVALID");
  expect(codeOf(() => lockDocument(register, { ...approval, on: "2021-02-30" }))).toBe("APPROVAL_INVALID");
  expect(codeOf(() => lockDocument(register, { ...approval, authority: "C\u202eNIL" }))).toBe("APPROVAL_INVALID");
});

test("what is no lock is refused with a code, and none of its texts in the message", () => {
  for (const value of [
    undefined,
    null,
    [],
    "MARKER-31415926",
    { ...parsed(), extra: "MARKER-31415926" },
    { ...parsed(), format: "MARKER-31415926" },
  ])
    try {
      readLock(value);
      expect.unreachable();
    } catch (error) {
      expect(["LOCK_INVALID", "DOCUMENT_UNSAFE"]).toContain(Object(error).code);
      expect(JSON.stringify([Object(error).message, Object(error).details])).not.toContain("MARKER");
    }
});

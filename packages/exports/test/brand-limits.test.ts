/** What a brand cannot do: rows that carry more than was permitted leave without it, whatever their type says. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decryptAge } from "@favorable/encryption";
import { exportRecords } from "@favorable/exports/node";
import { afterAll, expect, it } from "vitest";
import { keys, memoryLedger, request } from "./requests.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-brand-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const permitted = { staffNumber: "S1", status: "complete", doses: 2 };
const MARKER = "MARKER-of-what-was-not-permitted";

/** A row of the application, with getters on its class. */
class Entity {
  staffNumber = "S1";
  status = "complete";
  doses = 2;
  get comment() {
    return MARKER;
  }
}

const rows: Readonly<Record<string, () => object>> = {
  "a spread with one more field": () => ({ ...permitted, comment: MARKER }),
  "a mapped list": () => [permitted].map((row) => ({ ...row, comment: MARKER, [MARKER]: 1 }))[0] ?? {},
  "an any": () => JSON.parse(JSON.stringify({ ...permitted, comment: MARKER })) as object,
  "an object that inherits more": () => Object.assign(Object.create({ comment: MARKER }), permitted) as object,
  "an entity of a class": () => new Entity(),
  "own keys that every object inherits": () => ({ ...permitted, ["__proto__"]: MARKER, constructor: MARKER, toString: MARKER }),
};

it.each(Object.keys(rows))("%s is projected again: the permitted fields leave, nothing else", async (name) => {
  const file = join(folder, `${Object.keys(rows).indexOf(name)}.age`);
  await exportRecords({ ...request(file, memoryLedger().ledger), rows: [rows[name]?.() as Record<string, unknown>] });
  const bytes = await decryptAge(new Uint8Array(readFileSync(file)), { identities: [keys.identity] });
  const text = new TextDecoder().decode(bytes);
  expect(text).not.toContain(MARKER);
  expect(JSON.parse(text.split("\n")[1] ?? "")).toEqual(permitted);
});

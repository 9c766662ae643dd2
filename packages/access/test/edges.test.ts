import { allOf, anyOf, type Condition, conditionHolds, defineMatrix, ownRecord, ownUnit } from "@favorable/access";
import { drawSample } from "@favorable/access/review";
import { expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { file, row, vocabulary } from "./case-file.ts";

it("a word of a row is a text or a whole number, and no other number", () => {
  const facts = { subject: "1.5", today: "2021-11-02" };
  for (const value of [1.5, Number.POSITIVE_INFINITY, 2 ** 53])
    expect(conditionHolds(ownRecord("person"), { person: value }, { ...facts, subject: String(value) })).toBe(false);
  expect(conditionHolds(ownRecord("person"), { person: 15 }, { ...facts, subject: "15" })).toBe(true);
  expect(conditionHolds(ownRecord("person"), { person: "1.5" }, facts)).toBe(true);
});

it("an addition to a locked category that is not granted is told as not granted", () => {
  const made = defineMatrix(vocabulary, {
    actions: ["read", "add", "modify"],
    roles: { worker: { label: {}, purposes: ["care"] } },
    grants: { worker: { identity: ["read"], notes: "none" } },
    immutable: ["identity"],
  });
  const session = made.as({ actor: "w-1", role: "worker", purpose: "care" });
  const codes = (action: "add" | "modify"): unknown => {
    try {
      session.assertWritable(file, { person: row.person }, action, row);
      return undefined;
    } catch (error) {
      return error instanceof Error && "details" in error ? (error.details as { codes?: unknown }).codes : error;
    }
  };
  expect(codes("add")).toEqual(["NOT_GRANTED"]);
  expect(codes("modify")).toEqual(["IMMUTABLE"]);
});

it("a condition is eight combinations deep, and no deeper", () => {
  const nested = (depth: number): Condition =>
    depth === 0 ? ownUnit("unit") : depth % 2 === 0 ? allOf(nested(depth - 1)) : anyOf(nested(depth - 1));
  const declared = (depth: number): string =>
    codeOf(() =>
      defineMatrix(vocabulary, {
        actions: ["read"],
        roles: { worker: { label: {}, purposes: ["care"] } },
        grants: { worker: { identity: ["read"], notes: "none" } },
        when: [{ where: nested(depth) }],
      }),
    );
  expect(declared(8)).toBe("nothing thrown");
  expect(declared(9)).toBe("CONDITION_INVALID");
});

// Computed beside this package, from the words of `drawSample`.
it("a sample is the one that the checkpoint draws, to the entry", () => {
  const checkpoint = { origin: "hospital.example/audit", size: 1000, root: new Uint8Array(32).fill(7) };
  const candidates = Array.from({ length: 1000 }, (_, at) => at);
  expect(drawSample(checkpoint, { count: 6, candidates }).entries).toEqual([148, 224, 285, 449, 823, 995]);
});

import { defineMatrix } from "@favorable/access";
import { simulatedClock } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { createGuard } from "../src/index.ts";
import { emptySql, memoryLog } from "./register.ts";

const vocabulary = defineVocabulary({
  purposes: { care: { statement: { en: "Care" }, bases: [{ kind: "public-task" }] } },
  categories: { identity: { label: { en: "Identity" } } },
  origins: { subject: { label: { en: "Subject" } } },
});
const { field, record } = vocabulary;
const tags = { category: "identity", origins: ["subject"], purposes: ["care"] } as const;
const person = record("person", {
  id: field(z.string(), { ...tags, subject: true }),
  address: field(z.object({ street: z.string() }), tags),
  kids: field(z.array(z.object({ n: z.string() })), tags),
});
const access = defineMatrix(vocabulary, {
  actions: ["read"],
  roles: { nurse: { label: { en: "Nurse" }, purposes: ["care"] } },
  grants: { nurse: { identity: "all" } },
});
const row = { id: "p1", address: { street: "x", nir: "UNDECLARED" }, kids: [{ n: "a", diagnosis: "UNDECLARED" }] };
const kept = { id: "p1", address: { street: "x" }, kids: [{ n: "a" }] };

describe("a row with objects within its fields", () => {
  test("leaves a session with the declared keys only", () => {
    expect(access.as({ actor: "n-1", role: "nurse", purpose: "care" }).project(person, row)).toEqual(kept);
  });

  test("leaves the guard with the declared keys only, frozen at every depth", async () => {
    const guard = createGuard({
      processing: { vocabulary, access },
      log: memoryLog(),
      sql: emptySql(),
      logPolicy: { policy: "logs", version: 1 },
      zone: "Europe/Monaco",
      clock: simulatedClock(new Date("2021-11-05T09:00:00Z")),
    });
    const request = { actor: { id: "n-1", roles: ["nurse"] }, role: "nurse", purpose: "care" } as const;
    const [seen] = await guard.run(request, ({ read }) => read(person, [row]));
    expect(seen).toEqual(kept);
    expect([seen?.address, seen?.kids, seen?.kids[0]].every(Object.isFrozen)).toBe(true);
  });
});

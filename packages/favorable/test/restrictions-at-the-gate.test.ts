/** A restriction placed at the desk, obeyed by the gate: the two packages meet through the port of `@favorable/core`. */
import { defineMatrix } from "@favorable/access";
import { defineVocabulary } from "@favorable/fields";
import { createGuard } from "@favorable/guard";
import { createRestrictions, memoryRestrictionStore } from "@favorable/rights";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { rejectionCode } from "../../../testing/codes.ts";
import { chief, clerk, duties, verified } from "../../rights/test/restriction-suite.ts";

function setUp() {
  const log = { appendAll: async () => [], appendAllIn: async () => [] };
  const bases = [{ kind: "public-task" }] as const;
  const vocabulary = defineVocabulary({
    purposes: { followUp: { statement: { en: "Follow-up" }, bases }, rightsDesk: { statement: { en: "Rights of the persons" }, bases } },
    categories: { identity: { label: { en: "Identity" } } },
    origins: { subject: { label: { en: "The person" } } },
  });
  const purposes = ["followUp", "rightsDesk"] as const;
  const agent = vocabulary.record("agent", {
    number: vocabulary.field(z.string(), { category: "identity", origins: ["subject"], purposes, subject: true }),
  });
  const access = defineMatrix(vocabulary, {
    actions: ["read", "modify"],
    roles: { office: { label: { en: "Office" }, purposes } },
    grants: { office: { identity: "all" } },
  });
  const common = { logPolicy: { policy: "logs", version: 1 }, zone: "Europe/Monaco" };
  const store = memoryRestrictionStore(log);
  const restrictions = createRestrictions({ ...common, store, key: new Uint8Array(32).fill(1), purposes: [...purposes], duties });
  const sql = { query: async () => ({ rows: [] }), transaction: <T>(run: (tx: never) => Promise<T>) => run(sql as never) };
  const guard = createGuard({
    ...common,
    processing: { vocabulary, access },
    log,
    sql,
    restrictions: restrictions.port,
    restrictionExempt: { rightsDesk: "rights-desk" },
  });
  const rows = [{ number: "p-1" }, { number: "p-2" }];
  const as = (purpose: "followUp" | "rightsDesk") =>
    ({ actor: { id: "o-1", roles: ["office"] as const }, role: "office", purpose }) as const;
  const read = async (purpose: "followUp" | "rightsDesk") =>
    (await guard.run(as(purpose), ({ read }) => read(agent, rows))).map(({ number }) => number);
  const change = (purpose: "followUp" | "rightsDesk") =>
    rejectionCode(guard.run(as(purpose), ({ change }) => change(agent, "modify", [{ number: "p-1" }], async () => 1)));
  return { restrictions, read, change };
}

describe("a restriction of the desk", () => {
  it("holds at the gate from its placing until it is lifted, and not for the desk itself", async () => {
    const { restrictions, read, change } = setUp();
    expect(await read("followUp")).toEqual(["p-1", "p-2"]);
    const { id } = await restrictions.place(verified("restriction", "p-1"), { ground: "accuracy-contested" });
    expect([await read("followUp"), await change("followUp")]).toEqual([["p-2"], "RESTRICTED"]);
    expect([await read("rightsDesk"), await change("rightsDesk")]).toEqual([["p-1", "p-2"], "nothing thrown"]);
    await restrictions.announceLift(id, { staff: clerk, evidence: "letter-1" });
    expect(await read("followUp")).toEqual(["p-2"]);
    await restrictions.lift(id, { staff: chief, reason: "data-verified" });
    expect([await read("followUp"), await change("followUp")]).toEqual([["p-1", "p-2"], "nothing thrown"]);
  });
});

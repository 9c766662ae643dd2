/** Whose a row is: records made of others, rows about several persons, and values that are sent later. */
import { defineMatrix } from "@favorable/access";
import { defineVocabulary } from "@favorable/fields";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { rejectionCode } from "../../../testing/codes.ts";
import { type ConsentPort, createGuard } from "../src/index.ts";
import { emptySql, memoryLog } from "./register.ts";

function setUp({ basis = "public-task", consent }: { basis?: "public-task" | "consent"; consent?: ConsentPort } = {}) {
  const vocabulary = defineVocabulary({
    purposes: { care: { statement: { en: "Care" }, bases: [{ kind: basis }] } },
    categories: { identity: { label: { en: "Identity" } } },
    origins: { subject: { label: { en: "Subject" } } },
  });
  const tags = { category: "identity", origins: ["subject"], purposes: ["care"] } as const;
  const child = vocabulary.record("child", {
    id: vocabulary.field(z.string(), { ...tags, subject: true }),
    guardian: vocabulary.field(z.string().nullable(), { ...tags, subject: true }),
    note: vocabulary.field(z.string(), tags),
  });
  const access = defineMatrix(vocabulary, {
    actions: ["read", "add", "modify", "delete"],
    roles: { nurse: { label: {}, purposes: ["care"] } },
    grants: { nurse: { identity: "all" } },
  });
  const barred = new Set<string>();
  const log = memoryLog();
  const guard = createGuard({
    processing: { vocabulary, access },
    log,
    sql: emptySql(),
    logPolicy: { policy: "logs", version: 1 },
    zone: "UTC",
    sinks: ["mail"],
    restrictions: async () => new Set(barred),
    ...(consent === undefined ? {} : { consent }),
  });
  const as = { actor: { id: "n-1", roles: ["nurse"] }, role: "nurse", purpose: "care" } as const;
  return { child, guard, barred, log, as };
}
const row = { id: "c-1", guardian: "g-1", note: "asthma" };

describe("a record made of another", () => {
  it("is about the same persons: their rows are left out by the field of the other, which the row carries", async () => {
    const { child, guard, barred, log, as } = setUp();
    const notes = child.pick("notes", ["note"]);
    const less = child.omit("less", ["id", "guardian"]).extend("more", {});
    barred.add("c-1");
    const other = { ...row, id: "c-2", guardian: null };
    for (const record of [notes, less]) {
      const read = await guard.run(as, (access) => access.read(record, [row, other]));
      expect(read).toEqual([{ note: "asthma" }]);
      expect(log.events.at(-1)?.clear).toMatchObject({ rows: 1, restricted: 1 });
      expect(log.events.at(-1)?.parts?.map(({ value }) => value)).toEqual(["n-1", "c-2"]);
    }
    const change = guard.run(as, (access) => access.change(notes, "modify", [{ note: "none" }], async () => undefined, [row]));
    expect(await rejectionCode(change)).toBe("RESTRICTED");
  });

  it("is refused when its rows do not carry the field", async () => {
    const { child, guard, as } = setUp();
    const notes = child.pick("notes", ["note"]);
    expect(await rejectionCode(guard.run(as, (access) => access.read(notes, [{ note: "asthma" }])))).toBe("RESTRICTION_UNKNOWN");
    const add = guard.run(as, (access) => access.change(notes, "add", [{ note: "none" }], async () => undefined));
    expect(await rejectionCode(add)).toBe("RESTRICTION_UNKNOWN");
  });
});

describe("a row about several persons", () => {
  it("is left out for each of them, and refused when one of its subject fields is left out", async () => {
    const { child, guard, barred, as } = setUp();
    barred.add("g-1");
    expect(await guard.run(as, (access) => access.read(child, [row, { ...row, guardian: null }]))).toHaveLength(1);
    const change = guard.run(as, (access) => access.change(child, "add", [row], async () => undefined));
    expect(await rejectionCode(change)).toBe("RESTRICTED");
    const silent = guard.run(as, (access) => access.read(child, [{ id: "c-1", note: "asthma" }]));
    expect(await rejectionCode(silent)).toBe("RESTRICTION_UNKNOWN");
  });

  it("is read under consent only when all of them have consented, and its entry names them all", async () => {
    const { child, guard, log, as } = setUp({ basis: "consent", consent: async () => new Set(["c-1", "c-2", "g-2"]) });
    const both = { id: "c-2", guardian: "g-2", note: "none" };
    expect(await guard.run(as, (access) => access.read(child, [row, both]))).toEqual([both]);
    expect(log.events.at(-1)?.parts?.map(({ value }) => value)).toEqual(["n-1", "c-2", "g-2"]);
  });

  it("is named in the entry of a change by what is stored, where the new values name nobody", async () => {
    const { child, guard, log, as } = setUp();
    await guard.run(as, (access) => access.change(child, "modify", [{ note: "none" }], async () => undefined, [row]));
    expect(log.events.at(-1)?.clear).not.toHaveProperty("unnamed");
    expect(log.events.at(-1)?.parts?.map(({ value }) => value)).toEqual(["n-1", "c-1", "g-1"]);
  });
});

describe("values that are sent", () => {
  it("are refused when a person was restricted after they were read, and nothing is delivered", async () => {
    const { child, guard, barred, log, as } = setUp();
    let delivered = 0;
    const code = await rejectionCode(
      guard.run(as, async (access) => {
        const values = await access.read(child.pick("notes", ["note"]), [row]);
        barred.add("g-1");
        await access.send("mail", values, async () => void delivered++);
      }),
    );
    expect([code, delivered]).toEqual(["RESTRICTED", 0]);
    expect(log.events.map(({ type, clear }) => [type, clear?.["code"]])).toEqual([
      ["access.read", undefined],
      ["access.refused", "RESTRICTED"],
    ]);
  });

  it("are delivered while nobody is restricted", async () => {
    const { child, guard, as } = setUp();
    const sent = await guard.run(as, async (access) =>
      access.send("mail", await access.read(child, [row]), async (values) => values.length),
    );
    expect(sent).toBe(1);
  });
});

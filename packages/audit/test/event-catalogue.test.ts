import { inspect } from "node:util";
import { toHex, utf8 } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { defineEvents, type EventInput, parseLeaf } from "../src/index.ts";
import { date, startedLog } from "./fixtures.ts";

const kept = { policy: "access-log", version: 1 };
const definitions = {
  "access.read": {
    clear: { role: z.enum(["physician", "nurse"]), rows: z.int().min(0), late: z.boolean().optional() },
    parts: {
      actor: { value: z.string(), ...kept },
      row: { value: z.strictObject({ fields: z.array(z.string()) }), ...kept, about: "many" },
      reason: { value: z.string().max(200), ...kept, about: "none", optional: true },
    },
  },
  "job.started": { clear: { job: z.literal(["purge", "export"]) } },
} as const;
const events = defineEvents(definitions);
const start = date("2021-10-30");
const read: EventInput<(typeof definitions)["access.read"]> = {
  start,
  clear: { role: "nurse", rows: 1 },
  parts: { actor: { subject: "a-1", value: "self" }, row: [{ subject: "p-1", value: { fields: ["status"] }, start: date("2021-01-01") }] },
};

describe("declared events", () => {
  it("are made of what was declared, one part per person", async () => {
    const { log } = startedLog();
    await events.append(log, "access.read", read);
    await events.append(log, "job.started", { start, clear: { job: "purge" } });
    const made = events.event("access.read", { ...read, parts: { ...read.parts, reason: { value: "call back" } } });
    expect(made.parts?.map(({ name, subject, retention }) => [name, subject, retention.start])).toEqual([
      ["actor", "a-1", "2021-10-30"],
      ["row", "p-1", "2021-01-01"],
      ["reason", undefined, "2021-10-30"],
    ]);
    expect(made.clear).toEqual({ role: "nurse", rows: 1 });
    expect(events.types).toEqual(["access.read", "job.started"]);
    expect(await log.sequence()).toEqual({ size: 2 });
    await expect(events.appendIn(log, {} as never, "job.started", { start, clear: { job: "export" } })).rejects.toMatchObject({
      code: "NO_TRANSACTION",
    });
  });

  it("are typed: what was not declared does not compile", () => {
    expectTypeOf<Parameters<typeof events.event>[0]>().toEqualTypeOf<"access.read" | "job.started">();
    expectTypeOf(read.clear).toExtend<{
      readonly role: "physician" | "nurse";
      readonly rows: number;
      readonly late?: boolean | undefined;
    }>();
    // @ts-expect-error a role that was not declared
    const wrongRole = (): unknown => events.event("access.read", { ...read, clear: { role: "director", rows: 1 } });
    // @ts-expect-error a type that was not declared
    const wrongType = (): unknown => events.event("access.write", read);
    // @ts-expect-error a part without its person
    const nobody = (): unknown => events.event("access.read", { ...read, parts: { ...read.parts, actor: { value: "self" } } });
    // @ts-expect-error facts that are missing
    const noFacts = (): unknown => events.event("job.started", { start });
    for (const wrong of [wrongRole, wrongType, nobody, noFacts]) expect(wrong).toThrow(expect.objectContaining({ code: "EVENT_INVALID" }));
  });

  it("cannot be declared with a text in clear, nor without a policy", () => {
    const clear = (schema: z.ZodType) => () => defineEvents({ "access.read": { clear: { note: schema as never } } });
    const refused = expect.objectContaining({ code: "EVENTS_INVALID", details: { type: "access.read", name: "note" } });
    for (const schema of [
      z.string(),
      z.string().optional(),
      z.email(),
      z.union([z.literal("a"), z.string()]),
      z.any(),
      z.unknown(),
      z.literal("two words"),
      z.enum(["Zsófia"]),
      z.string().transform((text) => text.length),
      z.templateLiteral(["a-", z.string()]),
      "text" as never,
    ])
      expect(clear(schema)).toThrow(refused);
    for (const schema of [z.enum(["a"]), z.literal(1), z.boolean(), z.number(), z.int().optional(), z.union([z.literal("a"), z.boolean()])])
      expect(clear(schema)).not.toThrow();
    const code = expect.objectContaining({ code: "EVENTS_INVALID" });
    expect(() => defineEvents({ "Access Read": {} })).toThrow(code);
    expect(() => defineEvents({ "access.read": { parts: { "two words": { value: z.string(), ...kept } } } })).toThrow(code);
    expect(() => defineEvents({ "access.read": { parts: { row: { value: z.string(), policy: "", version: 1 } } } })).toThrow(code);
    expect(() => defineEvents({ "access.read": { parts: { row: { value: {} as never, ...kept } } } })).toThrow(code);
    expect(() => defineEvents(null as never)).toThrow(code);
  });

  it("leave no value in a leaf, a checkpoint or an error, whatever is given", async () => {
    const marker = "Zsofia-471147114711471147114711";
    const shout = { value: marker, subject: marker };
    const facts = fc.oneof(
      fc.constant({ role: "nurse", rows: 1 }),
      fc.record({ role: fc.constantFrom("nurse", marker), rows: fc.constantFrom<unknown>(1, marker), [marker]: fc.constant(1) }),
    );
    const parts = fc.oneof(
      fc.constant({ actor: shout, row: [{ subject: marker, value: { fields: [marker] } }], reason: { value: marker } }),
      fc.record({
        actor: fc.constantFrom<unknown>(shout, marker, { ...shout, [marker]: 1 }),
        row: fc.constantFrom<unknown>([], marker, [{ subject: marker, value: { fields: [marker], [marker]: marker } }]),
      }),
    );
    let appended = 0;
    await fc.assert(
      fc.asyncProperty(facts, parts, fc.constantFrom<unknown>(start, marker), async (clear, given, begins) => {
        const { log } = startedLog();
        const error = await events
          .append(log, "access.read", { start: begins, clear, parts: given } as never)
          .then(() => appended++)
          .then(() => undefined)
          .catch((thrown: unknown) => thrown);
        const seen = [inspect(error, { depth: 9, showHidden: true })];
        await log.snapshot(async ({ checkpoint, groups }) => {
          seen.push(checkpoint);
          for await (const group of groups()) for (const { leaf } of group) seen.push(leaf, JSON.stringify(parseLeaf(leaf)));
        });
        for (const text of seen) for (const form of [marker, toHex(utf8(marker)), "4711471147114711"]) expect(text).not.toContain(form);
      }),
    );
    expect(appended).toBeGreaterThan(0);
  });
});

/** Body-worn cameras: the time of a recording and the agent's identifier are not for the sender to choose. */
import { boundValues, defineVocabulary, type InputFor } from "@favorable/fields";
import { expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { codeOf } from "../../../testing/codes.ts";

const vocabulary = defineVocabulary({
  purposes: { evidence: { statement: { en: "Record interventions" } }, statistics: { statement: { en: "Count" } } },
  categories: { capture: { label: { en: "Capture" } } },
  origins: { device: { label: { en: "The camera" } }, system: { label: { en: "The system" } } },
});
const { field, record } = vocabulary;
const tags = { category: "capture", origins: ["device", "system"], purposes: ["evidence"] } as const;
const recording = record("recording", {
  id: field(z.string(), { ...tags, subject: true }),
  place: field(z.string().optional(), tags),
  startedAt: field(z.iso.datetime(), { ...tags, purposes: ["evidence", "statistics"], boundTo: "clock" }),
  changedAt: field(z.date(), { ...tags, boundTo: "clock", boundWhen: "changed" }),
  agentId: field(z.string().max(20), { ...tags, boundTo: "actor" }),
  length: field(z.number(), { ...tags, purposes: ["statistics"] }),
});
const source = { now: new Date("2021-11-05T23:30:00.250Z"), zone: "Europe/Paris", actor: "a-17" };
const stored = { id: "r-1", startedAt: "2021-11-05T09:00:00Z", changedAt: new Date(0), agentId: "a-17" };

it("are absent from what a caller may give, in the types", () => {
  expectTypeOf<InputFor<typeof recording, "evidence">>().toEqualTypeOf<{ readonly id: string; readonly place?: string }>();
  const checked = recording.for("evidence").parse({ id: "r-1" });
  expectTypeOf(checked.id).toEqualTypeOf<string>();
  // @ts-expect-error: the clock sets it
  expect(checked.startedAt).toBeUndefined();
  expectTypeOf(recording.for("evidence").parseStored(stored).startedAt).toEqualTypeOf<string>();
  expectTypeOf(recording.for("evidence").parseStored(stored).changedAt).toEqualTypeOf<Date>();
});

it("are refused when a caller gives one, of whatever purpose and from whatever origin", () => {
  const tries = [
    () => recording.for("evidence").parse({ id: "r-1", startedAt: "2021-11-05T09:00:00Z" }),
    () => recording.for("statistics").parse({ length: 3, agentId: "somebody-else" }),
    () => recording.from("system").for("evidence").parse({ id: "r-1", agentId: null }),
    () => recording.from("device").for("statistics").parse({ length: 3, startedAt: "x" }),
  ];
  expect(tries.map(codeOf)).toEqual(tries.map(() => "BOUND_VALUE"));
  expect(recording.from("device").for("evidence").safeParse({ startedAt: "MARKER", agentId: "MARKER" })).toEqual({
    success: false,
    issues: [
      { path: "startedAt", code: "bound_value" },
      { path: "agentId", code: "bound_value" },
    ],
  });
});

it("are demanded of nobody but the store", () => {
  expect(recording.for("evidence").parse({ id: "r-1", other: 1 })).toEqual({ id: "r-1" });
  expect(recording.for("evidence").fields).toEqual(["id", "place", "startedAt", "changedAt", "agentId"]);
  expect(recording.from("device").for("evidence").fields).toEqual(["id", "place"]);
  expect(recording.for("evidence").parseStored({ ...stored, length: 3 })).toEqual(stored);
  expect(codeOf(() => recording.for("evidence").parseStored({ id: "r-1" }))).toBe("CHECK_FAILED");
});

it("are made of the clock's time and the actor, in the form their schema takes", () => {
  const added = boundValues(recording.fields, "add", source);
  expect(added).toEqual({ startedAt: "2021-11-05T23:30:00.250Z", changedAt: source.now, agentId: "a-17" });
  expect(boundValues(recording.fields, "modify", source)).toEqual({ changedAt: source.now });
  const value = (schema: z.ZodType, boundTo: "clock" | "actor" = "clock", actor = "a-17") =>
    boundValues({ x: field(schema, { ...tags, boundTo }) }, "add", { ...source, actor })["x"];
  expect(value(z.iso.date())).toBe("2021-11-06");
  expect(value(z.iso.datetime({ precision: 0 }))).toBe("2021-11-05T23:30:00Z");
  expect(value(z.number().int())).toBe(source.now.getTime());
  expect(value(z.coerce.date())).toEqual(source.now);
  const isoDate = z.codec(z.iso.datetime(), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString() });
  expect(value(isoDate)).toEqual(source.now);
  expect(value(z.string().nullable())).toBe("2021-11-05T23:30:00.250Z");
  expect(value(z.number(), "actor", "1207")).toBe(1207);
});

it("do not share the clock's own date object", () => {
  const now = new Date(source.now);
  const { changedAt } = boundValues(recording.fields, "add", { ...source, now });
  now.setFullYear(1999);
  expect(changedAt).toEqual(source.now);
});

it("are refused by name when their schema takes no form of them, without the value", () => {
  const thrown = codeAndDetails(() => boundValues(recording.fields, "add", { ...source, actor: "MARKER".repeat(9) }));
  expect(thrown).toEqual({ code: "BOUND_MISFIT", details: { fields: ["agentId"] } });
  expect(codeOf(() => boundValues(recording.fields, "add", { ...source, zone: "Nowhere/Land" }))).toBe("ZONE_UNKNOWN");
  expect(codeOf(() => boundValues(recording.fields, "add", { ...source, now: new Date(Number.NaN) }))).toBe("INSTANT_INVALID");
});

it("are declared on schemas that could hold them only", () => {
  const make = (schema: z.ZodType, more: object): string => codeOf(() => field(schema, { ...tags, ...more } as never));
  for (const schema of [z.boolean(), z.email(), z.iso.time(), z.enum(["a"]), z.array(z.string()), z.string().refine(async () => true)])
    expect(make(schema, { boundTo: "clock" })).toBe("BOUND_SCHEMA");
  expect(make(z.date(), { boundTo: "actor" })).toBe("BOUND_SCHEMA");
  for (const schema of [z.date().min(new Date("2030-01-01")), z.string().max(5), z.iso.date()])
    expect(make(schema, { boundTo: "clock" })).toBe("nothing thrown");
  expect(make(z.uuid(), { boundTo: "actor" })).toBe("nothing thrown");
  expect(make(z.string(), { boundTo: "caller" })).toBe("FIELD_UNTAGGED");
  expect(make(z.string(), { boundWhen: "changed" })).toBe("FIELD_UNTAGGED");
  expect(make(z.string(), { boundTo: "clock", boundWhen: "sometimes" })).toBe("FIELD_UNTAGGED");
});

function codeAndDetails(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    const { code, details } = error as { code: string; details: unknown };
    return { code, details };
  }
}

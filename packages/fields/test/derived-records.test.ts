import { defineVocabulary } from "@favorable/fields";
import { expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { codeOf } from "../../../testing/codes.ts";
import { agent, vocabulary } from "./vocabulary.ts";

const { field } = vocabulary;
const tags = { category: "status", origins: ["subject", "occupationalHealth"], purposes: ["statistics"] } as const;
const untyped = (value: unknown): never => value as never;

it("picked from another keeps the tags of its fields, in the type and at run time", () => {
  const short = agent.pick("short", ["staffNumber", "status", "certificate"]);
  expect([short.name, Object.keys(short.fields)]).toEqual(["short", ["staffNumber", "status", "certificate"]]);
  expect(short.fields.certificate).toBe(agent.fields.certificate);
  expectTypeOf(short.fields).toEqualTypeOf<Pick<typeof agent.fields, "staffNumber" | "status" | "certificate">>();
  expectTypeOf(short.for("followUp").parse({ staffNumber: "12345", status: "none" }).certificate).toEqualTypeOf<string | undefined>();
  expect(short.for("statistics").parse({ staffNumber: "12345", status: "none", name: "N" })).toEqual({ status: "none" });
  const proof = short.from("occupationalHealth").for("followUp").safeParse({ staffNumber: "12345", status: "none", certificate: "x" });
  expect(proof).toEqual({ success: false, issues: [{ path: "certificate", code: "proof_from_certifying_origin" }] });
  // @ts-expect-error: the field was not picked
  expect(short.for("followUp").parse({ staffNumber: "12345", status: "none", name: "N" }).name).toBeUndefined();
});

it("without some fields of another has the rest", () => {
  const rest = agent.omit("rest", ["name", "address", "tags"]);
  expect(Object.keys(rest.fields)).toEqual(["staffNumber", "status", "certificate"]);
  expectTypeOf<keyof typeof rest.fields>().toEqualTypeOf<"staffNumber" | "status" | "certificate">();
});

it("extended from another has both their fields, the new one in the place of the old of its name", () => {
  const wider = agent.extend("wider", { dose: field(z.number(), tags), status: field(z.boolean(), tags) });
  expect(wider.for("statistics").parse({ dose: 2, status: true })).toEqual({ dose: 2, status: true });
  expectTypeOf(wider.for("statistics").parse({ dose: 2, status: true }).status).toEqualTypeOf<boolean>();
  expect(wider.for("followUp").fields).not.toContain("status");
  expect(agent.for("followUp").fields).toContain("status");
  expect(agent.fields.status.purposes).toContain("followUp");
});

it("is one of the vocabulary's own, about the same people unless told otherwise", () => {
  const short = agent.pick("short", ["name"]);
  expect([vocabulary.owns(short), short.subjects, short.label, Object.isFrozen(short)]).toEqual([true, ["staff"], undefined, true]);
  const others = short.extend("others", {}, { subjects: ["volunteers"], label: { en: "Others" } });
  expect([others.subjects, others.label]).toEqual([["volunteers"], { en: "Others" }]);
});

it("is refused with fields that do not exist or have no tags", () => {
  expect(codeOf(() => agent.pick("short", [untyped("salary")]))).toBe("FIELD_UNKNOWN");
  expect(codeOf(() => agent.omit("short", untyped("name")))).toBe("FIELD_UNKNOWN");
  expect(codeOf(() => agent.pick("a b", ["name"]))).toBe("NAME_INVALID");
  // @ts-expect-error: a bare schema has no tags
  expect(codeOf(() => agent.extend("wider", { raw: z.string() }))).toBe("FIELD_UNTAGGED");
  const elsewhere = defineVocabulary({
    purposes: { p: { statement: {} } },
    categories: { c: { label: {} } },
    origins: { o: { label: {} } },
  });
  const foreign = elsewhere.field(z.string(), { category: "c", origins: ["o"], purposes: ["p"] });
  expect(codeOf(() => agent.extend("wider", { foreign }))).toBe("FIELD_UNTAGGED");
});

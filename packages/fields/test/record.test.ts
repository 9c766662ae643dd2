import { PrivacyError } from "@favorable/core";
import { type Checked, defineVocabulary } from "@favorable/fields";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { codeOf } from "../../../testing/codes.ts";
import { agent, vocabulary } from "./vocabulary.ts";

const row = { staffNumber: "12345", name: "N", status: "complete" };

/** Calls with what the compiler refuses, as a caller without types would. */
const untyped = (value: unknown): never => value as never;

describe("a vocabulary", () => {
  const literal = () => ({
    purposes: { followUp: { statement: { en: "Follow up" }, bases: [{ kind: "consent" as "consent" | "contract" }] } },
    categories: { identity: { label: { en: "Identity" } } },
    origins: { hrFile: { label: { en: "HR file" } } },
    subjects: { staff: { label: { en: "Staff" } } },
  });

  it("is not changed by what happens to its literal, its tags or its labels afterwards, and cannot be changed itself", () => {
    const mine = literal();
    const tags = { category: "identity", origins: ["hrFile"], purposes: ["followUp"], label: { en: "Name" } } as const;
    const label = { en: "Agent" };
    const made = defineVocabulary(mine);
    const agents = made.record("agent", { name: made.field(z.string(), tags) }, { label });
    mine.purposes.followUp.bases.push({ kind: "contract" });
    Object.assign(mine.origins.hrFile, { certifies: true });
    for (const text of [mine.categories.identity.label, tags.label, label]) Object.assign(text, { en: "changed" });
    expect(made).toMatchObject(literal());
    expect([agents.label, agents.fields.name.label]).toEqual([{ en: "Agent" }, { en: "Name" }]);
    const parts = [made.purposes.followUp.bases, made.purposes.followUp.bases[0], made.subjects.staff.label, agents.fields.name.label];
    for (const part of [...parts, made.subjects, made.origins.hrFile]) expect(Object.isFrozen(part)).toBe(true);
  });

  it("is refused with a code when its literal is none", () => {
    const odd = [null, undefined, 5, {}, { ...literal(), purposes: null }, { ...literal(), origins: { hrFile: null } }];
    for (const value of [...odd, { ...literal(), categories: [] }, { ...literal(), purposes: { a: () => "Dupont" } }])
      expect(codeOf(() => defineVocabulary(untyped(value)))).toBe("VOCABULARY_INVALID");
  });
});

describe("a record seen for a purpose", () => {
  it("keeps the fields of the purpose and drops every other key", () => {
    expect(agent.for("statistics").parse({ ...row, undeclared: 1 })).toEqual({ status: "complete" });
    expect(agent.for("statistics").fields).toEqual(["status"]);
  });

  it("types the fields of the purpose, optional ones with exact keys", () => {
    const data = agent.for("followUp").parse(row);
    expectTypeOf(data.name).toEqualTypeOf<string>();
    expectTypeOf(data.certificate).toEqualTypeOf<string | undefined>();
    expectTypeOf<{ status: "complete" }>().toExtend<Omit<Checked<"statistics", { readonly status: string }>, symbol>>();
  });

  it("leaves an optional key out instead of giving undefined", () => {
    expect(Object.keys(agent.for("followUp").parse({ ...row, certificate: undefined }))).toEqual(["staffNumber", "name", "status"]);
  });

  it("reads nested objects and lists inside one field", () => {
    const address = { street: "Main", lines: ["a", "b"], extra: 1 };
    expect(agent.for("followUp").parse({ ...row, address }).address).toEqual({ street: "Main", lines: ["a", "b"] });
  });

  it("refuses a purpose the vocabulary does not have, and one that no field serves", () => {
    for (const purpose of ["marketing", "__proto__", "toString", ""])
      expect(codeOf(() => agent.for(untyped(purpose)))).toBe("PURPOSE_UNKNOWN");
    // @ts-expect-error: no field of the record serves the purpose
    expect(codeOf(() => agent.for("unused"))).toBe("PURPOSE_WITHOUT_FIELDS");
    // @ts-expect-error: the vocabulary has no such purpose
    expect(codeOf(() => agent.for("marketing"))).toBe("PURPOSE_UNKNOWN");
  });

  it("tells all wrong places at once, without throwing when asked so", () => {
    const reading = agent.for("followUp").safeParse({ staffNumber: "x", status: "maybe", address: { street: 1, lines: ["a", "1"] } });
    expect(reading).toEqual({
      success: false,
      issues: [
        { path: "staffNumber", code: "invalid_format" },
        { path: "name", code: "invalid_type" },
        { path: "address.street", code: "invalid_type" },
        { path: "address.lines.1", code: "invalid_format" },
        { path: "status", code: "invalid_value" },
      ],
    });
  });

  it.each([null, undefined, 1, "text", [], () => 1])("refuses %s as a whole", (value) => {
    expect(codeOf(() => agent.for("statistics").parse(value))).toBe("CHECK_FAILED");
  });

  it("drops the error of a getter that throws, from an origin too", () => {
    const value = {
      get status(): string {
        throw new Error("MARKER");
      },
    };
    expect(codeOf(() => agent.for("statistics").parse(value))).toBe("CHECK_FAILED");
    expect(codeOf(() => agent.from("subject").for("statistics").safeParse(value))).toBe("CHECK_FAILED");
  });

  it("drops the error of a check that throws, for it may quote the value", () => {
    const { field, record } = vocabulary;
    const broken = record("broken", {
      note: field(
        z.string().refine((text) => {
          throw new Error(text);
        }),
        { category: "status", origins: ["subject"], purposes: ["followUp"] },
      ),
    });
    const error: unknown = (() => {
      try {
        return broken.for("followUp").parse({ note: "MARKER" });
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(PrivacyError);
    expect(everything(error)).not.toContain("MARKER");
  });
});

describe("the errors of a reading", () => {
  it("never hold a planted value, wherever it stands", () => {
    const marker = "zQ7marker";
    const leaf = fc.constantFrom<unknown>(
      marker,
      `x${marker}`,
      [marker],
      { [marker]: marker },
      { street: marker.repeat(9), lines: [marker] },
    );
    const rows = fc.dictionary(
      fc.constantFrom("staffNumber", "name", "address", "status", "certificate", "tags", marker, "__proto__"),
      fc.oneof(leaf, fc.integer(), fc.constant(null)),
    );
    fc.assert(
      fc.property(rows, fc.constantFrom("followUp" as const, "statistics" as const), fc.boolean(), (value, purpose, direct) => {
        const view = direct ? agent.for(purpose) : agent.from("subject").for(purpose);
        const reading = view.safeParse(value);
        if (!reading.success) expect(JSON.stringify(reading)).not.toContain(marker);
        try {
          view.parse(value);
        } catch (error) {
          expect(everything(error)).not.toContain(marker);
        }
      }),
    );
  });

  it("replace the keys that the input chose by a star", () => {
    const reading = agent.for("followUp").safeParse({ ...row, tags: { secret: "x" } });
    expect(reading).toEqual({ success: false, issues: [{ path: "tags.*", code: "invalid_type" }] });
  });
});

describe("a record of a vocabulary", () => {
  it("refuses a bare schema and a field made elsewhere, naming them", () => {
    const elsewhere = defineVocabulary({
      purposes: { followUp: { statement: {} } },
      categories: { status: { label: {} } },
      origins: { subject: { label: {} } },
    }).field(z.string(), { category: "status", origins: ["subject"], purposes: ["followUp"] });
    const make = (fields: object): unknown => vocabulary.record("x", untyped(fields));
    expect(() => make({ raw: z.string(), other: elsewhere, copy: { ...agent.fields.name } })).toThrow(
      expect.objectContaining({ code: "FIELD_UNTAGGED", details: { record: "x", fields: ["raw", "other", "copy"] } }),
    );
    expect(codeOf(() => make({ nothing: null }))).toBe("FIELD_UNTAGGED");
    // @ts-expect-error: a bare schema has no tags
    expect(codeOf(() => vocabulary.record("x", { raw: z.string() }))).toBe("FIELD_UNTAGGED");
  });

  it("refuses tags that use words the vocabulary does not have", () => {
    const tags = { category: "status", origins: ["subject"], purposes: ["followUp"] };
    const make = (other: object): string => codeOf(() => vocabulary.field(z.string(), untyped({ ...tags, ...other })));
    expect(make({})).toBe("nothing thrown");
    expect(make({ category: "__proto__" })).toBe("CATEGORY_UNKNOWN");
    expect(make({ category: undefined })).toBe("CATEGORY_UNKNOWN");
    expect(make({ origins: ["subject", "elsewhere"] })).toBe("ORIGIN_UNKNOWN");
    expect(make({ origins: [] })).toBe("ORIGIN_UNKNOWN");
    expect(make({ purposes: ["constructor"] })).toBe("PURPOSE_UNKNOWN");
    expect(make({ purposes: "followUp" })).toBe("PURPOSE_UNKNOWN");
    expect(codeOf(() => vocabulary.field(untyped({}), untyped(tags)))).toBe("FIELD_UNTAGGED");
    expect(codeOf(() => vocabulary.field(z.string(), untyped(undefined)))).toBe("FIELD_UNTAGGED");
  });

  it("refuses names that are no plain words or that objects inherit", () => {
    for (const name of ["", "a b", "__proto__", "toString", "é", "x".repeat(64)])
      expect(codeOf(() => vocabulary.record(name, { name: agent.fields.name }))).toBe("NAME_INVALID");
    expect(codeOf(() => defineVocabulary({ purposes: { valueOf: { statement: {} } }, categories: {}, origins: {} }))).toBe("NAME_INVALID");
  });

  it("is about all subjects unless it says otherwise", () => {
    expect(agent.subjects).toEqual(["staff"]);
    expect(vocabulary.record("x", { name: agent.fields.name }).subjects).toEqual(["staff", "volunteers"]);
    expect(codeOf(() => vocabulary.record("x", { name: agent.fields.name }, { subjects: [untyped("nobody")] }))).toBe("SUBJECT_UNKNOWN");
  });

  it("is frozen, and so are its fields and their tags", () => {
    expect([agent, agent.fields, agent.fields.name, agent.fields.name.purposes].every((part) => Object.isFrozen(part))).toBe(true);
    expect(vocabulary.owns(agent)).toBe(true);
    expect(vocabulary.owns({ ...agent })).toBe(false);
  });
});

/** All that an error could let out: message, details, stack, causes. */
function everything(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), String(error), everything(error.cause ?? "")].join("\n");
}

import { createHash } from "node:crypto";
import { defineMatrix } from "@favorable/access";
import { canonicalJson, isPrivacyError, type JsonValue } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import { defineProcessing, documentHash, readDocument } from "@favorable/processing";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { codeOf } from "../../../testing/codes.ts";
import { diagnose } from "../../../testing/compiler.ts";

const vocabulary = defineVocabulary({
  purposes: {
    followUp: {
      statement: { en: "Follow up the vaccination of staff" },
      population: ["staff"],
      bases: [
        { kind: "consent", until: "2021-10-30" },
        { kind: "legal-obligation", from: "2021-10-31" },
      ],
    },
  },
  categories: { identity: { label: { en: "Identity" } }, status: { label: { en: "Status" }, special: "health" } },
  origins: { hrFile: { label: { en: "HR file" }, kind: "file" }, subject: { label: { en: "The person" }, kind: "subject" } },
  subjects: { staff: { label: { en: "Staff" }, relation: "staff" } },
});
const { field, record } = vocabulary;
const agent = record(
  "agent",
  {
    staffNumber: field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"], subject: true, nationalId: false }),
    status: field(z.enum(["complete", "none"]), {
      category: "status",
      origins: ["subject"],
      purposes: ["followUp"],
      legalRef: { text: "Law 1.509", article: "1" },
    }),
    certificate: field(z.string().optional(), {
      category: "status",
      origins: ["subject"],
      purposes: ["followUp"],
      proof: true,
      kind: "document",
    }),
    comment: field(z.string().optional(), {
      category: "status",
      origins: ["subject"],
      purposes: ["followUp"],
      freeText: { moderator: "director", screenedFor: ["iban"] },
    }),
    note: field(z.string().optional(), { category: "status", origins: ["subject"], purposes: ["followUp"], freeText: {}, reason: true }),
    changedAt: field(z.iso.datetime(), {
      category: "status",
      origins: ["subject"],
      purposes: ["followUp"],
      boundTo: "clock",
      label: { en: "Changed" },
    }),
  },
  { label: { en: "Agent" } },
);
const access = defineMatrix(vocabulary, {
  actions: ["read", "extract"],
  roles: { director: { label: { en: "Director" }, purposes: ["followUp"] } },
  grants: { director: { identity: "all", status: ["read"] } },
  units: 2,
});
const stated = {
  zone: "Europe/Monaco",
  retention: { register: { categories: ["status"], start: { kind: "field", field: "agent.changedAt" }, maximum: { period: "P18M" } } },
  functions: { record: { label: { en: "Record" }, purposes: ["followUp"], actors: ["director"] } },
} as const;
const processing = defineProcessing({ id: "vaccination", vocabulary, records: { agent }, access, ...stated });

/** Declares what the compiler refuses, as a caller without types would. */
function refusal(other: object): unknown {
  try {
    defineProcessing({ id: "vaccination", vocabulary, records: { agent }, access, ...stated, ...other } as never);
  } catch (error) {
    if (isPrivacyError(error, "DEFINITION_INVALID")) return { paths: error.details["paths"], problems: error.details["problems"] };
    throw error;
  }
  return "accepted";
}

describe("a declaration", () => {
  it("takes the functions that are said with the vocabulary, unless the file says them", () => {
    const words = (functions: object) => ({
      ...{ purposes: { p: { statement: { en: "P" } } }, categories: {}, origins: {} },
      functions: { alerts: { label: { en: "Alerts" }, purposes: ["p" as const], ...functions } },
    });
    const vocabulary = defineVocabulary(words({ actors: ["manager"] }));
    const document = defineProcessing({ id: "x", vocabulary, records: {} }).document("draft");
    expect(document.functions).toEqual({ alerts: { label: { en: "Alerts" }, purposes: ["p"], actors: ["manager"] } });
    const stated = { search: { label: { en: "Search" }, purposes: ["p"] } } as const;
    expect(defineProcessing({ id: "x", vocabulary, records: {}, functions: stated }).document("draft").functions).toEqual(stated);
  });

  it("becomes the document that says the same", () => {
    expect(processing.document("submitted")).toEqual({
      format: "favorable-processing/2",
      id: "vaccination",
      stage: "submitted",
      ...stated,
      subjects: vocabulary.subjects,
      purposes: vocabulary.purposes,
      categories: vocabulary.categories,
      origins: vocabulary.origins,
      records: {
        agent: {
          label: { en: "Agent" },
          subjects: ["staff"],
          fields: {
            staffNumber: {
              category: "identity",
              origins: ["hrFile"],
              purposes: ["followUp"],
              kind: "identifier",
              subject: true,
              nationalId: false,
            },
            status: {
              category: "status",
              origins: ["subject"],
              purposes: ["followUp"],
              kind: "closed-list",
              values: ["complete", "none"],
              legalRef: { text: "Law 1.509", article: "1" },
            },
            certificate: {
              category: "status",
              origins: ["subject"],
              purposes: ["followUp"],
              kind: "document",
              optional: true,
              proof: true,
            },
            comment: {
              category: "status",
              origins: ["subject"],
              purposes: ["followUp"],
              kind: "free-text",
              optional: true,
              moderator: "director",
              screenedFor: ["iban"],
            },
            note: { category: "status", origins: ["subject"], purposes: ["followUp"], kind: "free-text", optional: true, reason: true },
            changedAt: {
              category: "status",
              origins: ["subject"],
              purposes: ["followUp"],
              kind: "instant",
              boundTo: "clock",
              label: { en: "Changed" },
            },
          },
        },
      },
      access: { actions: ["read", "extract"], roles: access.roles, grants: access.grants, units: 2 },
    });
  });

  it("comes back from its document without loss", () => {
    for (const stage of ["draft", "submitted"] as const) {
      const text = canonicalJson(processing.document(stage) as unknown as JsonValue);
      expect(readDocument(JSON.parse(text))).toEqual(processing.document(stage));
    }
  });

  it("is hashed as its canonical text is, the stage being part of it", () => {
    const text = canonicalJson(processing.document("submitted") as unknown as JsonValue);
    expect(processing.sha256("submitted")).toBe(createHash("sha256").update(text).digest("hex"));
    expect(processing.sha256("draft")).not.toBe(processing.sha256("submitted"));
    const { id, ...rest } = processing.document("submitted");
    expect(documentHash({ ...rest, id })).toBe(processing.sha256("submitted"));
    expect(codeOf(() => processing.document("approved" as never))).toBe("STAGE_UNKNOWN");
  });

  it("keeps the typed objects it was made of", () => {
    expect(processing.records.agent).toBe(agent);
    expectTypeOf(processing.records.agent.for("followUp").parse).returns.toHaveProperty("status");
    expect(processing.access.as({ actor: "a", role: "director", purpose: "followUp" }).can("read", "status")).toBe(true);
  });

  it("may still be without a matrix, and without people", () => {
    const early = defineVocabulary({ purposes: {}, categories: {}, origins: {} });
    const draft = defineProcessing({ id: "early", vocabulary: early, records: {} });
    expect(draft.access).toBeUndefined();
    expect(draft.document("draft")).toEqual({
      format: "favorable-processing/2",
      id: "early",
      stage: "draft",
      purposes: {},
      categories: {},
      origins: {},
      records: {},
    });
  });

  it("is not changed by what happens to the literal afterwards", () => {
    const title: { en: string } = { en: "before" };
    const made = defineProcessing({ id: "x", vocabulary, records: { agent }, title });
    title.en = "after";
    expect(made.document("draft").title).toEqual({ en: "before" });
  });
});

describe("a declaration that makes no sense", () => {
  it("is refused with all its dangling references at once", () => {
    expect(
      refusal({
        retention: { register: { categories: ["salary"], start: { kind: "event", event: "never" } } },
        functions: { record: { label: {}, purposes: ["marketing"] } },
      }),
    ).toEqual({
      paths: ["functions.record.purposes.0", "retention.register.categories.0", "retention.register.start.event"],
      problems: ["dangling", "dangling", "dangling"],
    });
  });

  it("is refused for unknown keys, in the vocabulary too", () => {
    expect(refusal({ retenton: {} })).toEqual({ paths: ["retenton"], problems: ["unknown-key"] });
    const strange = defineVocabulary({ purposes: { followUp: { statement: {}, legalBasis: "consent" } }, categories: {}, origins: {} });
    expect(refusal({ vocabulary: strange, records: {}, access: undefined, retention: {}, functions: {} })).toEqual({
      paths: ["purposes.followUp.legalBasis"],
      problems: ["unknown-key"],
    });
  });

  it("is refused for records and a matrix of another vocabulary, and for a record under another name", () => {
    const other = defineVocabulary({ purposes: {}, categories: {}, origins: {} });
    expect(refusal({ vocabulary: other })).toEqual({ paths: ["records.agent", "access"], problems: ["foreign", "foreign"] });
    expect(refusal({ records: { agent, copy: { ...agent }, employee: agent } })).toEqual({
      paths: ["records.copy", "records.employee"],
      problems: ["foreign", "renamed"],
    });
  });
});

const HEAD = `
import { defineVocabulary } from "@favorable/fields";
import { defineProcessing } from "@favorable/processing";
import * as z from "zod";
const vocabulary = defineVocabulary({
  purposes: { followUp: { statement: {} } },
  categories: { status: { label: {} } },
  origins: { subject: { label: {}, kind: "subject" } },
});
const agent = vocabulary.record("agent", { status: vocabulary.field(z.string(), { category: "status", origins: ["subject"], purposes: ["followUp"] }) });
const base = { id: "x", vocabulary, records: { agent } };
`;

it("names misspelt words at compile time, with the words there are", { timeout: 120_000 }, () => {
  const said = diagnose("packages/processing/test", {
    right: `${HEAD} defineProcessing({ ...base, retention: { r: { categories: ["status"], start: { kind: "field", field: "agent.status" } } } });`,
    category: `${HEAD} defineProcessing({ ...base, retention: { r: { categories: ["statu"] } } });`,
    field: `${HEAD} defineProcessing({ ...base, retention: { r: { categories: [], start: { kind: "field", field: "agent.stats" } } } });`,
    purpose: `${HEAD} defineProcessing({ ...base, functions: { f: { label: {}, purposes: ["marketing"] } } });`,
    basis: `${HEAD} defineProcessing({ ...base, vocabulary: defineVocabulary({ purposes: { p: { statement: {}, bases: [{ kind: "consnt" }] } }, categories: {}, origins: {} }) });`,
  });
  expect(said.right.messages).toEqual([]);
  expect(said.category.messages).toEqual([`Type '"statu"' is not assignable to type '"status"'.`]);
  expect(said.field.messages).toEqual([`Type '"agent.stats"' is not assignable to type '"agent.status"'.`]);
  expect(said.purpose.messages).toEqual([`Type '"marketing"' is not assignable to type '"followUp"'.`]);
  expect(said.basis.messages.join("\n")).toContain(`Did you mean '"consent"'?`);
});

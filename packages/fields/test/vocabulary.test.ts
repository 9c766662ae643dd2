import { PrivacyError } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import { expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { codeOf } from "../../../testing/codes.ts";

/** Calls with what the compiler refuses, as a caller without types would. */
const untyped = (value: unknown): never => value as never;

/** Section I to III of CCIN deliberation 2021-206 in small, every fact stated once. */
const register = defineVocabulary({
  subjects: {
    staff: {
      label: { fr: "le personnel", en: "staff" },
      namedAs: { fr: "employés" },
      relation: "staff",
      legalScope: { text: "Law 1.509 of 20 September 2021", article: "1, 1)", included: { en: "every member of staff" } },
    },
    pupils: {
      label: { en: "Pupils" },
      relation: "student",
      legalScope: {
        text: "Law 1.509 of 20 September 2021",
        article: "1, 2)",
        included: { en: "in direct contact" },
        excluded: { en: "occasional" },
      },
      minors: true,
      minorsRule: { en: "a parent answers" },
    },
  },
  purposes: {
    followUp: {
      statement: { fr: "Suivi de la vaccination", en: "Follow-up of the vaccination" },
      population: ["staff", "pupils"],
      main: true,
      dpv: "https://w3id.org/dpv/sector/health#VaccinationManagement",
      bases: [
        { kind: "consent", until: "2021-10-29", consent: { perPurpose: true, proof: { en: "dated form" }, asEasyAsGiving: true } },
        { kind: "legal-obligation", from: "2021-10-30", reference: { text: "Law 1.509 of 20 September 2021", article: "1" } },
      ],
    },
    statistics: { statement: { fr: "Statistiques", en: "Statistics" }, compatibility: { reference: "note 3", on: "2021-09-29" } },
  },
  functions: { alerts: { label: { en: "Alerts to the case managers" }, purposes: ["followUp"], actors: ["caseManager"] } },
  categories: {
    identity: { label: { en: "Identity" } },
    insurance: { label: { en: "Social security" }, nationalId: true, legalRef: { text: "Decree 2019-341", article: "2" } },
    status: {
      label: { en: "Status" },
      special: "health",
      condition: { text: "GDPR", article: "9(2)(i)" },
      closedList: true,
      minors: true,
      dpv: "https://w3id.org/dpv/2.3/pd#Health",
    },
    proofs: { label: { en: "Proofs" }, special: "health" },
  },
  origins: {
    subject: { label: { en: "The person" }, kind: "subject" },
    hrFile: { label: { en: "HR file" }, kind: "file", link: "humanResources" },
    occupationalHealth: { label: { en: "Occupational health" }, kind: "third-party", certifies: true, excludes: ["proofs"] },
  },
});
const { field, record } = register;

it("keeps every fact of its words, frozen, as it was written", () => {
  expect(register.purposes.followUp.bases[1].reference.article).toBe("1");
  expect(register.functions).toEqual({
    alerts: { label: { en: "Alerts to the case managers" }, purposes: ["followUp"], actors: ["caseManager"] },
  });
  expect(register.subjects.pupils.legalScope.excluded).toEqual({ en: "occasional" });
  expect(Object.isFrozen(register.functions["alerts"])).toBe(true);
});

it("hands what a category says of its fields to them, and lets a field say otherwise", () => {
  const tags = { category: "insurance", origins: ["hrFile"], purposes: ["followUp"] } as const;
  const nir = field(z.string(), tags);
  expect([nir.nationalId, nir.legalRef]).toEqual([true, { text: "Decree 2019-341", article: "2" }]);
  const fund = field(z.string(), { ...tags, nationalId: false, legalRef: { text: "Decree 2019-341", article: "3" } });
  expect([fund.nationalId, fund.legalRef?.article]).toEqual([false, "3"]);
  expect(field(z.string(), { ...tags, category: "identity" })).not.toHaveProperty("nationalId");
});

it("refuses open text in a category of closed lists, and takes lists, dates and numbers", () => {
  const tags = { category: "status", origins: ["subject"], purposes: ["followUp"] } as const;
  for (const schema of [z.string(), z.any(), z.array(z.string()), z.object({})])
    expect(codeOf(() => field(schema, tags))).toBe("LIST_NOT_CLOSED");
  expect(codeOf(() => field(z.enum(["a"]), { ...tags, freeText: { moderator: "hr" } }))).toBe("LIST_NOT_CLOSED");
  for (const schema of [z.enum(["a"]), z.literal("b").optional(), z.iso.date(), z.boolean(), z.number(), z.array(z.enum(["a"]))])
    expect(field(schema, tags).category).toBe("status");
});

it("accepts nothing of a category from an origin that excludes it, in the type and at run time", () => {
  const tags = { category: "proofs", origins: ["subject", "occupationalHealth"], purposes: ["followUp"] } as const;
  const scan = field(z.string().optional(), tags);
  expectTypeOf(scan.acceptedFrom).toEqualTypeOf<readonly "subject"[]>();
  expect(scan.acceptedFrom).toEqual(["subject"]);
  const status = field(z.enum(["complete"]), { ...tags, category: "status" });
  expectTypeOf(status.acceptedFrom).toEqualTypeOf<readonly ("subject" | "occupationalHealth")[]>();
  const situation = record("situation", { scan, status });
  const view = situation.from("occupationalHealth").for("followUp");
  expectTypeOf(view.parse({ status: "complete" }).status).toEqualTypeOf<"complete">();
  // @ts-expect-error: what the origin excludes is not in its view
  expect(view.parse({ status: "complete" }).scan).toBeUndefined();
  expect(view.safeParse({ status: "complete", scan: "x" })).toEqual({
    success: false,
    issues: [{ path: "scan", code: "origin_not_declared" }],
  });
});

it("refuses words that refer to words it does not have", () => {
  const literal = { purposes: { a: { statement: {} } }, categories: { c: { label: {} } }, origins: {} };
  // @ts-expect-error: the vocabulary has no such category
  expect(codeOf(() => defineVocabulary({ ...literal, origins: { o: { label: {}, excludes: ["d"] } } }))).toBe("CATEGORY_UNKNOWN");
  // @ts-expect-error: the vocabulary has no such purpose
  expect(codeOf(() => defineVocabulary({ ...literal, functions: { f: { label: {}, purposes: ["b"] } } }))).toBe("PURPOSE_UNKNOWN");
});

it("tells all facts of another form at once, by their places and without their values", () => {
  const make = () =>
    defineVocabulary(
      untyped({
        purposes: {
          a: {
            statement: { en: "MARKER\ud800" },
            population: "MARKER",
            bases: [{ kind: "MARKER" }, { kind: "consent", until: "2021-02-30" }],
          },
          b: { dpv: "http://www.w3.org/ns/dpv#MARKER" },
        },
        categories: { c: { label: {}, closedList: "MARKER", condition: { article: "9" } } },
        origins: { o: { label: {}, certifies: "yes" } },
        subjects: { s: { label: "MARKER", minors: 1 } },
        functions: { f: { label: {} } },
      }),
    );
  const thrown = (() => {
    try {
      return make();
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toBeInstanceOf(PrivacyError);
  expect(thrown).toMatchObject({
    code: "VOCABULARY_INVALID",
    details: {
      paths: [
        "purposes.a.statement.en",
        "purposes.a.population",
        "purposes.a.bases.0.kind",
        "purposes.a.bases.1.until",
        "purposes.b.statement",
        "purposes.b.dpv",
        "functions.f.purposes",
        "categories.c.condition.text",
        "categories.c.closedList",
        "origins.o.certifies",
        "subjects.s.label",
        "subjects.s.minors",
      ],
    },
  });
  expect(JSON.stringify(thrown) + String(thrown)).not.toContain("MARKER");
});

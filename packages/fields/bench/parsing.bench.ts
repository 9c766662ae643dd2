/** Reading and projecting a record of 30 fields, beside zod alone and beside a copy of the object. */

import { defineMatrix } from "@favorable/access";
import { PrivacyError } from "@favorable/core";
import { defineVocabulary, makeProjector } from "@favorable/fields";
import * as z from "zod";
import { type Claim, compare, report } from "../../../testing/bench.ts";

const FIELDS = Array.from({ length: 30 }, (_, index) => `field${index}`);
const ROWS = 100;
const schemaOf = (index: number): z.ZodType =>
  [z.string(), z.number().int(), z.boolean(), z.iso.date(), z.enum(["a", "b"]), z.string().max(40).optional()][index % 6] ?? z.string();
const sampleOf = (index: number, row: number): unknown => [`text ${row}`, row, row % 2 === 0, "2021-10-30", "b", `note ${row}`][index % 6];

const vocabulary = defineVocabulary({
  purposes: { all: { statement: { en: "Every field" } }, half: { statement: { en: "Every second field" } } },
  categories: { data: { label: { en: "Data" } } },
  origins: { subject: { label: { en: "The person" } } },
});
const person = vocabulary.record(
  "person",
  Object.fromEntries(
    FIELDS.map((name, index) => [
      name,
      vocabulary.field(schemaOf(index), {
        category: "data",
        origins: ["subject"],
        purposes: index % 2 === 0 ? ["all", "half"] : ["all"],
      }),
    ]),
  ),
);
const plainOf = (names: readonly string[]) => z.object(Object.fromEntries(names.map((name) => [name, schemaOf(FIELDS.indexOf(name))])));
const half = FIELDS.filter((_, index) => index % 2 === 0);
const rows = Array.from({ length: ROWS }, (_, row) => Object.fromEntries(FIELDS.map((name, index) => [name, sampleOf(index, row)])));

let sink: unknown;
const each = (work: (row: Record<string, unknown>) => unknown) => () => {
  for (const row of rows) sink = work(row);
};
const copy = each((row) => ({ ...row }));
const plan = (names: readonly string[]) => names.map((name) => ({ name, optional: FIELDS.indexOf(name) % 6 === 5, takesNull: false }));
const projector = (names: readonly string[], generate: boolean) =>
  makeProjector(plan(names), { incomplete: () => new PrivacyError("ROW_INCOMPLETE", "fields are missing"), generate });
const access = defineMatrix(vocabulary, {
  actions: ["read"],
  roles: { clerk: { label: { en: "Clerk" }, purposes: ["all", "half"] } },
  grants: { clerk: { data: "all" } },
});
const session = access.as({ actor: "a", role: "clerk", purpose: "half" });

const parsed = { all: person.for("all"), half: person.for("half") };
const plain = { all: plainOf(FIELDS), half: plainOf(half) };
const claims: Claim[] = [
  {
    what: "parse and project 30 fields for a purpose ÷ zod's parse of the same fields",
    figure: await compare(
      each((row) => parsed.all.parse(row)),
      each((row) => plain.all.parse(row)),
    ),
    atMost: 1.2,
  },
  {
    what: "parse 30 fields for a purpose that keeps 15 ÷ zod's parse of those 15",
    figure: await compare(
      each((row) => parsed.half.parse(row)),
      each((row) => plain.half.parse(row)),
    ),
    atMost: 1.2,
  },
  {
    what: "project 30 fields for a purpose that keeps 15 ÷ a copy of the object",
    figure: await compare(each(projector(half, true)), copy),
    atMost: 0.6,
    note: "generated code",
  },
  {
    what: "project 30 fields for a purpose that keeps all, some of which may be missing ÷ a copy of the object",
    figure: await compare(each(projector(FIELDS, true)), copy),
    note: "generated code; a copy is one block move, a projection looks at each field",
  },
  {
    what: "the same for 15 of 30, in a session, frozen ÷ a copy of the object",
    figure: await compare(
      each((row) => session.project(person, row)),
      copy,
    ),
  },
  {
    what: "project 30 fields for a purpose that keeps 15 ÷ a copy of the object",
    figure: await compare(each(projector(half, false)), copy),
    note: "the fallback where code may not be generated",
  },
];
if (sink === undefined) throw new Error("nothing was measured");
report(import.meta.url, "Reading and projecting a record of 30 fields", claims);

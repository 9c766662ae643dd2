/** Checks, reasons and projections, beside six peers on the same policy and the same 240 questions. */
import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { defineMatrix } from "@favorable/access";
import { PrivacyError } from "@favorable/core";
import { defineVocabulary, makeProjector } from "@favorable/fields";
import * as z from "zod";
import { type Claim, compare, type Ratio, report } from "../../../testing/bench.ts";
import { accessControl, betterAuth, casbin, casl, type Engine, permix } from "./engines.ts";
import { compiled, type Grants, grants, type Nested, nested, type Question, questions, rules } from "./policy.ts";

/** Other work on the machine is not ours: time of this process. */
const CPU = { clock: "cpu" } as const;

let allowed = 0;
const each = (asked: readonly Question[], ask: (question: Question) => boolean) => () => {
  for (const question of asked) if (ask(question)) allowed += 1;
};
const lookup = (of: Grants) => {
  const table = nested(of);
  return ({ role, category, action }: Question): boolean => table[role]?.[category]?.[action] === true;
};
const plain = lookup(grants);
const expected = questions.map(plain);
assert.equal(questions.length, 240);
assert.equal(expected.filter(Boolean).length, 177);

const ours = compiled(grants);
const peers: readonly Engine[] = [casl(grants), permix(grants), betterAuth(grants), accessControl(grants), await casbin(grants)];
const cedar = JSON.parse(
  execFileSync(process.execPath, [...process.execArgv, fileURLToPath(new URL("./cedar.ts", import.meta.url))], { encoding: "utf8" }),
) as { readonly answers: readonly boolean[]; readonly ratio: Ratio };
assert.deepEqual(questions.map(ours.can), expected);
assert.deepEqual(
  questions.map((question) => ours.explain(question).allowed),
  expected,
);
for (const { name, ask } of peers) assert.deepEqual(questions.map(ask), expected, name);
assert.deepEqual(cedar.answers, expected);

/** A session of a matrix over as many categories as the policy has. */
function sessionOf(of: Grants, role: string): { can(action: string, category: string): boolean } {
  const categories = Object.keys(of[role] ?? {});
  const words = defineVocabulary({
    purposes: { followUp: { statement: { en: "Follow up" } } },
    categories: Object.fromEntries(categories.map((name) => [name, { label: { en: name } }])),
    origins: { subject: { label: { en: "The person" } } },
  });
  const matrix = defineMatrix(words, {
    actions: ["read", "add", "modify", "delete"],
    roles: Object.fromEntries(Object.keys(of).map((name) => [name, { label: { en: name }, purposes: ["followUp"] as const }])),
    grants: of as never,
  });
  return matrix.as({ actor: "a-1", role: role as never, purpose: "followUp" as never });
}

const claims: Claim[] = [];
for (const count of [10, 100, 1000, 10_000]) {
  const { grants: many, questions: asked } = rules(count);
  const engine = compiled(many);
  const table = lookup(many);
  const deep: Readonly<Record<string, Nested>> = Object.assign(Object.create(null), { followUp: nested(many) });
  const four = ({ purpose, role, category, action }: Question): boolean => deep[purpose]?.[role]?.[category]?.[action] === true;
  const session = sessionOf(many, "role1");
  const mine = asked.map((question) => ({ ...question, role: "role1" }));
  assert.deepEqual(asked.map(engine.can), asked.map(table));
  assert.deepEqual(
    mine.map(({ action, category }) => session.can(action, category)),
    mine.map(table),
  );
  const size = `${count.toLocaleString("en")} rules`;
  claims.push(
    {
      what: `session.can() ÷ nested object lookup, ${size}`,
      figure: await compare(
        each(mine, ({ action, category }) => session.can(action, category)),
        each(mine, table),
        CPU,
      ),
      atMost: 1.3,
      note: "a session knows its role and purpose",
    },
    {
      what: `can() ÷ nested object lookup of the same four words, ${size}`,
      figure: await compare(each(asked, engine.can), each(asked, four), CPU),
      atMost: 1.3,
    },
  );
}
claims.push({
  what: "explain() ÷ can()",
  figure: await compare(
    each(questions, (question) => ours.explain(question).allowed),
    each(questions, ours.can),
    CPU,
  ),
  atMost: 2,
});
for (const { name, ask } of peers)
  claims.push({
    what: `${name} ÷ nested object lookup`,
    figure: await compare(each(questions, ask), each(questions, plain), { ...CPU, rounds: 7 }),
  });
claims.push({ what: "cedar-wasm ÷ nested object lookup", figure: cedar.ratio, note: "preparsed policies, in a process of its own" });

const names = Array.from({ length: 30 }, (_, at) => `field${at}`);
const vocabulary = defineVocabulary({
  purposes: { followUp: { statement: { en: "Follow up" } } },
  categories: { open: { label: { en: "Open" } }, closed: { label: { en: "Closed" } } },
  origins: { subject: { label: { en: "The person" } } },
});
const person = vocabulary.record(
  "person",
  Object.fromEntries(
    names.map((name, at) => [
      name,
      vocabulary.field(z.string(), { category: at % 6 === 5 ? "closed" : "open", origins: ["subject"], purposes: ["followUp"] }),
    ]),
  ),
);
const session = defineMatrix(vocabulary, {
  actions: ["read"],
  roles: { clerk: { label: { en: "Clerk" }, purposes: ["followUp"] } },
  grants: { clerk: { open: ["read"], closed: "none" } },
}).as({ actor: "a-1", role: "clerk", purpose: "followUp" });
const rows = Array.from({ length: 100 }, (_, row) => Object.fromEntries(names.map((name) => [name, `${name} of ${row}`])));
assert.equal(Object.keys(session.project(person, rows[0] ?? {})).length, 25);
let sink: unknown;
const onRows = (work: (row: object) => unknown) => () => {
  for (const row of rows) sink = work(row);
};
claims.push({
  what: "project() of 30 fields, 25 permitted ÷ a plain copy",
  figure: await compare(
    onRows((row) => session.project(person, row)),
    onRows((row) => ({ ...row })),
    CPU,
  ),
  atMost: 0.6,
  note: "the guard freezes it as it mints the mark",
});
const projector = makeProjector(
  names.filter((_, at) => at % 6 !== 5).map((name) => ({ name, optional: false, takesNull: false })),
  { incomplete: (fields) => new PrivacyError("ROW_INCOMPLETE", "fields are missing", { fields }) },
);
claims.push({
  what: "the generated projector alone ÷ a plain copy",
  figure: await compare(
    onRows((row) => projector(row)),
    onRows((row) => ({ ...row })),
    CPU,
  ),
  note: "not frozen",
});
claims.push({
  what: "mark() of 30 fields ÷ a plain copy",
  figure: await compare(
    onRows((row) => session.mark(person, row)),
    onRows((row) => ({ ...row })),
    CPU,
  ),
});
assert.ok(allowed > 0 && sink !== undefined);
report(import.meta.url, "Checks beside casl, permix, better-auth, accesscontrol, casbin and cedar-wasm", claims);

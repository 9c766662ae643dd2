/** Random matrices at level sealed: what the functions show, take and refuse is what a session shows, takes and refuses. */
import { randomUUID } from "node:crypto";
import { type Action, defineMatrix } from "@favorable/access";
import {
  applyPostgres,
  installContextKey,
  type PostgresMapping,
  sealedAccess,
  signContext,
  verifyPostgres,
} from "@favorable/access/postgres";
import type { Sql } from "@favorable/sql";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";
import { ACTIONS, CATEGORIES, field, held, PURPOSES, perCategory, ROLES, vocabulary } from "./random-matrix.ts";

const FIELDS = ["f0", "f1", "f2"] as const;
const ROW = { f0: "a", f1: "b", f2: "c" };

const drawn = fc.record({
  grants: fc.record({ r0: perCategory, r1: perCategory }),
  held: fc.record({ r0: held, r1: held }),
  immutable: fc.subarray([...CATEGORIES]),
  fields: fc.tuple(field, field, field),
  /** Whether a field says whose the row is: then names stand in an entry of their own. */
  subject: fc.boolean(),
});

/** Everything granted and nothing granted are always among the matrices. */
const ends = (["all", "none"] as const).map((grant) => {
  const same = { c0: grant, c1: grant, c2: grant };
  const plain = (category: "c0" | "c1" | "c2") => ({ category, purposes: [...PURPOSES] });
  return {
    grants: { r0: same, r1: same },
    held: { r0: [...PURPOSES], r1: ["p0" as const] },
    immutable: [],
    fields: [plain("c0"), plain("c1"), plain("c2")] as [ReturnType<typeof plain>, ReturnType<typeof plain>, ReturnType<typeof plain>],
    subject: grant === "all",
  };
});

const label = { en: "x" };
const key = { id: "k1", secret: new Uint8Array(32).fill(9) };

let rig: PostgresRig;
let app: Sql;
beforeAll(async () => {
  rig = await postgresRig("sealed");
  await rig.owner.query("create table hr.drawn (id bigserial primary key, f0 text, f1 text, f2 text)");
  app = rig.as(rig.app);
});
afterAll(() => rig.close());

const row = async (id: string): Promise<unknown> =>
  (await rig.admin.query("select f0, f1, f2 from hr.drawn where id = $1::bigint", [id])).rows[0];
const state = (may: boolean): string => (may ? "done" : "42501");

it("a session and the functions agree on every cell of random matrices", async () => {
  let cells = 0;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(drawn, async ({ grants, held, immutable, fields, subject }) => {
      const make = (at: 0 | 1 | 2) => {
        const tags = {
          category: fields[at].category,
          origins: ["file" as const],
          purposes: fields[at].purposes,
          subject: subject && at === 0,
        };
        return vocabulary.field(z.string().nullish(), tags as never);
      };
      const record = vocabulary.record("drawn", { f0: make(0), f1: make(1), f2: make(2) });
      const matrix = defineMatrix(vocabulary, {
        actions: ACTIONS,
        roles: { r0: { label, purposes: held.r0 }, r1: { label, purposes: held.r1 } },
        grants,
        immutable,
      });
      const mapping: PostgresMapping = {
        level: "sealed",
        prefix: `${rig.mapping.prefix}d`,
        tables: [{ record, schema: "hr", table: "drawn", key: "id", columns: { f0: "f0", f1: "f1", f2: "f2" } }],
        logins: { [rig.app]: ROLES },
      };
      await applyPostgres(rig.owner, matrix, mapping);
      await installContextKey(rig.owner, matrix, mapping, key);
      const report = await verifyPostgres(rig.owner, matrix, mapping);
      expect({ cells: report.cells, policies: report.policies, functions: report.functions }).toEqual({
        cells: [],
        policies: [],
        functions: [],
      });
      const sealed = sealedAccess(app, matrix as never, mapping);
      const categories = [...new Set(fields.map(({ category }) => category))];
      for (const role of ROLES) {
        for (const purpose of held[role]) {
          const session = matrix.as({ actor: "a-1", role, purpose } as never);
          const token = (): string =>
            signContext(key, { actor: "a-1", role, purpose, nonce: randomUUID(), until: new Date(Date.now() + 60_000) });
          await rig.admin.query("truncate hr.drawn restart identity");
          await rig.admin.query("insert into hr.drawn (f0, f1, f2) values ('a', 'b', 'c'), ('a', 'b', 'c')");
          const of = (action: Action): readonly string[] => session.fieldsFor(record, action as never);
          const check = async (what: string, work: Promise<unknown>, may: boolean): Promise<void> => {
            const got = await stateOf(work);
            expect([what, role, purpose, got]).toEqual([what, role, purpose, state(may)]);
            seen.add(`${what} ${got}`);
            cells += 1;
          };
          for (const action of ["read", "extract"] as const) {
            const asked = (): Promise<readonly { fields: object }[]> =>
              action === "read" ? sealed.read(token(), "drawn", ["1"]) : sealed.extract(token(), "drawn");
            await check(action, asked(), of(action).length > 0);
            if (of(action).length === 0) continue;
            const shown = Object.fromEntries(of(action).map((name) => [name, ROW[name as "f0"]]));
            expect((await asked()).map(({ fields: those }) => those)).toEqual(action === "read" ? [shown] : [shown, shown]);
          }
          for (const [at, one] of FIELDS.entries()) {
            await check("modify", sealed.modify(token(), "drawn", ["1"], { [one]: "new" }), of("modify").includes(one));
            expect(await row("1")).toEqual({ ...ROW, ...(of("modify").includes(one) ? { [one]: "new" } : {}) });
            await rig.admin.query("update hr.drawn set f0 = 'a', f1 = 'b', f2 = 'c'");
            // What is deleted is used for nothing: the cell decides, not the purposes of the field.
            const emptied = session.can("delete" as never, fields[at]?.category as never);
            await check("empty", sealed.delete(token(), "drawn", ["1"], [one]), emptied);
            expect(await row("1")).toEqual({ ...ROW, ...(emptied ? { [one]: null } : {}) });
            await rig.admin.query("update hr.drawn set f0 = 'a', f1 = 'b', f2 = 'c'");
            await check("add", sealed.add(token(), "drawn", { [one]: "new" }), of("add").includes(one));
          }
          const whole = categories.every((category) => session.can("delete" as never, category as never));
          await check("delete", sealed.delete(token(), "drawn", ["2"]), whole);
          expect(await row("2")).toEqual(whole ? undefined : ROW);
        }
      }
    }),
    {
      numRuns: Number(process.env["ACCESS_MATRICES"] ?? 8),
      interruptAfterTimeLimit: 50_000,
      examples: ends.map((one): [typeof one] => [one]),
    },
  );
  expect(cells).toBeGreaterThan(150);
  // Each action was permitted to somebody and refused to somebody.
  const both = ["read", "extract", "add", "modify", "empty", "delete"].flatMap((what) => [`${what} done`, `${what} 42501`]);
  expect([...seen].sort()).toEqual(both.sort());
}, 60_000);

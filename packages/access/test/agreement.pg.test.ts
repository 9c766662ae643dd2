import { defineMatrix } from "@favorable/access";
import {
  actingContext,
  applyPostgres,
  columnNames,
  databaseRole,
  type PostgresMapping,
  toPostgres,
  verifyPostgres,
} from "@favorable/access/postgres";
import type { Sql } from "@favorable/sql";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";
import { ACTIONS, CATEGORIES, field, held, perCategory, ROLES, vocabulary } from "./random-matrix.ts";

const FIELDS = ["f0", "f1", "f2", "f3"] as const;
const PRIVILEGES = { read: "SELECT", add: "INSERT", modify: "UPDATE" } as const;

const drawn = fc.record({
  grants: fc.record({ r0: perCategory, r1: perCategory }),
  held: fc.record({ r0: held, r1: held }),
  immutable: fc.subarray([...CATEGORIES]),
  fields: fc.tuple(field, field, field, field),
});

const label = { en: "x" };

let rig: PostgresRig;
let app: Sql;
beforeAll(async () => {
  rig = await postgresRig("columns");
  await rig.owner.query("create table hr.drawn (id bigint primary key, f0 text, f1 text, f2 text, f3 text)");
  await rig.owner.query("insert into hr.drawn values (1, 'a', 'b', 'c', 'd')");
  app = rig.as(rig.app);
});
afterAll(() => rig.close());

it("session, generated SQL and PostgreSQL agree on every cell of random matrices", async () => {
  let cells = 0;
  await fc.assert(
    fc.asyncProperty(drawn, async ({ grants, held, immutable, fields }) => {
      const tags = (at: 0 | 1 | 2 | 3) => ({ category: fields[at].category, origins: ["file" as const], purposes: fields[at].purposes });
      const make = (at: 0 | 1 | 2 | 3) => vocabulary.field(z.string().nullish(), tags(at) as never);
      const record = vocabulary.record("drawn", { f0: make(0), f1: make(1), f2: make(2), f3: make(3) });
      const matrix = defineMatrix(vocabulary, {
        actions: ACTIONS,
        roles: { r0: { label, purposes: held.r0 }, r1: { label, purposes: held.r1 } },
        grants,
        immutable,
      });
      const mapping: PostgresMapping = {
        level: "columns",
        prefix: `${rig.mapping.prefix}_d`,
        tables: [{ record, schema: "hr", table: "drawn", key: "id", columns: { f0: "f0", f1: "f1", f2: "f2", f3: "f3" } }],
        logins: { [rig.app]: ROLES },
      };
      await applyPostgres(rig.owner, matrix, mapping);
      const statements = toPostgres(matrix, mapping);
      for (const role of ROLES) {
        for (const purpose of held[role]) {
          const session = matrix.as({ actor: "a", role, purpose } as never);
          const name = databaseRole(matrix, mapping, { role, purpose });
          for (const [action, privilege] of Object.entries(PRIVILEGES)) {
            const { rows } = await rig.admin.query<{ f: string }>(
              "select f from unnest($1::text[]) f where has_column_privilege($2::name, 'hr.drawn', f, $3::text)",
              [FIELDS, name, privilege],
            );
            const wanted = session.fieldsFor(record, action as never);
            expect(rows.map(({ f }) => f)).toEqual(wanted);
            const listed = columnNames(matrix, mapping, { record: "drawn", role, purpose, action: action as "read" });
            expect(listed.filter((column) => column !== "id")).toEqual(wanted);
            const granted = statements.find((text) => text.startsWith(`grant ${privilege} (`) && text.endsWith(`to "${name}"`)) ?? "";
            for (const one of FIELDS) expect(granted.includes(`"${one}"`)).toBe(wanted.includes(one as never));
            cells += FIELDS.length;
          }
          const context = actingContext(matrix, mapping, { role, purpose });
          const row = { f0: "a", f1: "b", f2: "c", f3: "d" };
          const seen = Object.keys(session.project(record, row as never));
          for (const one of FIELDS) {
            const state = await stateOf(app.transaction((tx) => tx.query(`select ${one} from hr.drawn`), context));
            expect([one, state]).toEqual([one, seen.includes(one) ? "done" : "42501"]);
          }
          const whole = [...new Set(fields.map(({ category }) => category))].every((category) =>
            session.can("delete" as never, category as never),
          );
          const { rows } = await rig.admin.query<{ may: boolean }>("select has_table_privilege($1::name, 'hr.drawn', 'DELETE') as may", [
            name,
          ]);
          expect(rows[0]?.may).toBe(whole);
        }
      }
      expect((await verifyPostgres(rig.owner, matrix, mapping)).cells).toEqual([]);
    }),
    { numRuns: Number(process.env["ACCESS_MATRICES"] ?? 12), interruptAfterTimeLimit: 50_000 },
  );
  expect(cells).toBeGreaterThan(150);
}, 60_000);

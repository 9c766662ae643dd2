import { actingContext, columnNames, type DeniedStatement, explainDenied } from "@favorable/access/postgres";
import type { Sql } from "@favorable/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";

const director = { role: "director", purpose: "followUp" };
const manager = { role: "manager", purpose: "followUp", unit: "u1" };
const counting = { role: "director", purpose: "statistics" };
let rig: PostgresRig;
let app: Sql;
beforeAll(async () => {
  rig = await postgresRig("columns");
  app = rig.as(rig.app);
});
afterAll(() => rig.close());

const run = (who: { role: string; purpose: string; unit?: string }, text: string): Promise<unknown> =>
  app
    .transaction((tx) => tx.query(text), actingContext(rig.matrix, rig.mapping, { actor: "a-17", ...who }))
    .then(
      ({ rows }) => rows,
      (thrown: unknown) => thrown,
    );
const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");
const explain = (error: unknown, asked: Omit<DeniedStatement, "record">) =>
  explainDenied(error, rig.matrix, rig.mapping, { record: "agent", ...asked });
const cells = (error: unknown, asked: Omit<DeniedStatement, "record">): string[] | undefined =>
  explain(error, asked)?.columns.map(({ action, column, category, code, whoMay }) => [action, column, category, code, ...whoMay].join(" "));

describe("returning, as an ORM writes it", () => {
  it("gives what was written, in the columns that the role reads", async () => {
    const list = columnNames(rig.matrix, rig.mapping, { record: "agent", action: "read", ...director });
    const insert = `insert into "hr"."agent" ("id", "last_name", "status") values (80, 'MARKER-new-name', 'none') returning ${quoted(list)}`;
    expect(await run(director, insert)).toMatchObject([{ id: "80", last_name: "MARKER-new-name", status: "none", note: null }]);
    const update = `update "hr"."agent" set "status" = 'complete' where "id" = 80 returning ${quoted(list)}`;
    expect(await run(director, update)).toMatchObject([{ id: "80", status: "complete" }]);
    expect(await run(director, `delete from "hr"."agent" where "id" = 80 returning "id"`)).toEqual([{ id: "80" }]);
  });

  it("of columns that are not held is refused before anything is written, and the answer names them", async () => {
    const insert = `insert into "hr"."agent" ("id", "status") values (81, 'none') returning "id", "last_name", "status", "note"`;
    const error = await run(manager, insert);
    expect(cells(error, { ...manager, adds: ["id", "status"], reads: ["id", "last_name", "status", "note"] })).toEqual([
      "read note comments NOT_GRANTED director",
    ]);
    expect(cells(error, { ...manager, adds: ["last_name", "status"], reads: [] })).toEqual(["add last_name identity NOT_GRANTED director"]);
    const star = await run(counting, `select * from "hr"."agent"`);
    expect(cells(star, { ...counting, reads: "*" })).toEqual([
      "read last_name identity OTHER_PURPOSE",
      "read due_on status OTHER_PURPOSE",
      "read reason status OTHER_PURPOSE",
      "read note comments OTHER_PURPOSE",
      "read changed_at status OTHER_PURPOSE",
    ]);
    const { rows } = await rig.admin.query("select 1 from hr.agent where id = 81");
    expect(rows).toEqual([]);
    expect(explain(error, { ...manager, reads: ["note"] })?.text).toEqual({
      fr: "Le rôle manager ne détient pas, pour la finalité followUp, ces colonnes de agent : note (comments). Nommez les colonnes (columnsFor) au lieu de « * ».",
      en: 'Role manager does not hold these columns of agent for the purpose followUp: note (comments). Name the columns (columnsFor) instead of "*".',
    });
  });

  it("tells rows that are deleted, keys that are changed, and columns that no field has", async () => {
    const error = await run(manager, "delete from hr.agent where id = 1");
    expect(cells(error, { ...manager, deletes: true })).toEqual(["delete *  NOT_GRANTED director"]);
    const other = await run(manager, "update hr.agent set unit = 'u2'");
    expect(cells(other, { ...manager, modifies: ["unit", "id"] })).toEqual(["modify ?  NO_FIELD", "modify id  NO_FIELD"]);
  });

  it("tells a row out of reach from a column, and leaves other errors alone", async () => {
    await rig.owner.query("alter table hr.agent alter column unit set default 'u9'");
    const outside = await run(manager, "insert into hr.agent (id, status) values (90, 'none')");
    expect(explain(outside, { ...manager, adds: ["id", "status"] })).toMatchObject({ code: "ROW_DENIED", columns: [] });
    const broken = await run(director, "insert into hr.agent (id, last_name, status) values (1, 'MARKER-x', 'none')");
    expect(explain(broken, { ...director, adds: ["id"] })).toBeUndefined();
    expect(explain(new Error("no state"), { ...director })).toBeUndefined();
  });

  it("repeats nothing of the error, wraps of an ORM included, and knows its words", () => {
    const bare = { code: "42501", severity: "ERROR", message: "MARKER-row-of-somebody", detail: "MARKER-row-of-somebody" };
    const answer = explain(new Error("MARKER-query", { cause: bare }), { ...manager, reads: ["note", "MARKER-typed-column"] });
    expect(answer).toMatchObject({ code: "COLUMN_DENIED" });
    expect(JSON.stringify(answer)).not.toContain("MARKER");
    expect(codeOf(() => explainDenied(bare, rig.matrix, rig.mapping, { record: "other", ...manager }))).toBe("RECORD_UNKNOWN");
    expect(codeOf(() => explain(bare, { role: "manager", purpose: "statistics" }))).toBe("PURPOSE_NOT_HELD");
  });
});

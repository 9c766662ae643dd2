/** What an error of the database tells, and what it keeps to itself. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { describe, expect, it } from "vitest";
import type { Port } from "./port.ts";

/** Declares the tests. */
export function errors(port: Port): void {
  describe("errors", () => {
    it("names the SQLSTATE, the table and the column, and never a value", async () => {
      const secret = "Kerignard";
      await port.sql.query("create unique index person_name on person (name)");
      await port.sql.query("insert into person (name) values ($1)", [secret]);
      const attempts = [
        () => port.sql.query("insert into person (name) values ($1)", [secret]),
        () => port.sql.query("select $1::int", [secret]),
        () => port.sql.query("select $1::date", [secret]),
        () => port.sql.query(`select '${secret}`),
        () => port.sql.query("insert into person (name, facts) values ('x', $1::jsonb)", [`{"a": ${secret}}`]),
        () => port.sql.transaction((tx) => tx.query("insert into person (name) values ($1)", [secret])),
        () => port.sql.transaction((tx) => tx.transaction((inner) => inner.query("select $1::int", [secret]))),
      ];
      for (const attempt of attempts) {
        const error: unknown = await attempt().catch((thrown: unknown) => thrown);
        expect(isPrivacyError(error, "SQL_FAILED")).toBe(true);
        if (!(error instanceof PrivacyError)) continue;
        expect(`${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain(secret);
        expect(
          Object.values(Object.getOwnPropertyDescriptors(error))
            .map(({ value }) => String(value))
            .join(),
        ).not.toContain(secret);
      }
      const duplicate: unknown = await port.sql.query("insert into person (name) values ($1)", [secret]).catch((thrown: unknown) => thrown);
      expect(isPrivacyError(duplicate) && duplicate.details).toMatchObject({
        sqlState: "23505",
        table: "person",
        constraint: "person_name",
      });
      const missing: unknown = await port.sql.query("insert into person (name) values ($1)", [null]).catch((thrown: unknown) => thrown);
      expect(isPrivacyError(missing) && missing.details).toMatchObject({ sqlState: "23502", table: "person", column: "name" });
      await port.sql.query("delete from person");
    });
  });

  it("lets no value into an error, whatever is raised and by whom", async () => {
    const secret = "Kerignard";
    const raise = (what: string): string => `do $$ begin ${what}; end $$`;
    const fields = ["table", "column", "constraint", "schema", "datatype", "hint", "detail"].map((name) => `${name} = '${secret}'`);
    const texts = [
      ...["P0001", "42501", "U0001", "23505", "23514", "55000", "22P02", "40001", "ABCDE", "08006", "57P01"].map((code) =>
        raise(`raise exception 'about ${secret}' using errcode = '${code}', ${fields.join(", ")}`),
      ),
      raise(`raise insufficient_privilege using message = '${secret}'`),
      raise(`perform '${secret}'::int`),
      ...["int", "uuid", "date", "regclass", "regrole", "regtype", "jsonb", "inet"].map((type) => `select '${secret}'::${type}`),
      ...[`select to_date('${secret}', 'YYYY')`, `select 'x' ~ '(${secret}'`, `select current_setting('${secret}.x')`],
      ...[`select nextval('${secret}')`, `select now() at time zone '${secret}'`, `select date_trunc('${secret}', now())`],
      ...[`select encode('x', '${secret}')`, `select has_table_privilege('${secret}', 'person', 'select')`, `select '${secret}`],
      ...[`select * from "${secret}"`, `select ${secret}`, `select ${secret}(1)`, `close "${secret}"`, `execute "${secret}"`],
      ...[`select pg_read_file('/${secret}')`, `select set_config('${secret}', 'x', false)`, `select convert_from('\\xff', '${secret}')`],
    ];
    for (const text of texts) {
      const error: unknown = await port.sql.query(text).catch((thrown: unknown) => thrown);
      if (!(error instanceof PrivacyError)) expect.fail(`not refused with a code: ${text}`);
      expect(["SQL_FAILED", text]).toEqual([error.code, text]);
      expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toMatch(new RegExp(secret, "i"));
    }
  });
}

/** Ways round the declared tables, planted in a database. */
import { undeclaredReaders } from "@favorable/review/postgres";
import type { Sql } from "@favorable/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { document, mapping } from "./evidence-system.ts";

/** Tries them on one database. */
export function readersSuite(name: string, open: () => Promise<{ readonly sql: Sql; readonly close: () => Promise<void> }>): void {
  describe(`what reads declared tables on ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    const run = async (text: string): Promise<unknown> => opened.sql.query(text);
    const look = async (more: object = {}) => undeclaredReaders(opened.sql, document, { ...mapping, ...more });
    const nothing = { relations: [], functions: [] };

    beforeAll(async () => {
      opened = await open();
      await run("create schema app");
      await run("create table app.visit (id bigint primary key, badge text not null, arrived_on date not null)");
      await run("create schema elsewhere");
    }, 60_000);
    afterAll(async () => opened.close());

    it("is nothing where there is nothing", async () => {
      expect(await look()).toEqual(nothing);
    });

    it("is a view that everybody may read, a view on that view in another schema, and a materialised one", async () => {
      await run("create view app.every_visit as select * from app.visit");
      await run("grant select on app.every_visit to public");
      await run("create view elsewhere.behind as select badge from app.every_visit");
      await run("create materialized view elsewhere.kept as select badge from elsewhere.behind");
      expect((await look()).relations).toEqual(["app.every_visit", "elsewhere.behind", "elsewhere.kept"]);
      const told = { otherTables: ["app.every_visit", "elsewhere.behind", "elsewhere.kept"] };
      expect(await look(told)).toEqual(nothing);
      await run("drop view app.every_visit cascade");
    });

    it("is a copy in another schema that nobody was given, by its columns", async () => {
      await run("create table elsewhere.copy as select badge, arrived_on from app.visit");
      await run("create table elsewhere.settings (badge text, colour text)");
      expect((await look()).relations).toEqual(["elsewhere.copy"]);
      await run("drop table elsewhere.copy, elsewhere.settings");
    });

    it("is any table elsewhere that a login may read", async () => {
      await run("do $$ begin create role evidence_reader login; exception when duplicate_object then null; end $$");
      await run("create table elsewhere.notes (note text)");
      await run("grant usage on schema elsewhere to evidence_reader");
      await run("grant select (note) on elsewhere.notes to evidence_reader");
      expect((await look({ logins: ["evidence_reader"] })).relations).toEqual(["elsewhere.notes"]);
      expect((await look({ logins: ["nobody_here"] })).relations).toEqual([]);
      await run("drop table elsewhere.notes");
      await run("revoke all on schema elsewhere from evidence_reader");
    });

    it("is a function that lends its owner's rights and names the table, in any language of the server, and none that is its owner's alone", async () => {
      const returns = "returns bigint security definer";
      await run(
        `create function elsewhere.lookup() ${returns} language plpgsql as $$ begin return (select count(*) from app.visit); end $$`,
      );
      await run(`create function elsewhere.bound() ${returns} language sql begin atomic select count(*) from app.visit; end`);
      await run(
        `create function elsewhere.other() ${returns} language sql as $$ select count(*) from pg_class where relname = 'visits' $$`,
      );
      await run(`create function elsewhere.mine() ${returns} language sql as $$ select count(*) from app.visit $$`);
      await run("revoke execute on function elsewhere.mine() from public");
      await run("create function elsewhere.plain() returns bigint language sql as $$ select count(*) from app.visit $$");
      expect((await look()).functions).toEqual(["PUBLIC:function elsewhere.bound:execute", "PUBLIC:function elsewhere.lookup:execute"]);
      expect((await look({ grantees: ["PUBLIC"] })).functions).toEqual([]);
      for (const one of ["lookup", "bound", "other", "mine", "plain"]) await run(`drop function elsewhere.${one}()`);
    });
  });
}

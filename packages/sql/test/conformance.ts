/** What every driver does the same: run against PGlite and against a real server. */
import type { Sql } from "@favorable/sql";
import { afterAll, beforeAll, describe } from "vitest";
import { cursorsAndMigrations } from "./conformance/cursors-and-migrations.ts";
import { errors } from "./conformance/errors.ts";
import type { Port } from "./conformance/port.ts";
import { transactions } from "./conformance/transactions.ts";
import { values } from "./conformance/values.ts";

export interface Opened {
  readonly sql: Sql;
  close(): Promise<void>;
}

/** `role` is the name of a role that exists and that the session may take. */
export function conformance(name: string, open: () => Promise<Opened & { role: string }>): void {
  describe(`${name} as the port`, () => {
    let opened: (Opened & { role: string }) | undefined;
    const there = (): Opened & { role: string } => {
      if (opened === undefined) throw new Error("the port is not open");
      return opened;
    };
    const port: Port = {
      get sql() {
        return there().sql;
      },
      get role() {
        return there().role;
      },
      one: async <T>(statement: string, params: Parameters<Sql["query"]>[1] = []) =>
        (await there().sql.query<{ v: T }>(statement, params)).rows[0]?.v,
      count: async () => port.one<number>("select count(*)::int as v from person"),
    };

    beforeAll(async () => {
      opened = await open();
      await port.sql.query(
        "create table person (id int generated always as identity primary key, name text not null, bytes bytea, born date, facts jsonb)",
      );
      await port.sql.query("create table visit (person int references person deferrable initially deferred, at timestamptz)");
    });
    afterAll(() => opened?.close());

    values(port);
    transactions(port);
    errors(port);
    cursorsAndMigrations(port);
  });
}

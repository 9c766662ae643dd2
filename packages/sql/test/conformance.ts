/** What every driver does the same: run against PGlite and against a real server. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { cursorRows, migrate, type Sql, sqlState } from "@favorable/sql";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";

export interface Opened {
  readonly sql: Sql;
  close(): Promise<void>;
}

const stateOf = (run: Promise<unknown>): Promise<string | undefined> => run.then(() => "no error", sqlState);

/** A text of any code point a PostgreSQL text can hold. */
const text = fc.string({ unit: "binary", maxLength: 20 }).map((value) => value.replaceAll("\0", ""));

/** `role` is the name of a role that exists and that the session may take. */
export function conformance(name: string, open: () => Promise<Opened & { role: string }>): void {
  describe(`${name} as the port`, () => {
    let sql: Sql;
    let role: string;
    let close: () => Promise<void> = async () => {};
    const one = async <T>(statement: string, params: Parameters<Sql["query"]>[1] = []): Promise<T | undefined> =>
      (await sql.query<{ v: T }>(statement, params)).rows[0]?.v;
    const count = async (): Promise<number | undefined> => one<number>("select count(*)::int as v from person");

    beforeAll(async () => {
      ({ sql, role, close } = await open());
      await sql.query(
        "create table person (id int generated always as identity primary key, name text not null, bytes bytea, born date, facts jsonb)",
      );
      await sql.query("create table visit (person int references person deferrable initially deferred, at timestamptz)");
    });
    afterAll(() => close());

    describe("values", () => {
      it("gives dates as calendar text in any session time zone", async () => {
        for (const zone of ["UTC", "Pacific/Kiritimati", "America/Sao_Paulo"])
          await sql.transaction(async (tx) => {
            await tx.query("select set_config('timezone', $1, true)", [zone]);
            const { rows } = await tx.query("select $1::date as day, $1::date + 1 as next, '2021-10-30 08:00'::timestamp as local", [
              "2021-10-30",
            ]);
            expect(rows).toEqual([{ day: "2021-10-30", next: "2021-10-31", local: "2021-10-30 08:00:00" }]);
          });
      });

      it("gives instants as ISO 8601 in UTC with their microseconds, in any session time zone", async () => {
        for (const zone of ["UTC", "Europe/Monaco", "America/St_Johns", "Asia/Kathmandu"])
          await sql.transaction(async (tx) => {
            await tx.query("select set_config('timezone', $1, true)", [zone]);
            const { rows } = await tx.query(
              "select $1::timestamptz as at, '2021-12-31 23:59:60Z'::timestamptz as leap, 'infinity'::timestamptz as never, '1890-01-01Z'::timestamptz as old",
              ["2021-10-30T08:00:00.123456Z"],
            );
            expect(rows).toEqual([
              { at: "2021-10-30T08:00:00.123456Z", leap: "2022-01-01T00:00:00Z", never: "infinity", old: "1890-01-01T00:00:00Z" },
            ]);
          });
      });

      it("gives numbers of 32 bits as numbers, and larger or decimal ones as text", async () => {
        const { rows } = await sql.query(
          "select 7::int as i, 7::smallint as s, 0.5::float8 as f, 9007199254740993 as b, count(*) as c, 1.10::numeric as n, true as t, null::int as nothing from (select 1) as x",
        );
        expect(rows).toEqual([{ i: 7, s: 7, f: 0.5, b: "9007199254740993", c: "1", n: "1.10", t: true, nothing: null }]);
      });

      it("carries bytes both ways, the empty array included", async () => {
        await fc.assert(
          fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
            const { rows } = await sql.query<{ v: Uint8Array; n: number }>("select $1::bytea as v, octet_length($1::bytea) as n", [bytes]);
            expect([...(rows[0]?.v ?? [])]).toEqual([...bytes]);
            expect(rows[0]?.v).toBeInstanceOf(Uint8Array);
            expect(rows[0]?.n).toBe(bytes.length);
          }),
          { numRuns: 30 },
        );
      });

      it("carries texts and arrays of texts both ways, quotes, backslashes and NULL included", async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.oneof(text, fc.constantFrom('"', "\\", "NULL", "", "{a,b}", " ", "'")), { maxLength: 6 }),
            async (items) => {
              const { rows } = await sql.query<{ v: string[]; w: string }>("select $1::text[] as v, $2::text as w", [
                items,
                items.join("|"),
              ]);
              expect(rows[0]?.v).toEqual(items);
              expect(rows[0]?.w).toBe(items.join("|"));
            },
          ),
          { numRuns: 60 },
        );
      });

      it("carries JSON as an object, not as a text inside JSON", async () => {
        const value = { a: [1, "é'\\\"", null], b: { c: true } };
        const { rows } = await sql.query("select $1::jsonb as v, jsonb_typeof($1::jsonb) as kind, $1::json as j", [JSON.stringify(value)]);
        expect(rows).toEqual([{ v: value, kind: "object", j: value }]);
      });

      it("carries whole numbers beyond 2^53, booleans, numbers and null", async () => {
        const params = [2n ** 63n - 1n, -(2n ** 63n), true, false, 1.5, -0, null] as const;
        const { rows } = await sql.query(
          "select $1::bigint as a, $2::bigint as b, $3::boolean as c, $4::boolean as d, $5::float8 as e, $6::int as f, $7::text as g, $5::text as h",
          params,
        );
        expect(rows).toEqual([{ a: "9223372036854775807", b: "-9223372036854775808", c: true, d: false, e: 1.5, f: 0, g: null, h: "1.5" }]);
      });

      it("refuses a parameter that no text can carry faithfully, and says only where it stood", async () => {
        const refused: unknown[] = [
          "a\0b",
          "\ud800",
          Number.NaN,
          Number.POSITIVE_INFINITY,
          new Date(),
          { secret: 1 },
          undefined,
          [1],
          [null],
        ];
        for (const param of refused) {
          const error: unknown = await sql
            .query("select $1::text, $2::text", ["first", param as string])
            .catch((thrown: unknown) => thrown);
          expect(isPrivacyError(error, "PARAM_INVALID")).toBe(true);
          expect(isPrivacyError(error) && error.details["position"]).toBe(2);
        }
      });

      it("counts rows returned and changed", async () => {
        expect((await sql.query("insert into person (name) values ('a'), ('b')")).rowCount).toBe(2);
        expect((await sql.query("update person set name = 'c' where name = 'no such'")).rowCount).toBe(0);
        expect((await sql.query("select 1 from person")).rowCount).toBe(2);
        expect((await sql.query<{ id: number }>("delete from person returning id")).rows).toHaveLength(2);
      });

      it("refuses several statements in one text", async () => {
        expect(await stateOf(sql.query("select 1; select 2"))).toBe("42601");
        expect(await stateOf(sql.transaction((tx) => tx.query("select 1; commit")))).toBe("42601");
      });
    });

    describe("transactions", () => {
      it("keeps what a transaction did, and nothing of one that threw", async () => {
        await sql.transaction((tx) => tx.query("insert into person (name) values ('kept')"));
        const failure = new Error("of the application");
        const run = sql.transaction(async (tx) => {
          await tx.query("insert into person (name) values ('lost')");
          throw failure;
        });
        await expect(run).rejects.toBe(failure);
        expect(await count()).toBe(1);
        await sql.query("delete from person");
      });

      it("nests as savepoints, three levels deep", async () => {
        await sql.transaction(async (tx) => {
          await tx.query("insert into person (name) values ('outer')");
          await tx.transaction(async (middle) => {
            await middle.query("insert into person (name) values ('middle')");
            await middle
              .transaction(async (inner) => {
                await inner.query("insert into person (name) values ('inner')");
                await inner.query("select 1 / 0");
              })
              .catch(() => undefined);
          });
          await tx
            .transaction(async (other) => {
              await other.query("insert into person (name) values ('other')");
              throw new Error("stop");
            })
            .catch(() => undefined);
        });
        const { rows } = await sql.query<{ name: string }>("select name from person order by id");
        expect(rows.map(({ name }) => name)).toEqual(["outer", "middle"]);
        await sql.query("delete from person");
      });

      it("does not claim a commit that the database would have turned into a rollback", async () => {
        const run = sql.transaction(async (tx) => {
          await tx.query("insert into person (name) values ('lost')");
          await tx.query("select 1 / 0").catch(() => undefined);
        });
        expect(await rejectionCode(run)).toBe("TRANSACTION_ABORTED");
        expect(await count()).toBe(0);
      });

      it("reports a constraint that fails at the commit", async () => {
        const run = sql.transaction((tx) => tx.query("insert into visit (person) values (4711)"));
        expect(await stateOf(run)).toBe("23503");
        expect(await one<number>("select count(*)::int as v from visit")).toBe(0);
      });

      it("refuses the handle after the end, and the outer handle while a savepoint is open", async () => {
        const kept = await sql.transaction(async (tx) => {
          await tx.transaction(async () => {
            expect(await rejectionCode(tx.query("select 1"))).toBe("TRANSACTION_BUSY");
            expect(await rejectionCode(tx.transaction(async () => 1))).toBe("TRANSACTION_BUSY");
          });
          await tx.query("select 1");
          return tx;
        });
        expect(await rejectionCode(kept.query("select 1"))).toBe("TRANSACTION_ENDED");
        expect(await rejectionCode(kept.transaction(async () => 1))).toBe("TRANSACTION_ENDED");
      });

      it("runs statements that were started together one after the other", async () => {
        const values = await sql.transaction((tx) =>
          Promise.all([1, 2, 3, 4].map(async (n) => (await tx.query<{ v: number }>("select $1::int as v", [n])).rows[0]?.v)),
        );
        expect(values).toEqual([1, 2, 3, 4]);
      });

      it("waits for a statement that was started and not awaited, before the commit", async () => {
        await sql.transaction(async (tx) => {
          void tx.query("insert into person (name) values ('late')");
        });
        expect(await count()).toBe(1);
        await sql.query("delete from person");
      });

      it("runs several transactions started together", async () => {
        await Promise.all([1, 2, 3].map((n) => sql.transaction((tx) => tx.query("insert into person (name) values ($1)", [n]))));
        expect(await count()).toBe(3);
        await sql.query("delete from person");
      });

      it("takes role and settings for the transaction, exactly as given, and leaves nothing behind", async () => {
        await fc.assert(
          fc.asyncProperty(fc.oneof(text, fc.constantFrom("'); commit; --", "\\', true); reset role; --", "$1", 'é"\\')), async (actor) => {
            const inside = await sql.transaction(
              async (tx) => (await tx.query("select current_user as who, current_setting('favorable.actor') as actor")).rows[0],
              { role, settings: { "favorable.actor": actor } },
            );
            expect(inside).toEqual({ who: role, actor });
          }),
          { numRuns: 40 },
        );
        const { rows } = await sql.query<{ who: string; actor: string }>(
          "select current_user as who, coalesce(current_setting('favorable.actor', true), '') as actor",
        );
        expect(rows[0]?.who).not.toBe(role);
        expect(rows[0]?.actor).toBe("");
      });

      it("runs nothing under an unknown role", async () => {
        let ran = false;
        const run = sql.transaction(
          async () => {
            ran = true;
          },
          { role: "favorable_no_such_role" },
        );
        expect(await stateOf(run)).toBe("22023");
        expect(ran).toBe(false);
      });

      it("takes isolation and read only", async () => {
        const mode = await sql.transaction(
          async (tx) =>
            (await tx.query("select current_setting('transaction_isolation') as i, current_setting('transaction_read_only') as r")).rows[0],
          { isolation: "repeatable read", readOnly: true, settings: { "favorable.actor": "a" } },
        );
        expect(mode).toEqual({ i: "repeatable read", r: "on" });
        const write = sql.transaction((tx) => tx.query("insert into person (name) values ('x')"), { readOnly: true });
        expect(await stateOf(write)).toBe("25006");
        await sql.transaction((tx) => tx.query("select 1"), { isolation: "serializable" });
      });

      it("lets no statement end, begin or nest a transaction, or set something beyond it, however it is written", async () => {
        const words = [
          ...["commit", "COMMIT and chain", "end", "rollback", "rollback to savepoint favorable_1", "abort", "begin", "start transaction"],
          ...["savepoint a", "release savepoint a", "prepare transaction 'a'", "commit prepared 'a'", "set transaction read write"],
          ...["set session characteristics as transaction read only", "set role none", "set timezone = 'UTC'", "reset role", "discard all"],
        ];
        const before = ["", "\n\t ", ";", "; ;", "-- a\n", "/* a */", "/* /* b */ */-- c\r\n;"];
        for (const word of words)
          for (const blank of before) {
            const text = `${blank}${word}`;
            expect([text, await rejectionCode(sql.query(text))]).toEqual([text, "TRANSACTION_CONTROL"]);
          }
        const failure = new Error("of the application");
        const run = sql.transaction(async (tx) => {
          await tx.query("insert into person (name) values ('lost')");
          for (const word of words) expect([word, await rejectionCode(tx.query(word))]).toEqual([word, "TRANSACTION_CONTROL"]);
          await tx.transaction(async (inner) => expect(await rejectionCode(inner.query("/**/Commit"))).toBe("TRANSACTION_CONTROL"));
          throw failure;
        });
        await expect(run).rejects.toBe(failure);
        expect(await count()).toBe(0);
      });

      it("does not let a block or a procedure end it either, and lets settings of its own pass", async () => {
        await sql.query("create procedure favorable_test_ends() language plpgsql as $$ begin commit; end $$");
        for (const text of ["do $$ begin commit; end $$", "do $$ begin execute 'rollback'; end $$", "call favorable_test_ends()"]) {
          const run = sql.transaction(async (tx) => {
            await tx.query("insert into person (name) values ('lost')");
            await tx.query(text);
          });
          expect([text, await stateOf(run)]).toEqual([text, text.includes("execute") ? "0A000" : "2D000"]);
        }
        await sql.query("drop procedure favorable_test_ends()");
        expect(await count()).toBe(0);
        await sql.transaction(async (tx) => {
          await tx.query("set local timezone = 'Asia/Tokyo'");
          await tx.query("set constraints all immediate");
          await tx.query("prepare favorable_test as select 1");
          await tx.query("deallocate favorable_test");
        });
      });

      it("refuses a context on a nested transaction rather than ignoring it", async () => {
        expect(await rejectionCode(sql.transaction((tx) => tx.transaction(async () => 1, { role })))).toBe("NESTED_CONTEXT");
      });
    });

    describe("errors", () => {
      it("names the SQLSTATE, the table and the column, and never a value", async () => {
        const secret = "Kerignard";
        await sql.query("create unique index person_name on person (name)");
        await sql.query("insert into person (name) values ($1)", [secret]);
        const attempts = [
          () => sql.query("insert into person (name) values ($1)", [secret]),
          () => sql.query("select $1::int", [secret]),
          () => sql.query("select $1::date", [secret]),
          () => sql.query(`select '${secret}`),
          () => sql.query("insert into person (name, facts) values ('x', $1::jsonb)", [`{"a": ${secret}}`]),
          () => sql.transaction((tx) => tx.query("insert into person (name) values ($1)", [secret])),
          () => sql.transaction((tx) => tx.transaction((inner) => inner.query("select $1::int", [secret]))),
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
        const duplicate: unknown = await sql.query("insert into person (name) values ($1)", [secret]).catch((thrown: unknown) => thrown);
        expect(isPrivacyError(duplicate) && duplicate.details).toMatchObject({
          sqlState: "23505",
          table: "person",
          constraint: "person_name",
        });
        const missing: unknown = await sql.query("insert into person (name) values ($1)", [null]).catch((thrown: unknown) => thrown);
        expect(isPrivacyError(missing) && missing.details).toMatchObject({ sqlState: "23502", table: "person", column: "name" });
        await sql.query("delete from person");
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
        const error: unknown = await sql.query(text).catch((thrown: unknown) => thrown);
        if (!(error instanceof PrivacyError)) expect.fail(`not refused with a code: ${text}`);
        expect(["SQL_FAILED", text]).toEqual([error.code, text]);
        expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toMatch(new RegExp(secret, "i"));
      }
    });

    describe("cursors", () => {
      const query = "select g::int as g from generate_series(1, $1::int) as g";

      it("reads all rows in batches", async () => {
        const sizes = await sql.transaction(async (tx) => {
          const found: number[] = [];
          for await (const rows of cursorRows<{ g: number }>(tx, query, [2500], 1000)) found.push(rows.length);
          return found;
        });
        expect(sizes).toEqual([1000, 1000, 500]);
      });

      it("reads several at once, ends early, and reads none of an empty result", async () => {
        await sql.transaction(async (tx) => {
          for await (const left of cursorRows<{ g: number }>(tx, query, [3], 1)) {
            for await (const right of cursorRows<{ g: number }>(tx, query, [10], 2)) {
              expect(right).toHaveLength(2);
              break;
            }
            expect(left).toHaveLength(1);
          }
          for await (const _ of cursorRows(tx, query, [0], 10)) expect.unreachable();
        });
      });

      it("is refused outside a transaction, and with a batch of no size", async () => {
        const drain = async (tx: Sql, batch: number): Promise<void> => {
          for await (const _ of cursorRows(tx, query, [1], batch));
        };
        expect(await stateOf(drain(sql, 10))).toBe("25P01");
        for (const batch of [0, 1.5, 10_001, Number.NaN])
          expect(await rejectionCode(sql.transaction((tx) => drain(tx, batch)))).toBe("BATCH_INVALID");
      });

      it("leaves the error of a failed row, not one of the clean-up", async () => {
        const run = sql.transaction(async (tx) => {
          for await (const _ of cursorRows(tx, "select 1 / (3 - g) as g from generate_series(1, 5) as g", [], 1));
        });
        expect(await stateOf(run)).toBe("22012");
      });
    });

    describe("migrations", () => {
      const first = { id: "demo/001-visit", statements: ["create table favorable.one (a int)", "insert into favorable.one values (1)"] };
      const second = { id: "demo/002-more", statements: ["alter table favorable.one add column b text"] };

      it("are applied once, in order, also by processes that start together", async () => {
        const [left, right] = await Promise.all([migrate(sql, [first]), migrate(sql, [first])]);
        expect([...left.applied, ...right.applied]).toEqual([first.id]);
        expect((await migrate(sql, [first, second])).applied).toEqual([second.id]);
        expect((await migrate(sql, [first, second])).applied).toEqual([]);
        expect(await one<number>("select count(*)::int as v from favorable.one")).toBe(1);
        expect(await one<string>("select sha256 as v from favorable.migration where id = $1", [first.id])).toMatch(/^[0-9a-f]{64}$/);
      });

      it("are refused when a recorded one has changed", async () => {
        const changed = { ...first, statements: ["create table favorable.one (a int)"] };
        expect(await rejectionCode(migrate(sql, [changed]))).toBe("MIGRATION_CHANGED");
      });

      it("are applied whole or not at all", async () => {
        const broken = { id: "demo/003-broken", statements: ["create table favorable.two (a int)", "select no_such_function()"] };
        expect(await stateOf(migrate(sql, [broken]))).toBe("42883");
        expect(await one<boolean>("select to_regclass('favorable.two') is null as v")).toBe(true);
        const several = {
          id: "demo/004-several",
          statements: ["create table favorable.two (a int); create table favorable.three (a int)"],
        };
        expect(await stateOf(migrate(sql, [several]))).toBe("42601");
      });

      it("are refused with a malformed or a repeated id", async () => {
        for (const id of ["", "noslash", "a/b/c", "A/1", "a/../b"])
          expect(await rejectionCode(migrate(sql, [{ id, statements: [] }]))).toBe("MIGRATION_INVALID");
        expect(await rejectionCode(migrate(sql, [first, first]))).toBe("MIGRATION_INVALID");
      });
    });
  });
}

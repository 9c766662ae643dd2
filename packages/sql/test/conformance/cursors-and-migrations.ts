/** Rows by pieces, and tables by steps. */
import { cursorRows, migrate, type Sql } from "@favorable/sql";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../../testing/codes.ts";
import { type Port, stateOf } from "./port.ts";

/** Declares the tests. */
export function cursorsAndMigrations(port: Port): void {
  describe("cursors", () => {
    const query = "select g::int as g from generate_series(1, $1::int) as g";

    it("reads all rows in batches", async () => {
      const sizes = await port.sql.transaction(async (tx) => {
        const found: number[] = [];
        for await (const rows of cursorRows<{ g: number }>(tx, query, [2500], 1000)) found.push(rows.length);
        return found;
      });
      expect(sizes).toEqual([1000, 1000, 500]);
    });

    it("reads several at once, ends early, and reads none of an empty result", async () => {
      await port.sql.transaction(async (tx) => {
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
      expect(await stateOf(drain(port.sql, 10))).toBe("25P01");
      for (const batch of [0, 1.5, 10_001, Number.NaN])
        expect(await rejectionCode(port.sql.transaction((tx) => drain(tx, batch)))).toBe("BATCH_INVALID");
    });

    it("leaves the error of a failed row, not one of the clean-up", async () => {
      const run = port.sql.transaction(async (tx) => {
        for await (const _ of cursorRows(tx, "select 1 / (3 - g) as g from generate_series(1, 5) as g", [], 1));
      });
      expect(await stateOf(run)).toBe("22012");
    });
  });

  describe("migrations", () => {
    const first = { id: "demo/001-visit", statements: ["create table favorable.one (a int)", "insert into favorable.one values (1)"] };
    const second = { id: "demo/002-more", statements: ["alter table favorable.one add column b text"] };

    it("are applied once, in order, also by processes that start together", async () => {
      const [left, right] = await Promise.all([migrate(port.sql, [first]), migrate(port.sql, [first])]);
      expect([...left.applied, ...right.applied]).toEqual([first.id]);
      expect((await migrate(port.sql, [first, second])).applied).toEqual([second.id]);
      expect((await migrate(port.sql, [first, second])).applied).toEqual([]);
      expect(await port.one<number>("select count(*)::int as v from favorable.one")).toBe(1);
      expect(await port.one<string>("select sha256 as v from favorable.migration where id = $1", [first.id])).toMatch(/^[0-9a-f]{64}$/);
    });

    it("are refused when a recorded one has changed", async () => {
      const changed = { ...first, statements: ["create table favorable.one (a int)"] };
      expect(await rejectionCode(migrate(port.sql, [changed]))).toBe("MIGRATION_CHANGED");
    });

    it("are applied whole or not at all", async () => {
      const broken = { id: "demo/003-broken", statements: ["create table favorable.two (a int)", "select no_such_function()"] };
      expect(await stateOf(migrate(port.sql, [broken]))).toBe("42883");
      expect(await port.one<boolean>("select to_regclass('favorable.two') is null as v")).toBe(true);
      const several = {
        id: "demo/004-several",
        statements: ["create table favorable.two (a int); create table favorable.three (a int)"],
      };
      expect(await stateOf(migrate(port.sql, [several]))).toBe("42601");
    });

    it("are refused with a malformed or a repeated id", async () => {
      for (const id of ["", "noslash", "a/b/c", "A/1", "a/../b"])
        expect(await rejectionCode(migrate(port.sql, [{ id, statements: [] }]))).toBe("MIGRATION_INVALID");
      expect(await rejectionCode(migrate(port.sql, [first, first]))).toBe("MIGRATION_INVALID");
    });
  });
}

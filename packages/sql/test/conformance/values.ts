/** Values that go to the database and come back. */
import { isPrivacyError } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Port, stateOf, text } from "./port.ts";

/** Declares the tests. */
export function values(port: Port): void {
  describe("values", () => {
    it("gives dates as calendar text in any session time zone", async () => {
      for (const zone of ["UTC", "Pacific/Kiritimati", "America/Sao_Paulo"])
        await port.sql.transaction(async (tx) => {
          await tx.query("select set_config('timezone', $1, true)", [zone]);
          const { rows } = await tx.query("select $1::date as day, $1::date + 1 as next, '2021-10-30 08:00'::timestamp as local", [
            "2021-10-30",
          ]);
          expect(rows).toEqual([{ day: "2021-10-30", next: "2021-10-31", local: "2021-10-30 08:00:00" }]);
        });
    });

    it("gives instants as ISO 8601 in UTC with their microseconds, in any session time zone", async () => {
      for (const zone of ["UTC", "Europe/Monaco", "America/St_Johns", "Asia/Kathmandu"])
        await port.sql.transaction(async (tx) => {
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
      const { rows } = await port.sql.query(
        "select 7::int as i, 7::smallint as s, 0.5::float8 as f, 9007199254740993 as b, count(*) as c, 1.10::numeric as n, true as t, null::int as nothing from (select 1) as x",
      );
      expect(rows).toEqual([{ i: 7, s: 7, f: 0.5, b: "9007199254740993", c: "1", n: "1.10", t: true, nothing: null }]);
    });

    it("carries bytes both ways, the empty array included", async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
          const { rows } = await port.sql.query<{ v: Uint8Array; n: number }>("select $1::bytea as v, octet_length($1::bytea) as n", [
            bytes,
          ]);
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
            const { rows } = await port.sql.query<{ v: string[]; w: string }>("select $1::text[] as v, $2::text as w", [
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
      const { rows } = await port.sql.query("select $1::jsonb as v, jsonb_typeof($1::jsonb) as kind, $1::json as j", [
        JSON.stringify(value),
      ]);
      expect(rows).toEqual([{ v: value, kind: "object", j: value }]);
    });

    it("carries whole numbers beyond 2^53, booleans, numbers and null", async () => {
      const params = [2n ** 63n - 1n, -(2n ** 63n), true, false, 1.5, -0, null] as const;
      const { rows } = await port.sql.query(
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
        const error: unknown = await port.sql
          .query("select $1::text, $2::text", ["first", param as string])
          .catch((thrown: unknown) => thrown);
        expect(isPrivacyError(error, "PARAM_INVALID")).toBe(true);
        expect(isPrivacyError(error) && error.details["position"]).toBe(2);
      }
    });

    it("counts rows returned and changed", async () => {
      expect((await port.sql.query("insert into person (name) values ('a'), ('b')")).rowCount).toBe(2);
      expect((await port.sql.query("update person set name = 'c' where name = 'no such'")).rowCount).toBe(0);
      expect((await port.sql.query("select 1 from person")).rowCount).toBe(2);
      expect((await port.sql.query<{ id: number }>("delete from person returning id")).rows).toHaveLength(2);
    });

    it("refuses several statements in one text", async () => {
      expect(await stateOf(port.sql.query("select 1; select 2"))).toBe("42601");
      expect(await stateOf(port.sql.transaction((tx) => tx.query("select 1; commit")))).toBe("42601");
    });
  });
}

/** Transactions: their settings, roles, failures and ends. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../../testing/codes.ts";
import { type Port, stateOf, text } from "./port.ts";

/** Declares the tests. */
export function transactions(port: Port): void {
  describe("transactions", () => {
    it("keeps what a transaction did, and nothing of one that threw", async () => {
      await port.sql.transaction((tx) => tx.query("insert into person (name) values ('kept')"));
      const failure = new Error("of the application");
      const run = port.sql.transaction(async (tx) => {
        await tx.query("insert into person (name) values ('lost')");
        throw failure;
      });
      await expect(run).rejects.toBe(failure);
      expect(await port.count()).toBe(1);
      await port.sql.query("delete from person");
    });

    it("nests as savepoints, three levels deep", async () => {
      await port.sql.transaction(async (tx) => {
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
      const { rows } = await port.sql.query<{ name: string }>("select name from person order by id");
      expect(rows.map(({ name }) => name)).toEqual(["outer", "middle"]);
      await port.sql.query("delete from person");
    });

    it("does not claim a commit that the database would have turned into a rollback", async () => {
      const run = port.sql.transaction(async (tx) => {
        await tx.query("insert into person (name) values ('lost')");
        await tx.query("select 1 / 0").catch(() => undefined);
      });
      expect(await rejectionCode(run)).toBe("TRANSACTION_ABORTED");
      expect(await port.count()).toBe(0);
    });

    it("reports a constraint that fails at the commit", async () => {
      const run = port.sql.transaction((tx) => tx.query("insert into visit (person) values (4711)"));
      expect(await stateOf(run)).toBe("23503");
      expect(await port.one<number>("select count(*)::int as v from visit")).toBe(0);
    });

    it("refuses the handle after the end, and the outer handle while a savepoint is open", async () => {
      const kept = await port.sql.transaction(async (tx) => {
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
      const values = await port.sql.transaction((tx) =>
        Promise.all([1, 2, 3, 4].map(async (n) => (await tx.query<{ v: number }>("select $1::int as v", [n])).rows[0]?.v)),
      );
      expect(values).toEqual([1, 2, 3, 4]);
    });

    it("waits for a statement that was started and not awaited, before the commit", async () => {
      await port.sql.transaction(async (tx) => {
        void tx.query("insert into person (name) values ('late')");
      });
      expect(await port.count()).toBe(1);
      await port.sql.query("delete from person");
    });

    it("runs several transactions started together", async () => {
      await Promise.all([1, 2, 3].map((n) => port.sql.transaction((tx) => tx.query("insert into person (name) values ($1)", [n]))));
      expect(await port.count()).toBe(3);
      await port.sql.query("delete from person");
    });

    it("takes role and settings for the transaction, exactly as given, and leaves nothing behind", async () => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(text, fc.constantFrom("'); commit; --", "\\', true); reset role; --", "$1", 'é"\\')), async (actor) => {
          const inside = await port.sql.transaction(
            async (tx) => (await tx.query("select current_user as who, current_setting('favorable.actor') as actor")).rows[0],
            { role: port.role, settings: { "favorable.actor": actor } },
          );
          expect(inside).toEqual({ who: port.role, actor });
        }),
        { numRuns: 40 },
      );
      const { rows } = await port.sql.query<{ who: string; actor: string }>(
        "select current_user as who, coalesce(current_setting('favorable.actor', true), '') as actor",
      );
      expect(rows[0]?.who).not.toBe(port.role);
      expect(rows[0]?.actor).toBe("");
    });

    it("runs nothing under an unknown role", async () => {
      let ran = false;
      const run = port.sql.transaction(
        async () => {
          ran = true;
        },
        { role: "favorable_no_such_role" },
      );
      expect(await stateOf(run)).toBe("22023");
      expect(ran).toBe(false);
    });

    it("takes isolation and read only", async () => {
      const mode = await port.sql.transaction(
        async (tx) =>
          (await tx.query("select current_setting('transaction_isolation') as i, current_setting('transaction_read_only') as r")).rows[0],
        { isolation: "repeatable read", readOnly: true, settings: { "favorable.actor": "a" } },
      );
      expect(mode).toEqual({ i: "repeatable read", r: "on" });
      const write = port.sql.transaction((tx) => tx.query("insert into person (name) values ('x')"), { readOnly: true });
      expect(await stateOf(write)).toBe("25006");
      await port.sql.transaction((tx) => tx.query("select 1"), { isolation: "serializable" });
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
          expect([text, await rejectionCode(port.sql.query(text))]).toEqual([text, "TRANSACTION_CONTROL"]);
        }
      const failure = new Error("of the application");
      const run = port.sql.transaction(async (tx) => {
        await tx.query("insert into person (name) values ('lost')");
        for (const word of words) expect([word, await rejectionCode(tx.query(word))]).toEqual([word, "TRANSACTION_CONTROL"]);
        await tx.transaction(async (inner) => expect(await rejectionCode(inner.query("/**/Commit"))).toBe("TRANSACTION_CONTROL"));
        throw failure;
      });
      await expect(run).rejects.toBe(failure);
      expect(await port.count()).toBe(0);
    });

    it("does not let a block or a procedure end it either, and lets settings of its own pass", async () => {
      await port.sql.query("create procedure favorable_test_ends() language plpgsql as $$ begin commit; end $$");
      for (const text of ["do $$ begin commit; end $$", "do $$ begin execute 'rollback'; end $$", "call favorable_test_ends()"]) {
        const run = port.sql.transaction(async (tx) => {
          await tx.query("insert into person (name) values ('lost')");
          await tx.query(text);
        });
        expect([text, await stateOf(run)]).toEqual([text, text.includes("execute") ? "0A000" : "2D000"]);
      }
      await port.sql.query("drop procedure favorable_test_ends()");
      expect(await port.count()).toBe(0);
      await port.sql.transaction(async (tx) => {
        await tx.query("set local timezone = 'Asia/Tokyo'");
        await tx.query("set constraints all immediate");
        await tx.query("prepare favorable_test as select 1");
        await tx.query("deallocate favorable_test");
      });
    });

    it("refuses a context on a nested transaction rather than ignoring it", async () => {
      expect(await rejectionCode(port.sql.transaction((tx) => tx.transaction(async () => 1, { role: port.role })))).toBe("NESTED_CONTEXT");
    });
  });
}

import { randomUUID } from "node:crypto";
import {
  actingContext,
  assertLevel,
  attemptMigrations,
  columnsFor,
  installContextKey,
  postgresAttempts,
  sealedAccess,
  signContext,
} from "@favorable/access/postgres";
import type { Sql } from "@favorable/sql";
import { migrate } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Pooler, startPgBouncer, whyNoPgBouncer } from "../../../testing/pgbouncer.ts";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";

let rig: PostgresRig | undefined;
let pooler: Pooler | undefined;
const pools: pg.Pool[] = [];
const missing = whyNoPgBouncer();

beforeEach((context) => {
  if (missing !== undefined) context.skip(missing);
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
  await pooler?.stop();
  await rig?.close();
  [rig, pooler] = [undefined, undefined];
});

async function behind(level: "columns" | "sealed", poolSize: number): Promise<{ rig: PostgresRig; as: (login: string) => Sql }> {
  const made = await postgresRig(level);
  rig = made;
  const front = await startPgBouncer(made.url(made.app), { [made.app]: "p", [made.other]: "p" }, poolSize);
  pooler = front;
  const as = (login: string): Sql => {
    const pool = new pg.Pool({ connectionString: front.url(login), max: 10 });
    pool.on("error", () => undefined);
    pools.push(pool);
    return fromPg(pool);
  };
  return { rig: made, as };
}

describe("behind a pooler in transaction mode", () => {
  it("level columns: role, purpose and unit end with their transaction, on one server connection for many clients", async () => {
    const { rig: columns, as } = await behind("columns", 1);
    const app = as(columns.app);
    const asked = [
      { role: "manager", purpose: "followUp", unit: "u1" },
      { role: "manager", purpose: "followUp", unit: "u2" },
      { role: "director", purpose: "followUp" },
      { role: "director", purpose: "statistics" },
    ];
    const read = (at: number): Promise<string> => {
      const who = asked[at % asked.length] ?? { role: "", purpose: "" };
      const list = columnsFor(columns.matrix, columns.mapping, { record: "agent", action: "read", ...who });
      const text = `select ${list}, pg_backend_pid() as pid from hr.agent order by id`;
      return app
        .transaction((tx) => tx.query(text), actingContext(columns.matrix, columns.mapping, { actor: "a-17", ...who }))
        .then(({ rows }) => `${rows.length} ${Object.keys(rows[0] ?? {}).length} ${rows[0]?.["pid"]}`);
    };
    const seen = await Promise.all(Array.from({ length: 40 }, (_, at) => read(at)));
    const alone = await Promise.all(asked.map((_, at) => read(at)));
    for (const [at, what] of seen.entries()) expect(what).toBe(alone[at % asked.length]);
    expect(new Set(alone.map((what) => what.split(" ")[2])).size).toBe(1); // One connection of the server served them all.
    expect(alone.map((what) => what.split(" ").slice(0, 2).join(" "))).toEqual(["3 7", "3 7", "9 8", "9 3"]);
    // Between transactions the connection is nobody's in particular.
    expect(await stateOf(app.query("select last_name from hr.agent"))).toBe("42501");
    const { rows } = await app.query<{ who: string; purpose: string | null }>(
      "select current_user::text as who, nullif(current_setting('favorable.purpose', true), '') as purpose",
    );
    expect(rows).toEqual([{ who: columns.app, purpose: null }]);
    const failing = app.transaction(
      (tx) => tx.query("select note from hr.agent"),
      actingContext(columns.matrix, columns.mapping, { role: "manager", purpose: "followUp" }),
    );
    expect(await stateOf(failing)).toBe("42501");
    expect((await app.query<{ who: string }>("select current_user::text as who")).rows[0]?.who).toBe(columns.app);
    await assertLevel(app, columns.matrix, columns.mapping);
  });

  it("level sealed: a ticket asked for on one connection is taken on another, by whoever asked", async () => {
    const { rig: sealedRig, as } = await behind("sealed", 3);
    const key = { id: "k1", secret: new Uint8Array(32).fill(9) };
    await installContextKey(sealedRig.owner, sealedRig.matrix, sealedRig.mapping, key);
    const token = (times = 1): string =>
      signContext(key, {
        actor: "a-17",
        role: "director",
        purpose: "followUp",
        nonce: randomUUID(),
        times,
        until: new Date(Date.now() + 60_000),
      });
    const app = as(sealedRig.app);
    const sealed = sealedAccess(app, sealedRig.matrix, sealedRig.mapping);
    const seen = await Promise.all(Array.from({ length: 24 }, (_, at) => sealed.read(token(), "agent", [String((at % 9) + 1)])));
    expect(seen.map((rows) => rows[0]?.key)).toEqual(Array.from({ length: 24 }, (_, at) => String((at % 9) + 1)));
    expect(await sealed.add(token(), "agent", { name: "new", status: "none" }, "70")).toBe("70");
    await sealed.modify(token(), "agent", ["70"], { status: "complete" });
    expect((await sealed.read(token(), "agent", ["70"]))[0]?.fields).toMatchObject({ status: "complete" });
    expect(await stateOf(app.query("select last_name from hr.agent"))).toBe("42501");
    expect(await stateOf(sealed.read(token().replace(/.$/, "A"), "agent", ["1"]))).not.toBe("done");
    const spent = token(2);
    const calls = await Promise.all(Array.from({ length: 6 }, () => stateOf(sealed.read(spent, "agent", ["1"]))));
    expect(calls.filter((state) => state === "done")).toHaveLength(2);
    await assertLevel(app, sealedRig.matrix, sealedRig.mapping);
  });

  it("attempts to log in are counted one after the other", async () => {
    const { rig: columns, as } = await behind("columns", 2);
    await migrate(columns.owner, attemptMigrations);
    await columns.owner.query(`grant usage on schema favorable to ${columns.app}`);
    await columns.owner.query(`grant select, insert, update, delete on favorable.access_attempt to ${columns.app}`);
    const store = postgresAttempts(as(columns.app), new Uint8Array(32).fill(1));
    const counts = await Promise.all(
      Array.from({ length: 12 }, () =>
        store.change("a-17", (state) => {
          const failures = (state?.failures ?? 0) + 1;
          return { state: { failures, recent: [] }, answer: failures };
        }),
      ),
    );
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
  });
});

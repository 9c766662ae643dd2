/** Entries that the database makes itself, in a log that seals its bodies. */
import { simulatedClock } from "@favorable/core";
import { migrate } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { freshPglite } from "../../../testing/pglite.ts";
import { createVerifier, nodeSealer } from "../src/node/index.ts";
import { auditMigrations, type DatabaseLog, openAuditLog, verifyStore } from "../src/postgres/index.ts";
import { date, key, longPolicy, ORIGIN, readEvent, signer } from "./fixtures.ts";
import { all } from "./store-behaviour.ts";

const subjectKey = new Uint8Array(32).fill(7);
const clock = simulatedClock(new Date("2021-10-30T08:00:00Z"));
let db: Awaited<ReturnType<typeof freshPglite>>;
beforeEach(async () => {
  db = await freshPglite();
  await migrate(fromPglite(db), auditMigrations);
});
afterEach(() => db.close());

const opened = (by: "subject" | "policy-month"): Promise<DatabaseLog> =>
  openAuditLog({
    sql: fromPglite(db),
    origin: ORIGIN,
    signer,
    clock,
    subjectKey,
    declaredTypes: ["access.seen"],
    sealing: { sealer: nodeSealer(new Uint8Array(32).fill(3)), by },
  });
const declare = (person: string, value: string): Promise<unknown> =>
  db.query("select favorable.append_declared('access.seen', '{}', '{row}', $1, $2)", [`{${person}}`, `{${value}}`]);
const stored = async (): Promise<{ key_id: string | null; text: string }[]> =>
  (
    await db.query<{ key_id: string | null; text: string }>(
      "select key_id, encode(payload, 'escape') as text from favorable.audit_body order by seq",
    )
  ).rows;

it.each(["subject", "policy-month"] as const)(
  "seals them when they are filed, under a key for each %s, and reads them back",
  async (by) => {
    const log = await opened(by);
    await log.append(longPolicy);
    await db.query("insert into favorable.audit_declared_type values ('access.seen', '{}', '{row}', 'access-log', 1)");
    await declare("p-1", "Zsofia4711");
    await declare("p-1", "Zsofia4712");
    await declare("p-2", "Zsofia4713");
    await log.append(readEvent("a-1", ["p-1"]));
    await log.sequence();
    const rows = await stored();
    expect(rows).toHaveLength(5);
    for (const { key_id, text } of rows) {
      expect(key_id).not.toBeNull();
      expect(text).not.toContain("Zsofia");
    }
    const [first, second, third] = rows.map(({ key_id }) => key_id);
    expect(second).toBe(first);
    expect(third === first).toBe(by === "policy-month");
    const seen = await all(log.entries({ subject: "p-1", types: ["access.seen"] }));
    expect(seen.map(({ parts }) => parts[0]?.value)).toEqual(["Zsofia4711", "Zsofia4712"]);

    // A key that was destroyed seals nothing any more, also in a process that remembers it.
    const basis = { basis: "gdpr:17.1.d", requestedBy: "controller", approvedBy: "dpo" };
    await log.eraseEarly({ scope: by === "subject" ? { subject: "p-1" } : { policy: "access-log" }, ...basis });
    await declare("p-1", "Zsofia4714");
    await log.sequence();
    const again = await all(log.entries({ subject: "p-1", types: ["access.seen"] }));
    expect(again.map(({ parts }) => parts[0]?.value)).toEqual(["Zsofia4714"]);
    const checkpoint = await log.checkpoint();
    const result = await verifyStore(fromPglite(db), {
      verifier: createVerifier(key.vkey),
      against: checkpoint,
      asOf: date("2021-10-30"),
      values: false,
    });
    expect(result).toMatchObject({ verdict: "intact" });
  },
);

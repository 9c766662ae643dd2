/** A log for tests of registers in a database: entries are rows of a table, so that they come and go with the transaction. */
import type { AuditEvent } from "@favorable/audit";
import type { Sql } from "@favorable/sql";

export async function tableLog(sql: Sql) {
  await sql.query("create table entry (event jsonb not null)");
  const state = { broken: false };
  return {
    state,
    log: {
      async appendAllIn(tx: Sql, events: readonly AuditEvent[]): Promise<never[]> {
        for (const event of events) await tx.query("insert into entry (event) values ($1::jsonb)", [JSON.stringify(event)]);
        if (state.broken) throw new Error("the log failed after it wrote");
        return [];
      },
    },
    entries: async () => (await sql.query<{ n: number }>("select count(*)::int as n from entry")).rows[0]?.n ?? -1,
    events: async () => (await sql.query<{ event: AuditEvent }>("select event from entry")).rows.map(({ event }) => event),
  };
}

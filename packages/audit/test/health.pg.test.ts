/** What health says of durability, of rights that no role of the log has, and of what sessions begin with. */
import type { Sql } from "@favorable/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditHealth } from "../src/index.ts";
import { auditRoles, openAuditLog } from "../src/postgres/index.ts";
import { ORIGIN, readEvent, signer } from "./fixtures.ts";
import { openPgStore } from "./pg-store.ts";
import { type Opened, openLog } from "./store-behaviour.ts";

const PREFIX = "h_of_health";
const READER = `${PREFIX}_reader`;
let opened: Opened;
beforeAll(async () => {
  opened = await openLog(openPgStore);
  await opened.log.append(readEvent("a-1", ["p-1"]));
  await opened.log.checkpoint();
});
afterAll(() => opened.close());

/** What health says, asked by a role after statements, all of which are undone. */
async function after(role: string | undefined, ...statements: readonly string[]): Promise<AuditHealth> {
  let said: AuditHealth | undefined;
  await opened.sql
    .transaction(async (tx) => {
      for (const statement of [...auditRoles(PREFIX), ...statements]) await tx.query(statement);
      const log = await openAuditLog({ sql: onDisk(tx), origin: ORIGIN, signer, clock: opened.clock });
      if (role !== undefined) await tx.query("select set_config('role', $1::text, true)", [role]);
      said = await log.health();
      throw new Error("undone");
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== "undone") throw error;
    });
  if (said === undefined) throw new Error("health said nothing");
  return said;
}

/** The server of the tests does not force to the disk: here it says that it did. */
function onDisk(sql: Sql): Sql {
  return {
    ...sql,
    async query<R>(text: string, params: readonly never[] = []) {
      const { rows, ...rest } = await sql.query<R>(text, params);
      return {
        ...rest,
        rows: text.includes("current_setting('fsync')") ? rows.map((row) => ({ ...row, fsync: "on", pages: "on" })) : rows,
      };
    },
  };
}

describe("health", () => {
  it("is content with a reader that has what auditRoles gives, and with all six roles", async () => {
    const health = await after(READER);
    expect(health).toMatchObject({ durable: true, bypass: false, triggersOff: [], changed: [] });
    expect(health.remarks.filter((remark) => !/clock|commits/.test(remark))).toEqual([]);
  });

  it.each([
    "grant delete on favorable.audit_body, favorable.audit_key to",
    "grant delete on favorable.audit_pending to",
    "grant insert on favorable.audit_leaf, favorable.audit_head to",
    "grant insert on favorable.audit_next_key to",
    "grant update (payload) on favorable.audit_body to",
    "grant delete on favorable.audit_body_undated to",
    "grant trigger on favorable.audit_leaf to",
    "grant execute on function favorable.audit_drop_month(date) to",
    "grant create on schema favorable to",
    "grant pg_write_all_data to",
  ])("says of a reader given more that it could change what is logged: %s", async (grant) => {
    expect(await after(READER, `${grant} ${READER}`)).toMatchObject({ bypass: true });
  });

  it("tells any login of what another one was given, without naming it", async () => {
    const grant = `grant delete, truncate on favorable.audit_body to ${READER}`;
    const health = await after(`${PREFIX}_verifier`, grant);
    expect(health).toMatchObject({ bypass: false, changed: ["audit_body (delete granted)", "audit_body (truncate granted)"] });
    expect(health.remarks.join()).not.toContain(READER);
  });

  it("says that roles are missing when one of them has not all its rights", async () => {
    const { remarks } = await after(undefined, `revoke select on favorable.audit_leaf from ${READER}`);
    expect(remarks.join()).toContain("apply auditRoles");
  });

  it("calls nothing durable that a crash empties", async () => {
    for (const table of ["audit_pending", "audit_unfiled", "audit_body_undated"]) {
      const health = await after(READER, `alter table favorable.${table} set unlogged`);
      expect(health).toMatchObject({ durable: false, changed: [`${table} (unlogged)`] });
      expect(health.remarks.join()).toContain(`a crash empties them: ${table}`);
    }
  });

  it("tells of sessions that begin their transactions with another isolation, or read only", async () => {
    const set = (name: string, value: string): string => `select set_config('default_transaction_${name}', '${value}', true)`;
    const { remarks } = await after(undefined, set("isolation", "repeatable read"), set("read_only", "on"));
    expect(remarks.join()).toMatch(/are repeatable read unless they say otherwise.*40001.*are read only unless/);
  });
});

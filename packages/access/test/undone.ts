/** What verification says of things done by hand, in a transaction that is undone: roles are those of the whole server. */
import { heldLevel, verifyPostgres } from "@favorable/access/postgres";
import { expect } from "vitest";
import type { PostgresRig } from "./postgres-rig.ts";

/** Ways past, functions, policies and cells as texts, and breaches as the application's login sees them. */
export interface Undone {
  ways: string[];
  cells: string[];
  functions: string[];
  policies: string[];
  breaches: string;
}

/** Does it, looks as superuser and as the application's login, and undoes it. */
export async function after(rig: PostgresRig, by: readonly string[], mapping = rig.mapping): Promise<Undone> {
  const found: Undone = { ways: [], cells: [], functions: [], policies: [], breaches: "" };
  const undone = rig.admin.transaction(async (tx) => {
    for (const text of by) await tx.query(text);
    const report = await verifyPostgres(tx, rig.matrix, mapping);
    found.ways = report.bypasses.filter(({ inherent }) => !inherent).map(({ kind, name, on }) => [kind, name, on].join(" ").trim());
    found.cells = report.cells.map(({ role, privilege, column }) => `${privilege} ${column ?? ""} ${role}`);
    found.functions = report.functions.map(({ name, what }) => `${name} ${what}`);
    found.policies = report.policies.map(({ what, policy }) => `${what} ${policy ?? ""}`.trim());
    expect(report.holds).toBe(found.ways.length + found.cells.length + found.policies.length + found.functions.length === 0);
    await tx.query(`set local session authorization ${rig.app}`);
    found.breaches = (await heldLevel(tx, rig.matrix, mapping)).breaches.join();
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  return found;
}

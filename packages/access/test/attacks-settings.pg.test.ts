import { verifyPostgres } from "@favorable/access/postgres";
import type { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type PatientRig, patientRig, token } from "./patients.ts";

let rig: PatientRig;
let app: Client;
const told: string[] = [];

beforeAll(async () => {
  rig = await patientRig();
  app = await rig.raw(rig.app);
  app.on("notice", ({ message = "", detail = "" }) => told.push(`${message} ${detail}`));
});
afterEach(async () => {
  await app.query("rollback");
  await app.query("reset all");
  told.length = 0;
});
afterAll(() => rig.close());

/** The constants in the plans that the server printed, as texts. */
const constants = (): string =>
  [
    ...told
      .join("\n")
      .replace(/\s+/g, " ")
      .matchAll(/:constvalue \d+ \[ ([-\d ]+) \]/g),
  ]
    .map(([, bytes = ""]) =>
      Buffer.from(
        bytes
          .trim()
          .split(/\s+/)
          .map((byte) => (Number(byte) + 256) % 256),
      ).toString("latin1"),
    )
    .join("\n");

const PRINTING = ["debug_print_parse", "debug_print_rewritten", "debug_print_plan"];

async function everything(): Promise<void> {
  const one = async (text: string, values: unknown[]): Promise<unknown> => Object.values((await app.query(text, values)).rows[0] ?? {})[0];
  for (const [action, keys] of [
    ["read", "{1,2}"],
    ["extract", null],
  ]) {
    let ticket = await one(`select ${rig.fn("ask")}($1, $2, $3::text[])`, [token(), action, keys]);
    if ((await one("select to_regproc($1)", [rig.fn("name")])) !== null) ticket = await one(`select ${rig.fn("name")}($1)`, [ticket]);
    await one(`select ${rig.fn("take")}($1)`, [ticket]);
  }
}

describe("settings of the application's session", () => {
  it("print no plan that holds a row or a key", async () => {
    for (const setting of [...PRINTING.map((name) => `${name} = on`), "client_min_messages = log", "plan_cache_mode = force_custom_plan"])
      await app.query(`set ${setting}`);
    await everything();
    const texts = constants();
    expect(told.length).toBeGreaterThan(0); // The caller's own statements are printed.
    expect(texts).not.toContain("secret-number");
    expect(texts).not.toContain("positive-");
    for (const pad of [0x36, 0x5c]) expect(texts).not.toContain(Buffer.alloc(20, 9 ^ pad).toString("latin1"));
  });

  it("print no plan of the log's own functions", async () => {
    await rig.admin.query(`grant usage on schema favorable to ${rig.other}`);
    await rig.admin.query(`grant execute on function favorable.audit_key_for(text, text, text, text) to ${rig.other}`);
    await rig.admin.query("insert into favorable.audit_key (key_id, wrapped, scope) values ('k-1', 'wrapped-secret', 's')");
    const writer = await rig.raw(rig.other);
    const heard: string[] = [];
    writer.on("notice", ({ detail = "" }) => heard.push(detail));
    for (const setting of [...PRINTING.map((name) => `${name} = on`), "client_min_messages = log"]) await writer.query(`set ${setting}`);
    await writer.query("select * from favorable.audit_key_for('s', '', '', '')");
    expect(heard.length).toBeGreaterThan(0); // The caller's own statement; a column of the table behind the function is in none.
    expect(heard.some((text) => text.includes('"scope"'))).toBe(false);
    await rig.admin.query(`revoke execute on function favorable.audit_key_for(text, text, text, text) from ${rig.other}`);
    await rig.admin.query(`revoke usage on schema favorable from ${rig.other}`);
  });

  it("are fixed in each function, which is verified", async () => {
    const ask = `${rig.fn("ask")}(text, text, text[])`;
    const altered = [
      [ask, "reset client_min_messages", "set client_min_messages = error"],
      [ask, "reset debug_print_plan", "set debug_print_plan = off"],
      [ask, "set timezone = 'Europe/Paris'", "set timezone = 'utc'"],
      [ask, "set work_mem = '64kB'", "reset work_mem"],
    ];
    for (const [name, by, undo] of altered) {
      await rig.admin.query(`alter function ${name} ${by}`);
      expect([by, (await verifyPostgres(rig.owner, rig.matrix, rig.mapping)).functions]).toEqual([
        by,
        [{ name: rig.fn("ask").slice("favorable.".length), what: "mode" }],
      ]);
      await rig.admin.query(`alter function ${name} ${undo}`);
    }
    const append = "favorable.append_declared(text, jsonb, text[], text[], text[])";
    const past = async (): Promise<string[]> =>
      (await verifyPostgres(rig.owner, rig.matrix, rig.mapping)).bypasses.filter(({ inherent }) => !inherent).map(({ name }) => name);
    // The functions of the other matrix of this database append too, and are nobody's that this one knows.
    const before = await past();
    expect(before.every((name) => name.startsWith("favorable.access_"))).toBe(true);
    await rig.admin.query(`alter function ${append} reset client_min_messages`);
    expect((await past()).filter((name) => !before.includes(name))).toEqual([append.replaceAll(", ", ",")]);
    await rig.admin.query(`alter function ${append} set client_min_messages = error`);
    expect(await past()).toEqual(before);
  });
});

import { randomUUID } from "node:crypto";
import { defineMatrix } from "@favorable/access";
import { applyPostgres, installContextKey, type SealedAccess, sealedAccess, signContext } from "@favorable/access/postgres";
import { dateInZone } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type PostgresRig, postgresRig, stateOf } from "./postgres-rig.ts";

const vocabulary = defineVocabulary({
  purposes: { care: { statement: { en: "Care" } } },
  categories: { file: { label: { en: "File" } }, trace: { label: { en: "Who and when" } } },
  origins: { system: { label: { en: "The system" } } },
});
const tags = { category: "file", origins: ["system"], purposes: ["care"] } as const;
const { field } = vocabulary;
const trace = { ...tags, category: "trace" } as const;
const note = vocabulary.record("note", {
  text: field(z.string(), tags),
  due: field(z.string().nullable(), tags),
  createdBy: field(z.string(), { ...trace, boundTo: "actor" }),
  createdAt: field(z.iso.datetime(), { ...trace, boundTo: "clock" }),
  writtenAt: field(z.iso.datetime(), { ...trace, boundTo: "clock" }),
  second: field(z.iso.datetime({ precision: 0 }), { ...trace, boundTo: "clock" }),
  day: field(z.iso.date(), { ...trace, boundTo: "clock" }),
  dayOf: field(z.date(), { ...trace, boundTo: "clock" }),
  epoch: field(z.int(), { ...trace, boundTo: "clock" }),
  changedBy: field(z.string(), { ...trace, boundTo: "actor", boundWhen: "changed" }),
  changedAt: field(z.iso.datetime(), { ...trace, boundTo: "clock", boundWhen: "changed" }),
});
const diary = vocabulary.record("diary", {
  author: field(z.string(), { ...trace, boundTo: "actor", subject: true }),
  text: field(z.string(), tags),
});
const matrix = defineMatrix(vocabulary, {
  actions: ["read", "add", "modify", "delete"],
  roles: { nurse: { label: { en: "Nurse" }, purposes: ["care"] }, doctor: { label: { en: "Doctor" }, purposes: ["care"] } },
  grants: { nurse: { file: "all", trace: "none" }, doctor: { file: "all", trace: "all" } },
});
const key = { id: "k1", secret: new Uint8Array(32).fill(4) };
/** Where the day is never the day of UTC: half of it is on one side, half on the other. */
const zone = new Date().getUTCHours() >= 10 ? "Pacific/Kiritimati" : "Pacific/Pago_Pago";
let rig: PostgresRig;
let sealed: SealedAccess<typeof matrix>;
const token = (actor: string, role: "nurse" | "doctor" = "nurse"): string =>
  signContext(key, { actor, role, purpose: "care", nonce: randomUUID(), until: new Date(Date.now() + 60_000) });
const stored = async (id: string): Promise<Record<string, unknown>> =>
  (await rig.admin.query("select * from hr.note where id = $1::bigint", [id])).rows[0] ?? {};

beforeAll(async () => {
  rig = await postgresRig("sealed");
  await rig.owner.query(`create table hr.note (id bigserial primary key, text text, due text, "createdBy" text not null, "createdAt" timestamptz not null,
    "writtenAt" text, second text, day date, "dayOf" date, epoch bigint, "changedBy" text, "changedAt" timestamptz)`);
  await rig.owner.query("create table hr.diary (id bigserial primary key, author text not null, text text)");
  const same = (record: { readonly fields: object }) => Object.fromEntries(Object.keys(record.fields).map((name) => [name, name]));
  const mapping: PostgresRig["mapping"] = {
    level: "sealed",
    prefix: `${rig.mapping.prefix}b`,
    zone,
    tables: [
      { record: note, schema: "hr", table: "note", key: "id", columns: same(note) },
      { record: diary, schema: "hr", table: "diary", key: "id", columns: same(diary) },
    ],
    logins: { [rig.app]: ["nurse", "doctor"] },
  };
  await applyPostgres(rig.owner, matrix, mapping);
  await installContextKey(rig.owner, matrix, mapping, key);
  sealed = sealedAccess(rig.as(rig.app), matrix, mapping);
});
afterAll(() => rig.close());

describe("bound values at level sealed", () => {
  it("are set at an addition by a role that holds nothing of their category", async () => {
    const before = Date.now();
    const id = await sealed.add(token("first"), "note", { text: "a" });
    const row = await stored(id);
    expect(row).toMatchObject({ createdBy: "first", changedBy: "first" });
    expect(Date.parse(String(row["createdAt"]))).toBeGreaterThanOrEqual(before - 2000);
    expect(row["changedAt"]).toBe(row["createdAt"]);
  });

  it("are set once, unless each change sets them again, whatever the role of who changes", async () => {
    const id = await sealed.add(token("first"), "note", { text: "a", due: "b" });
    const before = await stored(id);
    await sealed.modify(token("second", "doctor"), "note", [id], { text: "c" });
    const after = await stored(id);
    expect(after).toMatchObject({ text: "c", createdBy: "first", createdAt: before["createdAt"], changedBy: "second" });
    expect(Date.parse(String(after["changedAt"]))).toBeGreaterThan(Date.parse(String(before["changedAt"])));
    await sealed.modify(token("third"), "note", [id], { text: "d" });
    expect(await stored(id)).toMatchObject({ createdBy: "first", createdAt: before["createdAt"], changedBy: "third" });
    await sealed.delete(token("fourth"), "note", [id], ["due"]); // To empty a field is to change the row.
    expect(await stored(id)).toMatchObject({ text: "d", due: null, createdBy: "first", changedBy: "fourth" });
    for (const value of [{ createdBy: "me" }, { changedAt: "2020-01-01T00:00:00Z" }])
      expect(await stateOf(sealed.modify(token("x", "doctor"), "note", [id], value))).toBe("42501");
  });

  it("take the form of the schema, and days in the zone of the matrix", async () => {
    const id = await sealed.add(token("first"), "note", { text: "a" });
    const row = await stored(id);
    const instant = new Date(String(row["createdAt"]));
    expect(row["writtenAt"]).toBe(instant.toISOString());
    expect(row["second"]).toBe(instant.toISOString().replace(/\.\d+Z$/, "Z"));
    expect(row["day"]).toBe(dateInZone(instant, zone));
    expect(row["day"]).not.toBe(dateInZone(instant, "UTC"));
    expect(row["dayOf"]).toBe(row["day"]);
    expect(row["epoch"]).toBe(String(instant.getTime()));
    for (const name of ["writtenAt", "second", "day", "createdAt"] as const) {
      const shown = (await sealed.read(token("d", "doctor"), "note", [id]))[0]?.fields[name];
      expect(z.safeParse(note.fields[name].schema, shown).success, name).toBe(true);
    }
  });

  it("name the actor in the entry of a row that is about its author", async () => {
    const id = await sealed.add(token("author-1"), "diary", { text: "a" });
    const { rows } = await rig.admin.query<{ named: string }>(
      `select e ->> 3 as named from favorable.audit_unfiled u, jsonb_array_elements(u.bodies::jsonb) e where e ->> 3 like '%author-1%'`,
    );
    expect(rows.map(({ named }) => JSON.parse(named).name).sort()).toEqual(["actor", "subject"]);
    expect((await sealed.read(token("d", "doctor"), "diary", [id]))[0]?.fields).toEqual({ author: "author-1", text: "a" });
  });
});

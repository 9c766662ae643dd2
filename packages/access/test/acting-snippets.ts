/** Calls of a sealed database for a role and purpose: what compiles, and what does not. */
const HEAD = `
import { defineMatrix } from "@favorable/access";
import { sealedAccess, type PostgresMapping } from "@favorable/access/postgres";
import { defineVocabulary } from "@favorable/fields";
import type { Sql } from "@favorable/sql";
import * as z from "zod";
const vocabulary = defineVocabulary({
  purposes: { followUp: { statement: {} }, statistics: { statement: {} } },
  categories: { identity: { label: {} }, status: { label: {} }, logs: { label: {} } },
  origins: { hrFile: { label: {} } },
});
const tags = { origins: ["hrFile"], purposes: ["followUp"] } as const;
const agent = vocabulary.record("agent", {
  name: vocabulary.field(z.string(), { ...tags, category: "identity" }),
  status: vocabulary.field(z.enum(["complete", "none"]), { ...tags, category: "status", purposes: ["followUp", "statistics"] }),
  login: vocabulary.field(z.string(), { ...tags, category: "logs" }),
  changedAt: vocabulary.field(z.iso.datetime(), { ...tags, category: "status", boundTo: "clock" }),
});
const access = defineMatrix(vocabulary, {
  actions: ["read", "add", "modify", "delete", "extract"],
  roles: { director: { label: {}, purposes: ["followUp", "statistics"] }, manager: { label: {}, purposes: ["followUp"] } },
  grants: { director: { identity: "all", status: "all", logs: "none" }, manager: { identity: ["read"], status: ["read", "modify"], logs: "none" } },
});
declare const sql: Sql;
declare const mapping: PostgresMapping;
const sealed = sealedAccess(sql, access, mapping);
const desk = sealed.acting("manager", "followUp");
const director = sealed.acting("director", "followUp");
`;
const inside = (text: string): string => `${HEAD} export async function run() { ${text} }`;

/** By name; checked together with others, as one look of the compiler costs seconds. */
export const actingSnippets = {
  actingRight: inside(`
    const [row] = await desk.read("t", agent, ["1"]);
    const seen: unknown[] = [row?.key, row?.fields.name, row?.fields.status, row?.fields.changedAt];
    await desk.modify("t", agent, ["1"], { status: "complete" });
    await director.add("t", agent, { name: "n", status: "none" }, "7");
    await director.delete("t", agent, ["1"], ["name"]);
    await director.extract("t", agent);
    const prepared = await desk.prepare.modify("t", agent, ["1"], { status: "none" });
    const told: string = await sql.transaction((tx) => prepared.make(tx));
    await sql.transaction((tx) => desk.within(tx).modify("t", agent, ["1"], { status: "none" }));
    await sealed.read("t", "agent", ["1"]);
    return [seen, told];`),
  actingUnknownRole: inside(`sealed.acting("nurse", "followUp");`),
  actingOtherPurpose: inside(`sealed.acting("manager", "statistics");`),
  unreadable: inside(`(await desk.read("t", agent, ["1"]))[0]?.fields.login;`),
  otherPurpose: inside(`(await sealed.acting("director", "statistics").read("t", agent, ["1"]))[0]?.fields.name;`),
  unextracted: inside(`(await desk.extract("t", agent))[0]?.fields.name;`),
  unwritable: inside(`await desk.modify("t", agent, ["1"], { name: "x" });`),
  bound: inside(`await director.modify("t", agent, ["1"], { changedAt: "2020-01-01T00:00:00Z" });`),
  wrongValue: inside(`await desk.modify("t", agent, ["1"], { status: "done" });`),
  undeletable: inside(`await desk.delete("t", agent, ["1"], ["status"]);`),
  boundDeleted: inside(`await director.delete("t", agent, ["1"], ["changedAt"]);`),
  recordByName: inside(`await desk.read("t", "agent", ["1"]);`),
  preparedUnwritable: inside(`await desk.prepare.add("t", agent, { status: "none" });`),
} as const;

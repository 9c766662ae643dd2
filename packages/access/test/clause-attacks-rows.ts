/** Clauses that hold rows, fields and values, and what somebody could do without each. */
import type { Clause } from "./clause-attacks-tickets.ts";
import { type Attacker, token } from "./clause-rig.ts";

const SCOPE = /case acts (?:(?! end\b)[\s\S])* else false end/g;
const NAMED = /\(r\."patient" is null or r\."patient"::text = any \((?:ticket\.named|select unnest\(ticket\.named\))\)\)/g;
const many = `{${Array.from({ length: 1001 }, (_, n) => n + 1).join()}}`;
const as = (role: string): string => token({ role });
/** Whether something is accepted that should be refused. */
const accepted =
  (work: (by: Attacker) => Promise<unknown>) =>
  async (by: Attacker): Promise<boolean> => {
    await work(by);
    return true;
  };
/** Whether a visit is no longer there as it was. */
const lost = async (by: Attacker, id: number, as_it_was: string): Promise<boolean> =>
  (await by.admin(`select from hr.visit where id = ${id} and ${as_it_was}`)).length === 0;
/** Changes a visit whose ticket names the persons, after something has happened in between. */
async function changed(by: Attacker, action: string, keys: string, value: unknown, between = "select 1"): Promise<void> {
  const ticket = await by.named(await by.prepare("visit", action, keys, value));
  await by.admin(between);
  await by.change("visit", action, ticket, value);
}
/** Whether rows come after something has happened in between. */
const taken =
  (keys: string | null, between: string) =>
  async (by: Attacker): Promise<boolean> => {
    const ticket = await by.opened(keys);
    await by.admin(between);
    return (await by.take("visit", ticket)).some(({ key }) => key === "1" || key === "2" || key === "3");
  };

export const rowClauses: readonly Clause[] = [
  {
    name: "the login that may act in a role",
    of: ["ask_room"],
    pattern: /session_user = any \([^)]*\)/g,
    instead: "true",
    attack: accepted((by) => by.ask("room", "{1}", as("porter"))),
  },
  {
    name: "the end of a role, in readings",
    of: ["ask_room"],
    pattern: / and clock_timestamp\(\) < '[^']*'::timestamptz/g,
    attack: accepted((by) => by.ask("room", "{1}", as("leaver"))),
  },
  {
    name: "the end of a role, in changes",
    of: ["prepare_room"],
    pattern: / and clock_timestamp\(\) < '[^']*'::timestamptz/g,
    attack: accepted((by) => by.prepare("room", "modify", "{1}", { label: "x" }, as("leaver"))),
  },
  {
    name: "the right to read",
    of: ["ask_room"],
    pattern: /action = 'read' and \(case [\s\S]*? end\)/,
    instead: "action = 'read'",
    attack: accepted((by) => by.ask("room", "{1}", as("courier"))),
  },
  {
    name: "the right to extract",
    of: ["ask_room"],
    pattern: /action = 'extract' and \(case [\s\S]*? end\)/,
    instead: "action = 'extract'",
    attack: accepted((by) => by.ask("room", null, as("clerk"))),
  },
  {
    name: "the 1,000 keys of a reading",
    of: ["ask_room"],
    pattern: /cardinality\(keys\) not between 1 and 1000/,
    instead: "false",
    attack: accepted((by) => by.ask("room", many)),
  },
  {
    name: "the 1,000 keys of a change",
    of: ["prepare_room"],
    pattern: /cardinality\(keys\) not between 1 and 1000/g,
    instead: "false",
    attack: accepted((by) => by.prepare("room", "modify", many, { label: "x" })),
  },
  { name: "the reach of a reading", of: ["take_visit"], pattern: SCOPE, instead: "true", attack: taken("{2}", "select 1") },
  {
    name: "the reach of an extract, when it is taken",
    of: ["take_visit"],
    pattern: SCOPE,
    instead: "true",
    attack: taken(null, "update hr.visit set unit = 'u2' where id = 1"),
  },
  {
    name: "the reach of an extract, when it is named",
    of: ["name_visit"],
    pattern: SCOPE,
    instead: "true",
    async attack(by) {
      const ticket = await by.opened(null);
      return (await by.admin(`select from ${by.fn("ticket")} where id = '${ticket}' and named && array['p-2', 'p-3']`)).length > 0;
    },
  },
  {
    name: "the tenant of rows",
    of: ["take_visit"],
    pattern: /r\."house"::text = \(context ->> 'tenant'\)/g,
    instead: "true",
    attack: taken("{3}", "select 1"),
  },
  {
    name: "one's own record",
    of: ["take_visit"],
    pattern: /\(\(context ->> 'subject'\) is null or r\."patient"::text <> \(context ->> 'subject'\)\)/g,
    instead: "true",
    attack: async (by) => (await by.take("visit", await by.opened("{1}", token({ subject: "p-1" })))).length > 0,
  },
  {
    name: "the persons named of a reading",
    of: ["take_visit"],
    pattern: NAMED,
    instead: "true",
    attack: taken("{1}", "update hr.visit set patient = 'p-9' where id = 1"),
  },
  {
    name: "the persons named of an extract",
    of: ["take_visit"],
    pattern: NAMED,
    instead: "true",
    attack: taken(null, "update hr.visit set patient = 'p-9' where id = 1"),
  },
  {
    name: "the fields of a role",
    of: ["take_visit"],
    pattern: /acts = any \(array\[[^\]]*\]\)/g,
    instead: "true",
    async attack(by) {
      const rows = await by.take("visit", await by.opened("{1,2,4}", as("clerk")));
      return rows.some(({ fields }) => Object.keys(fields).some((field) => field !== "note"));
    },
  },
  {
    name: "the fields that a role may change",
    of: ["prepare_visit"],
    pattern: / or exists \(select from jsonb_object_keys\(value\) k where k <> all \(allowed\)\)/g,
    instead: "",
    attack: accepted((by) => by.prepare("visit", "modify", "{1}", { patient: "p-9" }, as("clerk"))),
  },
  {
    name: "the right to change",
    of: ["prepare_room"],
    pattern: /allowed is null or jsonb_typeof\(value\) is distinct/g,
    instead: "jsonb_typeof(value) is distinct",
    attack: accepted((by) => by.prepare("room", "modify", "{1}", { label: "x" }, as("courier"))),
  },
  {
    name: "a value that changes something",
    of: ["prepare_room"],
    pattern: / or value = '\{\}'/g,
    attack: accepted((by) => by.prepare("room", "modify", "{1}", {})),
  },
  {
    name: "the right to delete rows",
    of: ["prepare_room"],
    pattern: /if \(case [\s\S]*? end\) is not true then [^;]*; end if;/,
    instead: "null;",
    attack: accepted((by) => by.prepare("room", "delete", "{1}", null, as("clerk"))),
  },
  {
    name: "the fields that a role may empty",
    of: ["prepare_visit"],
    pattern: / or n #>> '\{\}' <> all \(allowed\)/,
    attack: accepted((by) => by.prepare("visit", "delete", "{1}", ["house"])),
  },
  {
    name: "the right to empty fields",
    of: ["prepare_room"],
    pattern: /allowed is null or jsonb_typeof\(value\) <> 'array'/,
    instead: "jsonb_typeof(value) <> 'array'",
    attack: accepted((by) => by.prepare("room", "delete", "{1}", ["label"], as("clerk"))),
  },
  {
    name: "the one key of an addition",
    of: ["prepare_room"],
    pattern: /if cardinality\(coalesce\(keys, '\{\}'\)\) > 1 then [^;]*; end if;/,
    attack: accepted((by) => by.prepare("room", "add", "{7,8}", { label: "x" })),
  },
  {
    name: "the reach of an addition",
    of: ["add_visit"],
    pattern: /outside := not exists \([\s\S]*?\);(?=\s*exception)/,
    async attack(by) {
      const value = { patient: "p-7", unit: "u2", note: "x" };
      await by.change("visit", "add", await by.prepare("visit", "add", "{7}", value), value);
      return !(await lost(by, 7, "unit = 'u2'"));
    },
  },
  {
    name: "the tenant of an addition",
    of: ["add_visit"],
    pattern: / \|\| jsonb_build_object\('house', context ->> 'tenant'\)/,
    async attack(by) {
      const value = { patient: "p-7", unit: "u1", note: "x" };
      const ticket = await by.prepare("visit", "add", "{7}", value);
      await by.change("visit", "add", ticket, value).catch(() => undefined);
      return lost(by, 7, "house = 'h1'");
    },
  },
  {
    name: "a row stays in reach",
    of: ["modify_visit"],
    pattern: /outside := outside or not exists \([\s\S]*?\);(?=\s*end if)/,
    async attack(by) {
      await changed(by, "modify", "{1}", { unit: "u2" });
      return lost(by, 1, "unit = 'u1'");
    },
  },
  {
    name: "the reach of a modification",
    of: ["modify_visit"],
    pattern: /(perform from \S+ r where (?:(?! for update)[\s\S])*?::text = wanted)(?:(?! for update)[\s\S])*( for update)/,
    instead: "$1$2",
    async attack(by) {
      await changed(by, "modify", "{2}", { unit: "u1" });
      return lost(by, 2, "unit = 'u2'");
    },
  },
  {
    name: "the persons named of a modification",
    of: ["modify_visit"],
    pattern: NAMED,
    instead: "true",
    async attack(by) {
      await changed(by, "modify", "{1}", { note: "z" }, "update hr.visit set patient = 'p-9' where id = 1");
      return lost(by, 1, "note = 'a'");
    },
  },
  {
    name: "the persons named of an emptying",
    of: ["delete_visit"],
    pattern: NAMED,
    instead: "true",
    async attack(by) {
      await changed(by, "delete", "{1}", ["note"], "update hr.visit set patient = 'p-9' where id = 1");
      return lost(by, 1, "note = 'a'");
    },
  },
  {
    name: "the reach of a deletion",
    of: ["delete_visit"],
    pattern: SCOPE,
    instead: "true",
    async attack(by) {
      await changed(by, "delete", "{2}", null);
      return lost(by, 2, "true");
    },
  },
  {
    name: "the persons named of a deletion",
    of: ["delete_visit"],
    pattern: NAMED,
    instead: "true",
    async attack(by) {
      await changed(by, "delete", "{1}", null, "update hr.visit set patient = 'p-9' where id = 1");
      return lost(by, 1, "true");
    },
  },
  {
    name: "the silence of the table",
    of: ["modify_visit"],
    pattern: /exception when others then\s*raise exception '[^']*' using errcode = [^;]*;\s*end;/,
    instead: "end;",
    async attack(by) {
      const failure: unknown = await changed(by, "modify", "{1}", { note: "refused" }).catch((error: unknown) => error);
      return JSON.stringify(failure, Object.getOwnPropertyNames(failure)).includes("visit_note_check");
    },
  },
];

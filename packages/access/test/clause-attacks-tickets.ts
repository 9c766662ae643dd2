/** Clauses that believe a context or a ticket, and what somebody could do without each. */
import { type Attacker, token } from "./clause-rig.ts";

/** A clause of the functions, and the attack that it alone stops. */
export interface Clause {
  readonly name: string;
  /** The functions that have it: `take_room`. */
  readonly of: readonly string[];
  readonly pattern: RegExp;
  /** What stands for it when it is gone. */
  readonly instead?: string;
  /** Whether harm was done. Errors are refusals. */
  attack(by: Attacker): Promise<boolean>;
}

const CHANGES = ["modify_room", "add_room", "delete_room"];
const inSeconds = (seconds: number): string => String(Math.floor(Date.now() / 1000) + seconds);
/** Whether a context is believed. */
const believed =
  (given: () => string) =>
  async (by: Attacker): Promise<boolean> => {
    await by.ask("room", "{1}", given());
    return true;
  };
/** Whether the row of a room still says `one`. */
const altered = async (by: Attacker): Promise<boolean> =>
  (await by.admin("select from hr.room where id = 1 and label = 'one'")).length === 0;

export const ticketClauses: readonly Clause[] = [
  {
    name: "the signature of a context",
    of: ["context"],
    pattern: / or sha256\(convert_to\(split_part\(token, '\.', 3\)[\s\S]*?(?= then)/,
    attack: believed(() => token({}, new Uint8Array(32).fill(6))),
  },
  {
    name: "the end of a context",
    of: ["context"],
    pattern: / or good <= clock_timestamp\(\)/,
    attack: believed(() => token({ until: inSeconds(-60) })),
  },
  {
    name: "the longest life of a context",
    of: ["context"],
    pattern: / or good > clock_timestamp\(\) \+ interval '\d+ seconds'/,
    attack: believed(() => token({ until: inSeconds(1200) })),
  },
  {
    name: "the uses of a context",
    of: ["context"],
    pattern: / where u\.times < \(claims ->> 'times'\)::integer/,
    async attack(by) {
      const once = token();
      await by.ask("room", "{1}", once);
      await by.ask("room", "{1}", once);
      return true;
    },
  },
  {
    name: "the actor of a context",
    of: ["context"],
    pattern: /coalesce\(claims ->> 'actor', ''\) = '' or /,
    attack: believed(() => token({ actor: "" })),
  },
  {
    name: "the nonce of a context",
    of: ["context"],
    pattern: / or coalesce\(claims ->> 'nonce', ''\) = ''/,
    async attack(by) {
      await by.admin(`delete from ${by.fn("use")} where nonce = ''`);
      return believed(() => token({ nonce: "" }))(by);
    },
  },
  {
    name: "the length of a context",
    of: ["context"],
    pattern: / or octet_length\(token\) > \d+/,
    attack: believed(() => token({ filler: "x".repeat(20_000) })),
  },
  {
    name: "the three parts of a context",
    of: ["context"],
    pattern: / or cardinality\(string_to_array\(token, '\.'\)\) <> 3/,
    attack: believed(() => `${token()}.more`),
  },
  {
    name: "the record of a ticket",
    of: ["take_room"],
    pattern: / and t\.record = 'room'/,
    attack: async (by) => (await by.take("room", await by.opened("{1}", token({ role: "keeper" })))).length > 0,
  },
  {
    name: "the login of a ticket",
    of: ["take_room"],
    pattern: / and t\.login = session_user/,
    attack: async (by) => (await by.take("room", await by.ask("room", "{1}"), by.other)).length > 0,
  },
  {
    name: "the end of a ticket",
    of: ["take_room"],
    pattern: / and t\.until > clock_timestamp\(\)/,
    async attack(by) {
      const ticket = await by.ask("room", "{1}");
      await by.admin(`update ${by.fn("ticket")} set until = now() - interval '1 second'`);
      return (await by.take("room", ticket)).length > 0;
    },
  },
  {
    name: "the seconds of a ticket",
    of: ["ask_room"],
    pattern: /interval '10 seconds'/,
    instead: "interval '36000 seconds'",
    async attack(by) {
      const ticket = await by.ask("room", "{1}");
      const late = await by.admin(`select from ${by.fn("ticket")} where id = '${ticket}' and until > now() + interval '11 seconds'`);
      return late.length > 0;
    },
  },
  {
    name: "the commit behind a ticket",
    of: ["take_room"],
    pattern: / and t\.xact is distinct from pg_current_xact_id_if_assigned\(\) and pg_xact_status\(t\.xact\) = 'committed'/,
    async attack(by) {
      await by.app.query("begin");
      const rows = await by.take("room", await by.ask("room", "{1}"));
      await by.app.query("rollback");
      return rows.length > 0;
    },
  },
  {
    name: "the entry on the disk",
    of: ["take_room"],
    pattern: /due := pg_current_wal_insert_lsn\(\);[\s\S]*?is not on the disk yet' using errcode = '55000';\s*end if;/,
    async attack(by) {
      await by.app.query("set synchronous_commit = off");
      for (let again = 0; again < 40; again++) {
        const ticket = await by.ask("room", "{1}");
        const { rows } = await by.app.query("select pg_current_wal_insert_lsn() as due");
        const taken = await by.app.query(
          `select pg_current_wal_flush_lsn() < $2::pg_lsn as early from ${by.fn("take", "room")}($1) offset 0`,
          [ticket, rows[0].due],
        );
        if (taken.rows[0]?.early === true) return true;
      }
      return false;
    },
  },
  {
    name: "the step of a ticket for rows",
    of: ["take_visit"],
    pattern: /t\.stage = 'open' and /,
    attack: async (by) => (await by.take("visit", await by.ask("visit", "{4}"))).length > 0,
  },
  {
    name: "the step of a ticket for names",
    of: ["name_visit"],
    pattern: /t\.stage = 'asked' and /,
    async attack(by) {
      await by.named(await by.opened("{1}"));
      return true;
    },
  },
  {
    name: "the action of a ticket",
    of: ["modify_room"],
    pattern: / and t\.action = 'modify'/,
    async attack(by) {
      await by.change("room", "modify", await by.prepare("room", "add", "{1}", { label: "x" }), { label: "x" });
      return altered(by);
    },
  },
  {
    name: "the value of a ticket, in modifications",
    of: CHANGES,
    pattern: / and t\.hash = sha256\(convert_to\(coalesce\(value::text, ''\), 'UTF8'\)\)/,
    async attack(by) {
      await by.change("room", "modify", await by.prepare("room", "modify", "{1}", { label: "said" }), { label: "done" });
      return altered(by);
    },
  },
  {
    name: "the value of a ticket, in deletions",
    of: CHANGES,
    pattern: / and t\.hash = sha256\(convert_to\(coalesce\(value::text, ''\), 'UTF8'\)\)/,
    async attack(by) {
      await by.change("room", "delete", await by.prepare("room", "delete", "{1}", ["label"]), null);
      return altered(by);
    },
  },
  {
    name: "the one use of a ticket",
    of: CHANGES,
    pattern: /delete from (\S+) t where ([\s\S]*?) returning \* into ticket/,
    instead: "select * into ticket from $1 t where $2",
    async attack(by) {
      const ticket = await by.prepare("room", "modify", "{1}", { label: "again" });
      await by.change("room", "modify", ticket, { label: "again" });
      await by.change("room", "modify", ticket, { label: "again" });
      return true;
    },
  },
  {
    name: "the forgetting of contexts",
    of: ["tidy"],
    pattern: /delete from \S+_use" u where [^;]*;/,
    async attack(by) {
      await by.admin(`insert into ${by.fn("use")} values ('long-gone', 1, now() - interval '1 day') on conflict do nothing`);
      await by.app.query(`select ${by.fn("tidy")}()`);
      return (await by.admin(`select from ${by.fn("use")} where nonce = 'long-gone'`)).length > 0;
    },
  },
  {
    name: "the forgetting of tickets",
    of: ["tidy"],
    pattern: /delete from \S+_ticket" t where [^;]*;/,
    async attack(by) {
      const ticket = await by.ask("room", "{1}");
      await by.admin(`update ${by.fn("ticket")} set until = now() - interval '1 day'`);
      await by.app.query(`select ${by.fn("tidy")}()`);
      return (await by.admin(`select from ${by.fn("ticket")} where id = '${ticket}'`)).length > 0;
    },
  },
];

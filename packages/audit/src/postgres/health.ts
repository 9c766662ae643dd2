/** What the store is worth, asked of the database itself. */
import type { Clock } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import type { AuditHealth } from "../log.ts";
import { grantedRights } from "./granted-rights.ts";
import { guardWatch } from "./guard-watch.ts";
import { tableWatch } from "./table-watch.ts";

/** Properties of a store that do not change while it runs. */
export interface StoreFacts {
  readonly store: "postgresql" | "pglite";
  /** One connection only. */
  readonly exclusive: boolean;
  /** The server forces commits to the disk. */
  readonly fsync: boolean;
  /** The session's commits wait for that. */
  readonly synchronous: boolean;
  /** Pages that a crash tore are whole again after it. */
  readonly fullPages: boolean;
  /** Isolation of transactions that do not say theirs. */
  readonly isolation: string;
  /** Such transactions refuse every change. */
  readonly readOnly: boolean;
  /** This login may give positions and sign. */
  readonly sequences: boolean;
}

interface Asked {
  readonly version: string;
  readonly fsync: string;
  readonly synchronous: string;
  readonly pages: string;
  readonly isolation: string;
  readonly locked: string;
  readonly sequences: boolean;
}

/** Asks the database. */
export async function storeFacts(sql: Sql): Promise<StoreFacts> {
  const { rows } = await sql.query<Asked>(
    `select version() as version, current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous,
            current_setting('full_page_writes') as pages, current_setting('default_transaction_isolation') as isolation,
            current_setting('default_transaction_read_only') as locked,
            has_table_privilege('favorable.audit_leaf', 'insert') and has_table_privilege('favorable.audit_pending', 'delete') as sequences`,
  );
  const [row] = rows;
  const lite = /pglite|emscripten/i.test(row?.version ?? "");
  return {
    store: lite ? "pglite" : "postgresql",
    exclusive: lite,
    fsync: row?.fsync === "on",
    // Waiting for the local disk is what durable means here; for standbys a server may ask for more.
    synchronous: row !== undefined && row.synchronous !== "off",
    fullPages: row?.pages === "on",
    isolation: row?.isolation ?? "unknown",
    readOnly: row?.locked === "on",
    sequences: row?.sequences === true,
  };
}

interface Counts {
  readonly size: string;
  readonly pending: string;
  readonly checkpointed: string;
  readonly age: number | null;
  readonly quarantined: string;
  readonly beyond: boolean;
}

const COUNTS = `
  select (select coalesce(max(size), 0) from favorable.audit_head) as size,
         coalesce((select max(seq) from favorable.audit_leaf) >= (select max(size) from favorable.audit_head), false) as beyond,
         (select count(*) from favorable.audit_pending) as pending,
         (select count(*) from favorable.audit_quarantine) as quarantined,
         c.size as checkpointed, extract(epoch from now() - c.signed_at)::double precision as age
    from (select 1) one left join (select size, signed_at from favorable.audit_checkpoint order by size desc limit 1) c on true`;

/** Asks everything; what this login may not see is said to be so. */
export async function health(sql: Sql, clock: Clock): Promise<AuditHealth> {
  const counts = await counted(sql);
  // Asked again: a server reads its configuration anew while processes run.
  const facts = await storeFacts(sql);
  const { triggersOff, functions, foreign } = await guardWatch(sql);
  const tables = await tableWatch(sql);
  const rights = await grantedRights(sql);
  const changed = [...functions, ...foreign, ...tables.unlogged.map((table) => `${table} (unlogged)`), ...tables.changed, ...rights.beyond];
  const quarantined = Number(counts?.quarantined ?? 0);
  const bypass = tables.owns || rights.own;
  const said: readonly (readonly [boolean, string])[] = [
    [!facts.fsync, "the server does not force commits to the disk (fsync is off): a loss of power may take acknowledged entries"],
    [!facts.fullPages, "full_page_writes is off: a crash may tear pages"],
    [tables.unlogged.length > 0, `tables of the log are unlogged, a crash empties them: ${tables.unlogged.join(", ")}`],
    [!facts.synchronous, "the session's commits do not wait for the disk: the log makes its own wait, those of the application do not"],
    [
      facts.isolation !== "read committed",
      `transactions of this session are ${facts.isolation} unless they say otherwise: those of the application that append may end in a serialization failure (40001)`,
    ],
    [facts.readOnly, "transactions of this session are read only unless they say otherwise: nothing can be appended"],
    [facts.exclusive, "one connection: append outside open transactions"],
    [clock.simulated, "the clock is simulated: times are made up"],
    [bypass, "this login could change what is logged: it is superuser, owns the tables or has rights on them beyond its role"],
    [triggersOff.length > 0, `triggers that refuse changes are missing or off: ${triggersOff.join(", ")}`],
    [functions.length > 0, `functions of the log are missing or are not those of its migrations: ${functions.join(", ")}`],
    [foreign.length > 0, `rules, triggers or row security that are not the log's stand on its tables: ${foreign.join(", ")}`],
    [counts?.beyond === true, "entries stand behind the edge of the log, put there by nobody who sequences: they will be told as inserted"],
    [
      tables.changed.length > 0,
      `constraints, indexes, owners or grants of the log's tables are not those of its migrations: ${tables.changed.join(", ")}`,
    ],
    [rights.beyond.length > 0, `rights are granted that no role of the log has: ${rights.beyond.join(", ")}`],
    [rights.incomplete, "roles of the log are missing, or have not all of their rights: apply auditRoles"],
    [counts === undefined, "this login may not see how much is there"],
    [quarantined > 0, "rows that no writer of the log made were set aside"],
    [counts !== undefined && counts.checkpointed === null, "no checkpoint was ever signed"],
  ];
  return {
    store: facts.store,
    durable: facts.fsync && facts.fullPages && tables.unlogged.length === 0,
    exclusive: facts.exclusive,
    size: Number(counts?.size ?? 0),
    pending: Number(counts?.pending ?? 0),
    checkpointed: Number(counts?.checkpointed ?? 0),
    ...(counts?.age == null ? {} : { checkpointAge: Math.max(0, Math.round(counts.age)) }),
    bypass,
    triggersOff,
    changed,
    quarantined,
    fallback: 0,
    simulated: clock.simulated,
    remarks: said.flatMap(([holds, words]) => (holds ? [words] : [])),
  };
}

async function counted(sql: Sql): Promise<Counts | undefined> {
  try {
    return (await sql.query<Counts>(COUNTS)).rows[0];
  } catch (error) {
    if (sqlState(error) === "42501") return undefined;
    throw error;
  }
}

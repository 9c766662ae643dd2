/** What the store is worth, asked of the database itself. */
import type { Sql } from "@favorable/sql";

/** Properties of a store that do not change while it runs. */
export interface StoreFacts {
  readonly store: "postgresql" | "pglite";
  /** One connection only. */
  readonly exclusive: boolean;
  /** The server forces commits to the disk. */
  readonly fsync: boolean;
  /** The session's commits wait for that. */
  readonly synchronous: boolean;
}

/** Asks the database. */
export async function storeFacts(sql: Sql): Promise<StoreFacts> {
  const { rows } = await sql.query<{ version: string; fsync: string; synchronous: string }>(
    "select version() as version, current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous",
  );
  const [row] = rows;
  const lite = /pglite|emscripten/i.test(row?.version ?? "");
  return {
    store: lite ? "pglite" : "postgresql",
    exclusive: lite,
    fsync: row?.fsync === "on",
    synchronous: row !== undefined && row.synchronous !== "off" && row.synchronous !== "local",
  };
}

/** Counts what is there. */
export async function logCounts(sql: Sql): Promise<{ size: number; pending: number; checkpointed: number }> {
  const { rows } = await sql.query<{ size: string; pending: string; checkpointed: string }>(
    `select (select coalesce(max(size), 0) from favorable.audit_head) as size,
            (select count(*) from favorable.audit_pending) as pending,
            (select coalesce(max(size), 0) from favorable.audit_checkpoint) as checkpointed`,
  );
  const [row] = rows;
  return { size: Number(row?.size ?? 0), pending: Number(row?.pending ?? 0), checkpointed: Number(row?.checkpointed ?? 0) };
}

/** One database per test file on the real server, copied from a template that has the statements applied. */
import { createHash } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Schema, statementsOf } from "./statements.ts";

let counter = 0;

/** A database of a test file's own. */
export interface TestDatabase {
  /** Connection string, as the server's superuser. */
  readonly url: string;
  /** Removes the database, ending its connections: call it in `afterAll`, after the pools have ended. */
  readonly drop: () => Promise<void>;
}

/**
 * Gives a database of its own; the template is built once per content.
 *
 * Roles belong to the server, not to the database: create one only with `do $$ … exception when duplicate_object $$`, or name it after
 * the database.
 */
export async function freshDatabase(schema: Schema = []): Promise<TestDatabase> {
  const { url, prefix } = inject("server");
  return onServer(url, async (admin) => {
    const template = await ensureTemplate(admin, url, statementsOf(schema));
    const name = `${prefix}${process.pid.toString(36)}_${process.env["VITEST_WORKER_ID"] ?? "0"}_${counter++}`;
    // Copying files takes a third of the time that going through the write-ahead log does.
    await admin.query(`create database "${name}" template "${template}" strategy file_copy`);
    const drop = (): Promise<void> =>
      onServer(url, async (again) => {
        await ended(again, name);
        await again.query(`drop database if exists "${name}" with (force)`);
      });
    return { url: withDatabase(url, name), drop };
  });
}

async function ensureTemplate(admin: pg.Client, url: string, statements: readonly string[]): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(statements)).digest("hex").slice(0, 16);
  const template = `fav_template_${hash}`;
  const exists = async (): Promise<boolean> =>
    (await admin.query("select 1 from pg_database where datname = $1", [template])).rowCount === 1;
  if (await exists()) return template;
  await admin.query("select pg_advisory_lock(hashtextextended($1, 0))", [template]); // Another worker waits for us here.
  try {
    if (await exists()) return template;
    const draft = `${template}_draft`;
    await admin.query(`drop database if exists "${draft}" with (force)`); // Left by a run that died half way.
    await admin.query(`create database "${draft}" template template0 strategy file_copy`);
    await onServer(withDatabase(url, draft), async (client) => {
      for (const statement of statements) await client.query(statement);
    });
    await admin.query(`alter database "${draft}" rename to "${template}"`); // Only a complete template has the final name.
    return template;
  } finally {
    await admin.query("select pg_advisory_unlock(hashtextextended($1, 0))", [template]);
  }
}

/** Waits a moment for the connections of pools that have ended: one that `force` ends tells its process so, where nobody listens. */
async function ended(admin: pg.Client, name: string): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    if ((await admin.query("select 1 from pg_stat_activity where datname = $1 limit 1", [name])).rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function onServer<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** A small system as the notice describes it, to be measured: files in a folder of the camera's software, the camera's own clock, no log. */
import { type CalendarDate, dateInZone } from "@favorable/core";
import type { System } from "@favorable/example-storyteller";
import { documentHash, type ProcessingDocument } from "@favorable/processing";
import { definePolicy } from "@favorable/retention";
import { plan } from "@favorable/retention/postgres";
import type { EvidenceBundle } from "@favorable/review";
import type { Sql } from "@favorable/sql";

/** Invented clips: when the camera was emptied and who had signed for it, beside what the camera says. */
const CLIPS = [
  { video: "clip-0001", emptied: "2020-08-14T18:00:00Z", signed: "Agent-0417", says: "2020-08-14T17:12:00Z", agent: "Agent-0417" },
  { video: "clip-0002", emptied: "2020-11-02T18:00:00Z", signed: "Agent-0417", says: "2020-11-02T09:40:00Z", agent: "Agent-0302" },
  { video: "clip-0003", emptied: "2020-12-19T18:00:00Z", signed: "Agent-0302", says: "2020-12-19T20:05:00Z", agent: "Agent-0302" },
  { video: "clip-0004", emptied: "2021-05-23T18:00:00Z", signed: "Agent-0302", says: "2021-05-23T11:30:00Z", agent: "Agent-0302" },
] as const;

/** What is there, and what it would take to see that. */
export interface Measured {
  readonly evidence: EvidenceBundle;
  readonly clips: number;
}

/** Fills a system apart, uses it as it was used, measures it against its own declaration, and takes it away. */
export async function measureAsItWas({ sql, clock, today, zone }: System, document: ProcessingDocument): Promise<Measured> {
  await sql.query("create schema as_it_was");
  await sql.query(
    `create table as_it_was.clip (video text primary key, "capturedAt" timestamptz not null, agent text not null,
      emptied timestamptz not null, signed text not null)`,
  );
  for (const { video, says, agent, emptied, signed } of CLIPS)
    await sql.query("insert into as_it_was.clip values ($1::text, $2::timestamptz, $3::text, $4::timestamptz, $5::text)", [
      video,
      says,
      agent,
      emptied,
      signed,
    ]);
  const evidence: EvidenceBundle = {
    asOf: today(),
    simulated: clock.simulated,
    declaration: documentHash(document),
    ages: { cameraImages: await age(sql, document, zone) },
    accuracy: { unbound: await inaccurate(sql), expiredWithoutAlert: 0 },
    coverage: await watch(sql),
  };
  await sql.query("drop schema as_it_was cascade");
  return { evidence, clips: CLIPS.length };
}

/** Clips past the six months the file itself states. */
async function age(
  sql: Sql,
  document: ProcessingDocument,
  zone: string,
): Promise<{ readonly oldest: CalendarDate; readonly overdue: number }> {
  const maximum = document.retention?.["body"]?.maximum;
  if (maximum === undefined) throw new Error("the file states no period");
  const policy = definePolicy({
    id: "body",
    version: 1,
    start: { kind: "field", field: "capturedAt" },
    maximum,
    then: "delete",
    zone,
  });
  const { overdue } = await plan({ sql, policy, table: { table: "as_it_was.clip" } });
  const { rows } = await sql.query<{ oldest: Date | string }>(`select min("capturedAt") as oldest from as_it_was.clip`);
  return { oldest: dateInZone(new Date(rows[0]?.oldest ?? ""), zone), overdue };
}

/** Clips that say they were taken after the camera was emptied, or by somebody who had not signed for it. */
async function inaccurate(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::integer as count from as_it_was.clip where "capturedAt" > emptied or agent <> signed`,
  );
  return rows[0]?.count ?? 0;
}

/** Opens three clips, and counts what that left anywhere in the software's tables. */
async function watch(sql: Sql): Promise<{ readonly actions: number; readonly entries: number }> {
  const before = await rowsOf(sql);
  let actions = 0;
  for (const { video } of CLIPS.slice(0, 3)) {
    await sql.query("select video from as_it_was.clip where video = $1::text", [video]);
    actions += 1;
  }
  return { actions, entries: (await rowsOf(sql)) - before };
}

async function rowsOf(sql: Sql): Promise<number> {
  const { rows: tables } = await sql.query<{ name: string }>(
    "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'as_it_was' and table_type = 'BASE TABLE'",
  );
  let total = 0;
  for (const { name } of tables) {
    const { rows } = await sql.query<{ count: number }>(`select count(*)::integer as count from as_it_was.${name}`);
    total += rows[0]?.count ?? 0;
  }
  return total;
}

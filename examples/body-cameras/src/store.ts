/** The town's tables, the policies the file declares over them, and the only views the application reads. */
import type { Kept } from "@favorable/example-storyteller";
import { definePolicy, type RetentionPolicy } from "@favorable/retention";
import { createExpiryView } from "@favorable/retention/postgres";
import type { Migration, Sql } from "@favorable/sql";
import { bodyCameras } from "./declaration/file.ts";

/** A clip of a body-worn camera; `video` names the sealed file. */
export interface Clip {
  readonly video: string;
  readonly capturedAt: string;
  readonly agent: string;
}

/** Columns carry the names of the declared fields, so that a row is a record. */
export const townMigrations: readonly Migration[] = [
  {
    id: "town/0001-tables",
    statements: [
      "create schema town",
      `create table town.footage (video text primary key, "capturedAt" timestamptz not null, agent text not null)`,
      `create table town.view (image text primary key, "capturedAt" timestamptz not null)`,
    ],
  },
];

/** A declared policy, its table and the view that is read. */
export interface KeptImages extends Kept {
  readonly view: string;
  /** The declared category. */
  readonly category: string;
}

/** What the corrected file declares: six months for body-worn cameras, thirty days for fixed ones. */
export function keptTables(zone: string): readonly KeptImages[] {
  const rows = { subject: null, start: "capturedAt" } as const;
  return [
    { ...rows, policy: declaredPolicy("body", zone), table: "town.footage", view: "town.footage_now", category: "cameraImages" },
    { ...rows, policy: declaredPolicy("fixed", zone), table: "town.view", view: "town.view_now", category: "fixedImages" },
  ];
}

/** Past its last day a row is in no view, whether or not a sweep has come by. */
export async function createViews(sql: Sql, kept: readonly KeptImages[]): Promise<void> {
  for (const { policy, table, view } of kept) await createExpiryView({ sql, policy, table: { table }, view });
}

/** Clips that may still be seen. */
export async function clipsNow(sql: Sql): Promise<readonly Clip[]> {
  const { rows } = await sql.query<Clip>(`select video, "capturedAt", agent from town.footage_now order by video`);
  return rows;
}

/** Clips that are stored, whether or not they may be seen. */
export async function clipsStored(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>("select count(*)::integer as count from town.footage");
  return rows[0]?.count ?? 0;
}

/** Adds clips: the rows are those the guard has completed. */
export async function addClips(tx: Sql, clips: readonly Clip[]): Promise<number> {
  for (const { video, capturedAt, agent } of clips)
    await tx.query(`insert into town.footage (video, "capturedAt", agent) values ($1::text, $2::timestamptz, $3::text)`, [
      video,
      capturedAt,
      agent,
    ]);
  return clips.length;
}

function declaredPolicy(id: "body" | "fixed", zone: string): RetentionPolicy {
  const declared = bodyCameras("corrected").retention?.[id];
  const { start, maximum, then } = declared ?? {};
  if (start?.kind !== "field" || maximum === undefined || then === undefined) throw new Error("the file declares no period");
  // The file names a field of a record, the policy the column of its table.
  return definePolicy({ id, version: 1, start: { kind: "field", field: start.field.split(".")[1] ?? "" }, maximum, then, zone });
}

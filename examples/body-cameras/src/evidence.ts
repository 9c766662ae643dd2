/** What the running cameras show: measured in their tables, accounts and log, never taken from the declaration. */
import { type Account, RECOMMENDED_HASH } from "@favorable/access/credentials";
import type { LogVerification } from "@favorable/audit";
import type { System } from "@favorable/example-storyteller";
import type { ProcessingDocument } from "@favorable/processing";
import type { EvidenceReport } from "@favorable/review";
import { collectEvidence } from "@favorable/review/postgres";
import { PASSWORDS } from "./accounts.ts";
import type { openCameras } from "./cameras.ts";

type Cameras = Awaited<ReturnType<typeof openCameras>>;

/** What the story has at hand besides the system. */
export interface Seen {
  readonly log: LogVerification;
  readonly accounts: readonly Account[];
  /** Who works here on that day, by the staff directory. */
  readonly staff: readonly string[];
}

/** Takes the evidence of the day: by the collectors of the review, and what only this system can tell of its clips. */
export async function evidenceOf(system: System, open: Cameras, document: ProcessingDocument, seen: Seen): Promise<EvidenceReport> {
  const clips = await readClips(system);
  const { sql, log, clock } = system;
  return collectEvidence({
    document,
    sql,
    log,
    clock,
    verify: async () => seen.log,
    coverage: async () => ({ actions: open.shown.length + clips.stored, entries: clips.sent + clips.added }),
    credentials: { policy: PASSWORDS, accounts: seen.accounts, persons: seen.staff, parameters: RECOMMENDED_HASH },
    observe: { accuracy: async () => ({ unbound: clips.unbound, expiredWithoutAlert: 0 }) },
    mapping: {
      records: { footage: { table: "town.footage" }, view: { table: "town.view" } },
      // The views that hide what has expired: the application reads nothing else.
      otherTables: open.kept.map(({ view }) => view),
      retention: open.kept.map(({ policy, table, subject, category }) => ({ policy, table: { table, subject }, categories: [category] })),
      purgeEntries: { type: "data.purged", run: "data.swept" },
    },
  });
}

interface ClipsTold {
  /** Clips that entries say were shown, and added. */
  readonly sent: number;
  readonly added: number;
  /** Clips that were stored at some time: those still there, and those a purge took. */
  readonly stored: number;
  /** Clips still there whose time and agent no entry of that very instant confirms. */
  readonly unbound: number;
}

/** The clips that are there, held against the entries about them. */
async function readClips({ log, sql }: System): Promise<ClipsTold> {
  const additions = new Set<string>();
  let [sent, added, purged] = [0, 0, 0];
  for await (const { type, at, clear, parts } of log.entries({ types: ["access.sent", "access.changed", "data.purged"] })) {
    const rows = Number(clear["rows"]);
    if (type === "access.sent") sent += rows;
    if (type === "data.purged" && clear["policy"] === "body") purged += rows;
    if (type !== "access.changed") continue;
    added += rows;
    additions.add(`${new Date(at).getTime()} ${String(parts.find(({ name }) => name === "actor")?.value)}`);
  }
  const { rows } = await sql.query<{ capturedAt: string; agent: string }>(`select "capturedAt", agent from town.footage`);
  const unbound = rows.filter(({ capturedAt, agent }) => !additions.has(`${new Date(capturedAt).getTime()} ${agent}`)).length;
  return { sent, added, stored: rows.length + purged, unbound };
}

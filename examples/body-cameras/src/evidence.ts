/** What the running cameras show: measured in their tables, accounts and log, never taken from the declaration. */
import { type Account, credentialEvidence, RECOMMENDED_HASH } from "@favorable/access/credentials";
import type { LogVerification } from "@favorable/audit";
import { dateInZone } from "@favorable/core";
import { headOf, implementationOf, type System, toldBy } from "@favorable/example-storyteller";
import { documentHash, type ProcessingDocument } from "@favorable/processing";
import { plan } from "@favorable/retention/postgres";
import type { EvidenceBundle } from "@favorable/review";
import { PASSWORDS } from "./accounts.ts";
import type { openCameras } from "./cameras.ts";

type Cameras = Awaited<ReturnType<typeof openCameras>>;
type Part<K extends keyof EvidenceBundle> = NonNullable<EvidenceBundle[K]>;

/** What the story has at hand besides the system. */
export interface Seen {
  readonly log: LogVerification;
  readonly accounts: readonly Account[];
  /** Who works here on that day, by the staff directory. */
  readonly staff: readonly string[];
}

/** Takes the evidence of the day. */
export async function evidenceOf(system: System, open: Cameras, document: ProcessingDocument, seen: Seen): Promise<EvidenceBundle> {
  const { verdict, witnessed, size, parts } = seen.log;
  const told = await toldBy(system.log);
  const clips = await readClips(system);
  return {
    ...headOf(system, documentHash(document)),
    log: { verdict, witnessed, size },
    coverage: { actions: open.shown.length + clips.stored, entries: clips.sent + clips.added },
    ages: {
      ...(await ages(system, open)),
      accessLogs: { overdue: parts.overdue, ...(told.oldest === undefined ? {} : { oldest: told.oldest }) },
    },
    purges: told.purges,
    actors: told.roles,
    uses: told.uses,
    accuracy: { unbound: clips.unbound, expiredWithoutAlert: 0 },
    credentials: credentials(system, seen),
    implementation: await implementationOf(system.sql, "town", document, told),
  };
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

/** The oldest row of each category, and how many are past their last day. */
async function ages({ sql, zone }: System, { kept }: Cameras): Promise<Part<"ages">> {
  const found = kept.map(async ({ policy, table, category }) => {
    const { overdue } = await plan({ sql, policy, table: { table } });
    const { rows } = await sql.query<{ oldest: string | null }>(`select min("capturedAt") as oldest from ${table}`);
    const oldest = rows[0]?.oldest ?? undefined;
    return [category, { overdue, ...(oldest === undefined ? {} : { oldest: dateInZone(new Date(oldest), zone) }) }] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

function credentials(system: System, { accounts, staff }: Seen): Part<"credentials"> {
  const on = system.today();
  const found = credentialEvidence({ policy: PASSWORDS, accounts, persons: staff, parameters: RECOMMENDED_HASH, on });
  return { ...found.credentials, oneFactor: found.accounts.open - found.secondFactor.enrolled };
}

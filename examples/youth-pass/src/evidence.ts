/** What the running pass shows: measured in its tables, its log and its folder, never taken from the declaration. */
import type { LogVerification } from "@favorable/audit";
import { agesOf, copiesIn, headOf, implementationOf, replay, type System, toldBy } from "@favorable/example-storyteller";
import { documentHash, type ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle } from "@favorable/review";
import { holders, type OpenPass, SCHEMA, TEAM } from "./pass.ts";

/** What the story has at hand besides the system. */
export interface Seen {
  readonly log: LogVerification;
  /** Numbers that the operator delivered to. */
  readonly delivered: readonly string[];
  /** Where extractions are written. */
  readonly copies: string;
  readonly coverage: NonNullable<EvidenceBundle["coverage"]>;
}

/** Takes the evidence of the day. */
export async function evidenceOf(
  system: System,
  { consents, kept }: OpenPass,
  document: ProcessingDocument,
  seen: Seen,
): Promise<EvidenceBundle> {
  const told = await toldBy(system.log);
  const { verdict, witnessed, size, parts } = seen.log;
  const stored = new Map((await holders(system)).map(({ holder, phone }) => [phone, holder]));
  const reached = seen.delivered.map((phone) => stored.get(phone) ?? "");
  const agreed = await consents.consented("offers", reached);
  return {
    ...headOf(system, documentHash(document)),
    log: { verdict, witnessed, size },
    coverage: seen.coverage,
    ages: {
      ...(await agesOf(system, kept, ["contact", "pass"])),
      accessLogs: { overdue: parts.overdue, ...(told.oldest === undefined ? {} : { oldest: told.oldest }) },
    },
    purges: told.purges,
    actors: told.roles,
    uses: told.uses,
    exports: { ...(await copiesIn(seen.copies)), entries: told.sealed },
    consents: { uses: reached.length, withoutRecord: reached.filter((holder) => !agreed.has(holder)).length },
    implementation: await implementationOf(system.sql, SCHEMA, document, told),
  };
}

/** Reads the holders who agreed one by one, and counts the reads whose entry names that very holder. */
export async function replayReads(system: System, { guard, pass, consents }: OpenPass): Promise<NonNullable<EvidenceBundle["coverage"]>> {
  const rows = new Map((await holders(system)).map((row) => [row.holder, row]));
  const agreed = await consents.consented("offers", [...rows.keys()]);
  return replay(system.log, [...agreed], (holder) =>
    guard.run({ actor: TEAM, role: "passTeam", purpose: "offers" }, ({ read }) => read(pass.records.youth, [rows.get(holder) ?? {}])),
  );
}

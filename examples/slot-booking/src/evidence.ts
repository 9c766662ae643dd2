/** What the running booking shows: measured in its tables, its log and its folder, never taken from the declaration. */
import type { LogVerification } from "@favorable/audit";
import { agesOf, copiesIn, headOf, implementationOf, replay, type System, toldBy } from "@favorable/example-storyteller";
import { documentHash, type ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle } from "@favorable/review";
import { bookings, type OpenBooking, SCHEMA, TEAM } from "./booking.ts";

type Part<K extends keyof EvidenceBundle> = NonNullable<EvidenceBundle[K]>;

/** What can only be observed while the data are there. */
export interface Observed {
  readonly coverage: Part<"coverage">;
  readonly consents: Part<"consents">;
}

/** Reads some bookings one by one, and asks of every booking for the consent it rests on. */
export async function observe(system: System, { guard, processing, consents }: OpenBooking): Promise<Observed> {
  const rows = new Map((await bookings(system)).map((row) => [row.officer, row]));
  const agreed = await consents.consented("slotBooking", [...rows.keys()]);
  const coverage = await replay(system.log, [...rows.keys()].slice(0, 5), (officer) =>
    guard.run({ actor: TEAM, role: "bookingTeam", purpose: "slotBooking" }, ({ read }) =>
      read(processing.records.booking, [rows.get(officer) ?? {}]),
    ),
  );
  return { coverage, consents: { uses: rows.size, withoutRecord: rows.size - agreed.size } };
}

/** Takes the evidence of the day. */
export async function evidenceOf(
  system: System,
  { kept }: OpenBooking,
  document: ProcessingDocument,
  seen: Observed & { readonly log: LogVerification; readonly copies: string },
): Promise<EvidenceBundle> {
  const told = await toldBy(system.log);
  const { verdict, witnessed, size, parts } = seen.log;
  return {
    ...headOf(system, documentHash(document)),
    log: { verdict, witnessed, size },
    coverage: seen.coverage,
    consents: seen.consents,
    ages: {
      ...(await agesOf(system, kept, ["identity", "slot"])),
      accessLogs: { overdue: parts.overdue, ...(told.oldest === undefined ? {} : { oldest: told.oldest }) },
    },
    purges: told.purges,
    actors: told.roles,
    uses: told.uses,
    exports: { ...(await copiesIn(seen.copies)), entries: told.sealed },
    implementation: await implementationOf(system.sql, SCHEMA, document, told),
  };
}

/** Copies: permitted, agreed to by a second person, encrypted, counted, deleted at their last day with an entry. */
import { join } from "node:path";
import { permitOf } from "@favorable/access";
import { addPeriod, period } from "@favorable/core";
import { generateIdentity } from "@favorable/encryption";
import { LOG_POLICY, type System } from "@favorable/example-storyteller";
import { approvalQuestion, approveExport, exportStandings, type LedgerEvent, recordDeletion } from "@favorable/exports";
import { deleteOverdueFiles, exportRecords } from "@favorable/exports/node";
import { bookings, type OpenBooking, TEAM } from "./booking.ts";

/** Who asks; names come from outside. */
export interface Asked {
  readonly actor: string;
  readonly role: string;
  /** The session whose list is wanted. */
  readonly slotOn: string;
  readonly approver?: string;
}

/** What left, as far as its end has to be known. */
export interface Copy {
  readonly file: string;
  readonly export: string;
  readonly recipient: string;
}

/** The application's one function that makes a copy: the list of one session, for those who hold it. */
export function copier(system: System, { processing, guard }: OpenBooking, folder: string) {
  const permit = permitOf(processing.access, processing.records);
  const { ledger, ledgerRetention } = ledgerOf(system);
  return async ({ approver, slotOn, ...who }: Asked): Promise<Copy> => {
    const { recipient } = await generateIdentity();
    const today = system.today();
    const request = {
      ...who,
      permit,
      purpose: "slotBooking",
      record: processing.records.booking,
      recipients: [{ recipient, label: "bookingTeam" }],
      ledger,
      ledgerRetention,
      clock: system.clock,
      facts: { controller: "Une ville", legalBasis: "GDPR 6(1)(a)", keepUntil: addPeriod(today, period("P7D")) },
    };
    // Asked for once the copy is permitted; the reading has its own entry.
    async function* rows() {
      const session = (await bookings(system)).filter((one) => one.slotOn === slotOn);
      yield* await guard.run({ actor: TEAM, role: "bookingTeam", purpose: "slotBooking" }, ({ read }) =>
        read(processing.records.booking, session),
      );
    }
    const asks = () => approvalQuestion(request, { mostRows: 50, validUntil: today });
    const agrees = { role: "bookingTeam", permit, ledger, ledgerRetention, clock: system.clock };
    const agreed = approver === undefined ? {} : { approval: await approveExport(asks(), { approver, ...agrees }) };
    const file = `session-${slotOn}.age`;
    const approval = { above: 0, zone: system.zone, ...agreed };
    const { manifest } = await exportRecords({ ...request, rows: rows(), file: join(folder, file), approval });
    return { file, export: manifest.id, recipient: manifest.recipients[0]?.fingerprint ?? "" };
  };
}

/** Deletes the copies whose last day has passed; those who received one say so, once each. */
export async function deleteOverdueCopies(system: System, folder: string, sent: readonly Copy[]): Promise<number> {
  const { ledger, ledgerRetention: retention } = ledgerOf(system);
  const events: LedgerEvent[] = [];
  for await (const { type, clear, parts } of system.log.entries()) if (type.startsWith("export.")) events.push({ type, clear, parts });
  const standings = exportStandings(events, { asOf: system.today(), notice: period("P1D") });
  const deleted = await deleteOverdueFiles(folder, standings, ledger, retention);
  for (const { export: id, recipient } of sent)
    if (deleted.some((one) => one.export === id))
      await recordDeletion(ledger, { export: id, by: "recipient", recipient, how: "unlinked", retention });
  return deleted.length;
}

function ledgerOf({ log, today }: System) {
  const ledger = (event: Parameters<typeof log.append>[0]) => log.append(event);
  return { ledger, ledgerRetention: { ...LOG_POLICY, start: today() } };
}

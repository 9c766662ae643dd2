/** What the running pass shows: measured in its log, never taken from the declaration. */
import type { LogVerification } from "@favorable/audit";
import type { System } from "@favorable/example-storyteller";
import { documentHash, type ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle } from "@favorable/review";

/** Reads the log: who acted for what; consents and exports as they were seen by the story. */
export async function evidenceOf(
  { log, today, clock }: System,
  document: ProcessingDocument,
  seen: { readonly log: LogVerification; readonly sends: number; readonly withoutConsent: number },
): Promise<EvidenceBundle> {
  const roles = new Set<string>();
  const purposes = new Set<string>();
  let actions = 0;
  for await (const { type, clear } of log.entries()) {
    if (type !== "access.read" && type !== "access.sent") continue;
    actions += 1;
    roles.add(String(clear["role"]));
    purposes.add(String(clear["purpose"]));
  }
  const { verdict, witnessed, size } = seen.log;
  return {
    asOf: today(),
    simulated: clock.simulated,
    declaration: documentHash(document),
    log: { verdict, witnessed, size },
    coverage: { actions: seen.sends * 2, entries: actions },
    actors: [...roles].sort(),
    uses: [...purposes].sort().map((purpose) => ({ purpose })),
    exports: { copies: 0, entries: 0, plain: 0 },
    consents: { uses: seen.sends, withoutRecord: seen.withoutConsent },
  };
}

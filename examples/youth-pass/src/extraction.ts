/** The one way in which numbers leave as a file: permitted, agreed to by a second person, encrypted, recorded. */
import { join } from "node:path";
import { permitOf } from "@favorable/access";
import { addPeriod, period } from "@favorable/core";
import { generateIdentity } from "@favorable/encryption";
import { LOG_POLICY, type System } from "@favorable/example-storyteller";
import { approvalQuestion, approveExport } from "@favorable/exports";
import { exportRecords } from "@favorable/exports/node";
import { holders, type OpenPass, SECOND, TEAM } from "./pass.ts";

/** Who asks, and for what; names come from outside. */
export interface Asked {
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  /** Who agrees, if anybody. */
  readonly approver?: string;
}

/** A second person agrees to so many numbers at the most. */
const MOST_ROWS = 100;

/** Makes the application's one function that extracts: the second person is the rule in it, not an option of its callers. */
export function extraction(system: System, { pass, guard }: OpenPass, folder: string) {
  const permit = permitOf(pass.access, pass.records);
  const ledger = (event: Parameters<typeof system.log.append>[0]) => system.log.append(event);
  return async ({ approver, ...asked }: Asked): Promise<string> => {
    const { recipient } = await generateIdentity();
    const today = system.today();
    const ledgerRetention = { ...LOG_POLICY, start: today };
    const request = {
      ...asked,
      permit,
      record: pass.records.youth,
      fields: ["holder", "phone"],
      recipients: [{ recipient, label: "passTeam" }],
      ledger,
      ledgerRetention,
      clock: system.clock,
      facts: { controller: "Une région", legalBasis: "GDPR 6(1)(a)", keepUntil: addPeriod(today, period("P7D")) },
    };
    const agreed =
      approver === undefined
        ? {}
        : {
            approval: await approveExport(approvalQuestion(request, { mostRows: MOST_ROWS, validUntil: today }), {
              approver,
              role: "passTeam",
              permit,
              ledger,
              ledgerRetention,
              clock: system.clock,
            }),
          };
    // Asked for once the export is permitted: those who agreed to the purpose, each in the entry of the reading.
    async function* rows() {
      const account = [TEAM, SECOND].find(({ id }) => id === asked.actor);
      if (account === undefined || asked.purpose !== "offers") return;
      yield* await guard.run({ actor: account, role: "passTeam", purpose: "offers" }, async ({ read }) =>
        read(pass.records.youth, await holders(system)),
      );
    }
    const file = `numbers-${today}.age`;
    await exportRecords({
      ...request,
      rows: rows(),
      file: join(folder, file),
      replace: true,
      approval: { above: 0, zone: system.zone, ...agreed },
    });
    return file;
  };
}

/** What an export leaves in the ledger: refused, or started and then sealed or aborted. */
import type { AuditEvent, ClearFact, PartRetention } from "@favorable/audit";
import { exportError } from "./export-error.ts";
import { type ExportedRecipient, isName, isText } from "./manifest.ts";

/**
 * Records an event durably before it resolves: `(event) => log.append(event)`. It must not depend on the transaction that the rows are
 * read in, which may be rolled back.
 */
export type Ledger = (event: AuditEvent) => Promise<unknown>;

/** The stages of an export. */
export type ExportStage = "refused" | "started" | "sealed" | "aborted";

/** Who and what, the same in every event of an export. */
export interface LedgerSubject {
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  readonly record: string;
  readonly recipients: readonly ExportedRecipient[];
  /** How long the log keeps the actor and the recipients. */
  readonly retention: PartRetention;
}

/** Makes an event. The actor and the recipients are people: they stand in parts, which the log can erase. */
export function exportEvent(stage: ExportStage, subject: LedgerSubject, facts: Readonly<Record<string, ClearFact>>): AuditEvent {
  const { actor, role, purpose, record, recipients, retention } = subject;
  const named = recipients.map(({ fingerprint, label }) => ({ fingerprint, ...(label === undefined ? {} : { label }) }));
  return {
    type: `export.${stage}`,
    clear: { role: declared(role), purpose: declared(purpose), record: declared(record), recipients: recipients.length, ...facts },
    parts: [
      ...(actor === "" ? [] : [{ name: "actor", subject: actor, value: actor, retention }]),
      ...(named.length === 0 ? [] : [{ name: "recipients", value: named, retention }]),
    ],
  };
}

/** Records an event and gives the ledger's own identifier of it, if it told one; throws `EXPORT_LEDGER` when it cannot be recorded. */
export async function record(ledger: Ledger, event: AuditEvent): Promise<string | undefined> {
  try {
    const told = await ledger(event);
    const id: unknown = typeof told === "object" && told !== null ? Reflect.get(told, "id") : undefined;
    return typeof id === "string" && isText(id) && id.length <= 200 ? id : undefined;
  } catch {
    throw exportError("EXPORT_LEDGER", "the ledger did not record the export", { event: event.type });
  }
}

/** A name that may stand in clear. A wrong one may be anything, a person's name too, so it is only said to be wrong. */
export function declared(name: unknown): string {
  return isName(name) ? name : "malformed";
}

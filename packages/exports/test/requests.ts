/** Helpers of the tests: a record, a ledger that remembers, a folder of its own. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AuditEvent, checkEvent } from "@favorable/audit";
import { calendarDate, type Permit, simulatedClock } from "@favorable/core";
import { decryptAge, generateIdentity } from "@favorable/encryption";
import type { ExportFileRequest } from "@favorable/exports/node";
import { defineVocabulary } from "@favorable/fields";
import { afterAll } from "vitest";
import * as z from "zod";

const vocabulary = defineVocabulary({
  purposes: { followUp: { statement: { en: "Follow up the vaccination of the staff" } } },
  categories: { identity: { label: { en: "Identity" } }, status: { label: { en: "Status" } }, comments: { label: { en: "Comments" } } },
  origins: { hrFile: { label: { en: "HR file" } } },
});
const tags = { origins: ["hrFile"], purposes: ["followUp"] } as const;

/** A record of `@favorable/fields`. */
export const agent = vocabulary.record("agent", {
  staffNumber: vocabulary.field(z.string(), { category: "identity", ...tags }),
  status: vocabulary.field(z.string(), { category: "status", ...tags }),
  doses: vocabulary.field(z.number(), { category: "status", ...tags }),
  comment: vocabulary.field(z.string(), { category: "comments", ...tags }),
});

/** Permits everything but the comment. */
export const permit: Permit = ({ role, action }) =>
  role === "director" && action === "extract"
    ? { allowed: true, fields: ["status", "staffNumber", "doses"] }
    : { allowed: false, code: "NOT_GRANTED" };

export const keys = await generateIdentity();

/** A folder of the test file's own; the caller removes it. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), "favorable-exports-"));
}

/** Gives a new folder, and the name of an export in it, each time it is asked; all are gone after the tests of the file. */
export function exportPlaces(): () => { readonly folder: string; readonly file: string } {
  const root = freshFolder();
  let turn = 0;
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return () => {
    const folder = join(root, String(turn++));
    mkdirSync(folder);
    return { folder, file: join(folder, "export.age") };
  };
}

/** The lines of an export, opened with {@link keys}. */
export async function plaintextOf(file: string): Promise<readonly string[]> {
  const bytes = await decryptAge(new Uint8Array(readFileSync(file)), { identities: [keys.identity] });
  return new TextDecoder().decode(bytes).trimEnd().split("\n");
}

/** What was recorded, in order. */
export const typesOf = (events: readonly { readonly type: string }[]): readonly string[] => events.map(({ type }) => type);

/** A ledger that remembers, and checks each event as a real log would. */
export function memoryLedger(fail: (event: AuditEvent) => boolean = () => false): {
  events: AuditEvent[];
  ledger: (event: AuditEvent) => Promise<void>;
} {
  const events: AuditEvent[] = [];
  const ledger = async (event: AuditEvent): Promise<void> => {
    checkEvent(event);
    if (fail(event)) throw new Error("the log is down");
    events.push(event);
  };
  return { events, ledger };
}

/** A request that succeeds. */
export function request(file: string, ledger: ExportFileRequest["ledger"]): ExportFileRequest {
  return {
    permit,
    actor: "a-17",
    role: "director",
    purpose: "followUp",
    record: agent,
    recipients: [{ recipient: keys.recipient, label: "Occupational health" }],
    ledger,
    ledgerRetention: { policy: "logs", version: 1, start: calendarDate("2021-11-02") },
    clock: simulatedClock(new Date("2021-11-02T09:30:00Z")),
    file,
    rows: people(3),
  };
}

/** Rows with a field too many. */
export async function* people(count: number): AsyncGenerator<Record<string, unknown>> {
  for (let at = 1; at <= count; at++) yield { staffNumber: `S${at}`, status: "complete", doses: 2, comment: `private ${at}`, salary: 1 };
}

/** Name and bytes, as text, of every file of a folder. */
export function contents(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "latin1")]));
}

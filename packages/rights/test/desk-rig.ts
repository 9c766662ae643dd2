/** A desk with a directory of two persons, for tests on every store. */
import { type AuditEntry, type AuditLog, memoryLog } from "@favorable/audit";
import { createSigner, generateKey, type NoteKey } from "@favorable/audit/node";
import { type SimulatedClock, type SubjectHolds, simulatedClock } from "@favorable/core";
import type { DeskDuties, DeskStaff } from "../src/desk/actors.ts";
import type { DeskOptions } from "../src/desk/context.ts";
import { createDesk, type Desk } from "../src/desk/desk.ts";
import { memoryDeskStore } from "../src/desk/memory-store.ts";
import type { DeskStore } from "../src/desk/store.ts";
import type { CodeMessage, PersonDirectory } from "../src/identity/directory.ts";
import type { DoneAct } from "../src/request/request.ts";
import { withDone } from "../src/state/done.ts";

export const ORIGIN = "hospital.example/audit";
const key: NoteKey = generateKey(ORIGIN);
export const signer = createSigner(key.privateKey);

export const handler: DeskStaff = { actor: "staff-h", role: "dpo-office", subject: "p-900" };
export const verifier: DeskStaff = { actor: "staff-v", role: "dpo-identity", subject: null };
export const approver: DeskStaff = { actor: "staff-a", role: "dpo", subject: null };
/** On staff, and the person of most requests. */
export const ownAgent: DeskStaff = { actor: "staff-own", role: "dpo-office", subject: "p-4711" };

export const duties: DeskDuties = {
  roles: { handler: ["dpo-office", "dpo"], verifier: ["dpo-identity", "dpo"], approver: ["dpo"] },
  apart: [
    ["handler", "verifier"],
    ["handler", "approver"],
    ["verifier", "approver"],
  ],
};

export interface Sent extends CodeMessage {
  readonly subject: string;
  readonly contact: string;
}

export interface Rig {
  readonly desk: Desk;
  readonly store: DeskStore;
  readonly log: AuditLog;
  readonly clock: SimulatedClock;
  /** Codes that were sent. */
  readonly sent: Sent[];
  /** Holds by id; released ones are gone. */
  readonly holds: Map<string, string>;
  /** Does what the desk put off. */
  settle(): Promise<void>;
  entries(): Promise<AuditEntry[]>;
}

/** What a store offers for a test. */
export type OpenStore = (clock: SimulatedClock) => Promise<{ readonly store: DeskStore; readonly log: AuditLog }>;

export const openMemory: OpenStore = async (clock) => {
  const log = memoryLog({ origin: ORIGIN, signer, clock });
  return { store: memoryDeskStore(log), log };
};

/** Opens a desk on 31 October 2021, 09:00 UTC. */
export async function openRig(open: OpenStore = openMemory, options: Partial<DeskOptions> = {}): Promise<Rig> {
  const clock = simulatedClock(new Date("2021-10-31T09:00:00Z"));
  const { store, log } = await open(clock);
  const sent: Sent[] = [];
  const holds = new Map<string, string>();
  const later: (() => Promise<void>)[] = [];
  const directory: PersonDirectory = {
    find: async (claim) => {
      if (claim === "matricule 4711") return { subject: "p-4711", contacts: ["contact-1"] };
      return claim === "matricule 4712" ? { subject: "p-4712", contacts: [] } : undefined;
    },
    send: async ({ subject, contact }, message) => void sent.push({ ...message, subject, contact }),
    agreeing: async (subject, answers) =>
      subject === "p-4711"
        ? Object.entries(answers)
            .filter(([kind, answer]) => answer === `right ${kind}`)
            .map(([kind]) => kind)
        : [],
  };
  let held = 0;
  const subjectHolds: SubjectHolds = {
    async place({ subject }) {
      holds.set(`hold-${++held}`, subject);
      return { id: `hold-${held}` };
    },
    release: async ({ id }) => void holds.delete(id),
  };
  const desk = createDesk({
    store,
    directory,
    codeKey: new Uint8Array(32).fill(7),
    zone: "Europe/Monaco",
    duties,
    logPolicy: { policy: "rights-desk", version: 1 },
    holds: subjectHolds,
    defer: (task) => void later.push(task),
    clock,
    ...options,
  });
  return {
    desk,
    store,
    log,
    clock,
    sent,
    holds,
    async settle() {
      for (const task of later.splice(0)) await task();
    },
    async entries() {
      const found: AuditEntry[] = [];
      for await (const entry of log.entries()) found.push(entry);
      return found;
    },
  };
}

/** Minutes later. */
export function wait(clock: SimulatedClock, minutes: number): void {
  clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000));
}

/** A request of the person, verified by a code. */
export async function verifiedRequest(
  rig: Rig,
  kind: "access" | "erasure" | "portability" | "objection" | "withdrawal" = "access",
): Promise<string> {
  const purpose = kind === "withdrawal" || kind === "objection" ? { purpose: "followUp" } : {};
  const { id } = await rig.desk.receive({ kind, channel: "web", claim: "matricule 4711", ...purpose });
  await rig.desk.challenge(id, "matricule 4711");
  await rig.settle();
  await rig.desk.answerChallenge(id, rig.sent.at(-1)?.code ?? "");
  await rig.settle();
  return id;
}

/** As if what the request asks for had been done. */
export async function markDone({ store }: Rig, id: string, act: DoneAct): Promise<void> {
  await store.transaction(async (tx) => {
    const request = await tx.lock(id);
    if (request !== undefined) await tx.save(withDone(request, act));
  });
}

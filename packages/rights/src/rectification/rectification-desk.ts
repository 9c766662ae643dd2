/** Rectifications at work: verified, applied through the gate, and passed on to every recipient. */
import type { AuditEvent, ClearFact } from "@favorable/audit";
import { addPeriod, type CalendarDate, type Clock, dateInZone, type Period, PrivacyError, period, systemClock } from "@favorable/core";
import { type DeskDuties, type DeskStaff, takeOffice } from "../desk/actors.ts";
import type { Desk } from "../desk/desk.ts";
import type { CaseRegister, Recorded, RegisterPolicy } from "../register/case-register.ts";
import { declared, instant, plainWords } from "../register/plain-words.ts";
import type { DoneAct, Office } from "../request/request.ts";
import type { Restrictions } from "../restrictions/restrictions.ts";
import { assertVerified, didAct, type VerifiedRequest } from "../verified/verified-request.ts";
import {
  assertStep,
  foldRectification,
  type RecipientFinding,
  type Rectification,
  type RectificationAct,
  recipientFindings,
} from "./rectification.ts";

/** Tells to which declared recipients a person's fields went: the ledger of exports, and the declaration. */
export type RecipientsPort = (subject: string, fields: readonly string[]) => Promise<readonly string[]>;

/** What a desk is made of. */
export interface RectificationDeskOptions {
  readonly register: CaseRegister<RectificationAct>;
  readonly recipients: RecipientsPort;
  /** Places the restriction while accuracy is contested. */
  readonly restrictions: Pick<Restrictions, "place">;
  /** How long recipients may wait; one month, as the answer to the person (GDPR article 12(3)), when left out. */
  readonly tellWithin?: Period;
  /** Tells whose a request is: the desk of requests. */
  readonly requests: Pick<Desk, "find">;
  /** Who may act, as at the desk: a handler opens and tells, an approver applies, declines and excuses; nobody acts on their own data. */
  readonly duties: DeskDuties;
  readonly logPolicy: RegisterPolicy;
  /** Zone in which days are counted. */
  readonly zone: string;
  readonly clock?: Clock;
}

/** What is asked. */
export interface RectificationOrder {
  /** `record.field` names. */
  readonly fields: readonly string[];
  /** The accuracy is contested and must be verified first: processing is restricted meanwhile (GDPR article 18(1)(a)). */
  readonly contested: boolean;
}

/** The desk. */
export interface RectificationDesk {
  /**
   * Opens the case of a verified request; one that is contested is restricted before anything else happens.
   *
   * @returns the case; its id is that of the request
   * @throws `REQUEST_UNVERIFIED`, `REQUEST_KIND`, `REQUEST_ENDED`, `NAME_INVALID`, `FIELDS_MISSING`, `RECTIFICATION_EXISTS`, `CASE_CONFLICT`;
   *   `STAFF_INVALID`, `DESK_ROLE_REFUSED`, `OWN_RECORD`, `DUTIES_NOT_APART`
   */
  open(request: VerifiedRequest, order: RectificationOrder, staff: DeskStaff): Promise<Rectification>;
  /**
   * Applies the change, then makes one task for each recipient. One member of staff at a time: that it was begun, and to whom the data had gone, is
   * recorded before it is, so that a process that is killed loses no recipient.
   *
   * @param change - runs the change through the gate (`access.change` of the guard, under a purpose of the rights desk) and gives the number of
   *   rows; running it again must be harmless, for it runs before its act is recorded
   * @throws `RECTIFICATION_UNKNOWN`, `RECTIFICATION_STEP`, `COUNT_INVALID`, `RECIPIENTS_UNKNOWN`, `CASE_CONFLICT`, those of staff; what `change` throws
   */
  apply(request: VerifiedRequest, staff: DeskStaff, change: () => Promise<number>): Promise<Rectification>;
  /** Records what was done about a case; throws `RECTIFICATION_UNKNOWN`, `RECTIFICATION_STEP`, `TASK_UNKNOWN`, `TEXT_PERSONAL`, `NAME_INVALID`. */
  act(id: string, staff: DeskStaff, act: StaffDoing): Promise<Rectification>;
  /** One case; throws `RECTIFICATION_UNKNOWN`. */
  rectification(id: string): Promise<Rectification>;
  /** Recipients that were not told in time, and changes that were ordered and not made. */
  findings(asOf?: CalendarDate): Promise<readonly RecipientFinding[]>;
}

/** What is recorded of a case besides its change. */
export type StaffDoing = Extract<RectificationAct, { act: "decline" | "tell" | "excuse" | "inform-person" }>;

/** The office of each act. */
const OFFICES: Readonly<Record<RectificationAct["act"], Office>> = {
  open: "handler",
  start: "approver",
  stop: "approver",
  apply: "approver",
  decline: "approver",
  excuse: "approver",
  tell: "handler",
  "inform-person": "handler",
};

/** What the desk of requests is told of a change; an erasure is told by `erase`, which every order goes through. */
const DONE: Readonly<Partial<Record<Rectification["change"], DoneAct>>> = { rectification: "rectified", restriction: "restricted" };

const KINDS = ["rectification", "erasure", "restriction"] as const;

/** Makes the desk; throws `PERIOD_INVALID`. */
export function createRectificationDesk(options: RectificationDeskOptions): RectificationDesk {
  const { register, recipients, restrictions, requests, duties, logPolicy, zone, clock = systemClock } = options;
  const tellWithin = period(options.tellWithin ?? "P1M");
  const today = (): CalendarDate => dateInZone(clock.now(), zone);

  const found = (id: string, acts: Parameters<typeof foldRectification>[1]): Rectification => {
    const one = foldRectification(id, acts);
    if (one === undefined) throw new PrivacyError("RECTIFICATION_UNKNOWN", "no case of this id is there");
    return one;
  };
  const assertOffice = (
    staff: DeskStaff,
    act: RectificationAct["act"],
    acts: readonly Recorded<RectificationAct>[],
    subject?: string,
  ): void => {
    const by = (office: Office): string[] =>
      acts.flatMap(({ act: one }) => (OFFICES[one.act] === office && one.by !== undefined ? [one.by] : []));
    const acted = { handler: by("handler"), verifier: by("verifier"), approver: by("approver") };
    takeOffice({ acted, ...(subject === undefined ? {} : { subject }) }, OFFICES[act], staff, duties);
  };
  const append = async (id: string, act: RectificationAct, staff: DeskStaff, person?: string): Promise<Rectification> => {
    const acts = await register.acts(id);
    const request = person ?? (await requests.find(id))?.subject;
    if (request === undefined) throw new PrivacyError("RECTIFICATION_UNKNOWN", "no case of this id is there");
    assertOffice(staff, act.act, acts, request);
    assertStep(foldRectification(id, acts), act, clock.now());
    const recorded = { seq: acts.length + 1, at: clock.now().toISOString(), act: { ...act, by: staff.actor } };
    const retention = { ...logPolicy, start: today() };
    const parts = Object.entries({ actor: staff.actor, ...(person === undefined ? {} : { person }) }).map(([name, value]) => ({
      name,
      subject: value,
      value,
      retention,
    }));
    const entry: AuditEvent = { type: "rights.rectification", clear: { act: act.act, request: id, ...factsOf(act) }, parts };
    await register.append(id, recorded, entry);
    return found(id, [...acts, recorded]);
  };

  return Object.freeze({
    async open(request: VerifiedRequest, { fields: given, contested }: RectificationOrder, staff: DeskStaff) {
      await assertVerified(request, KINDS);
      const fields = given.map((name) => declared(name, "fields"));
      if (fields.length === 0) throw new PrivacyError("FIELDS_MISSING", "a rectification names the fields it is about");
      const change = KINDS.find((kind) => kind === request.kind) ?? "rectification";
      const acts = await register.acts(request.id);
      assertOffice(staff, "open", acts, request.subject);
      assertStep(foldRectification(request.id, acts), { act: "open", request: request.id, change, fields }, clock.now());
      const placed = contested ? await restrictions.place(request, { ground: "accuracy-contested" }) : undefined;
      const restriction = placed === undefined ? {} : { restriction: placed.id };
      return append(request.id, { act: "open", request: request.id, change, fields, ...restriction }, staff, request.subject);
    },
    async apply(request: VerifiedRequest, staff: DeskStaff, change: () => Promise<number>) {
      await assertVerified(request, KINDS);
      const { id } = request;
      const acts = await register.acts(id);
      const before = found(id, acts);
      assertOffice(staff, "start", acts, request.subject);
      const told = async (): Promise<void> => {
        const done = DONE[before.change];
        if (done !== undefined) await didAct(request, done);
      };
      // Applied before, and perhaps not told to the desk of requests.
      if (before.state === "applied" || before.state === "done") await told();
      assertStep(before, { act: "start", recipients: [] }, clock.now());
      let asked: readonly string[];
      try {
        // Asked before the change, and kept with its beginning: what an erasure removes may be what tells to whom it went.
        asked = [...new Set(await recipients(request.subject, before.fields))].map((name) => declared(name, "recipients"));
      } catch {
        throw new PrivacyError("RECIPIENTS_UNKNOWN", "nothing tells to whom the data went: the change would not reach them");
      }
      const { recipients: names } = await append(id, { act: "start", recipients: asked }, staff, request.subject);
      let rows: number;
      try {
        rows = await change();
        if (!Number.isSafeInteger(rows) || rows < 0) throw new PrivacyError("COUNT_INVALID", "a change tells how many rows it changed");
      } catch (error) {
        await append(id, { act: "stop" }, staff, request.subject);
        throw error;
      }
      const dueOn = addPeriod(today(), tellWithin);
      const tasks = names.map((recipient, at) => ({ id: `${at + 1}`, recipient, dueOn }));
      const applied = await append(id, { act: "apply", rows, tasks }, staff, request.subject);
      await told();
      return applied;
    },
    act: async (id: string, staff: DeskStaff, act: StaffDoing) => append(id, checked(act), staff),
    rectification: async (id: string) => found(id, await register.acts(id)),
    findings: async (asOf: CalendarDate = today()) => recipientFindings(await register.all(), asOf),
  });
}

function factsOf(act: RectificationAct): Readonly<Record<string, ClearFact>> {
  switch (act.act) {
    case "open":
      return { change: act.change, fields: act.fields.length, contested: act.restriction !== undefined };
    case "apply":
      return { rows: act.rows, recipients: act.tasks.length };
    case "decline":
      return { ground: act.ground };
    case "tell":
      return { task: act.task, means: act.means };
    case "excuse":
      return { task: act.task, reason: act.reason };
    case "start":
      return { recipients: act.recipients.length };
    case "inform-person":
    case "stop":
      return {};
  }
}

/** Reads an act once; throws `RECTIFICATION_ACT_INVALID` for what is none of the desk's. */
function checked(act: StaffDoing): RectificationAct {
  switch (act.act) {
    case "decline":
      return { act: "decline", ground: oneOf(act.ground, ["data-accurate", "identity-of-data", "text-forbids"]) };
    case "tell": {
      const means = oneOf(act.means, ["message", "letter", "interface", "phone", "in-person"]);
      return {
        act: "tell",
        task: declared(act.task, "task"),
        on: instant(act.on, "on"),
        means,
        evidence: declared(act.evidence, "evidence"),
      };
    }
    case "excuse": {
      const reason = oneOf(act.reason, ["impossible", "disproportionate"]);
      return { act: "excuse", task: declared(act.task, "task"), reason, justification: plainWords(act.justification, "justification") };
    }
    case "inform-person":
      return { act: "inform-person", on: instant(act.on, "on"), evidence: declared(act.evidence, "evidence") };
    default:
      throw new PrivacyError("RECTIFICATION_ACT_INVALID", "the desk knows no such act");
  }
}

function oneOf<const T extends string>(value: T, known: readonly T[]): T {
  if (!known.includes(value)) throw new PrivacyError("RECTIFICATION_ACT_INVALID", "a choice of the act is none of those there are");
  return value;
}

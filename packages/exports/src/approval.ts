/** Approval by a second person: what was asked, who agreed, and whether an export is what they agreed to. */
import type { PartRetention } from "@favorable/audit";
import { type CalendarDate, type Clock, dateInZone, type Permit, systemClock } from "@favorable/core";
import { exportError } from "./export-error.ts";
import { exportId } from "./export-id.ts";
import { declared, type Ledger, record as recordEvent } from "./ledger.ts";
import { isObject } from "./manifest.ts";
import type { Transform } from "./transform.ts";

/** What a second person is asked. */
export interface ApprovalQuestion {
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  readonly record: string;
  /** The fields that will leave. */
  readonly fields: readonly string[];
  /** Which of them are changed on the way out, and how; the others leave in clear. */
  readonly transforms: Readonly<Record<string, Transform["kind"]>>;
  /** The form of the rows. */
  readonly rows: "ndjson" | "csv";
  /** Fingerprints of the recipients. */
  readonly recipients: readonly string[];
  /** At most so many rows. */
  readonly mostRows: number;
  /** The last day on which the export may begin. */
  readonly validUntil: CalendarDate;
}

/** A question that was agreed to. Keep it where only the application writes: it is data, not a secret. */
export interface Approval extends ApprovalQuestion {
  readonly format: "favorable-approval/1";
  readonly id: string;
  readonly approver: string;
  readonly approverRole: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Who approves. */
export interface ApprovalOptions {
  readonly approver: string;
  readonly role: string;
  /** All roles that the approver holds, as in a request. */
  readonly holds?: readonly string[];
  /** Asked whether the approver, too, may extract these fields. */
  readonly permit: Permit;
  readonly ledger: Ledger;
  readonly ledgerRetention: PartRetention;
  readonly clock?: Clock;
}

/**
 * Approves an export, or refuses; either is recorded (`export.approved`, `export.approval-refused`) before this resolves.
 *
 * @throws `EXPORT_APPROVAL` with the `reason`: `SAME_PERSON`, `NOT_PERMITTED`, `QUESTION_MALFORMED`; `EXPORT_LEDGER`
 */
export async function approveExport(question: ApprovalQuestion, options: ApprovalOptions): Promise<Approval> {
  const { approver, role, ledger, ledgerRetention: retention, clock = systemClock } = options;
  const reason = refusalOf(question, options);
  const facts = {
    role: declared(role),
    purpose: declared(question.purpose),
    record: declared(question.record),
    rows: countOf(question.mostRows),
  };
  const parts = [
    ...(isName(approver) ? [{ name: "approver", subject: approver, value: approver, retention }] : []),
    ...(isName(question.actor) && question.actor !== approver
      ? [{ name: "actor", subject: question.actor, value: question.actor, retention }]
      : []),
  ];
  if (reason !== undefined) {
    await recordEvent(ledger, { type: "export.approval-refused", clear: { ...facts, reason }, parts });
    throw exportError("EXPORT_APPROVAL", "the export cannot be approved by this person", { reason });
  }
  const instant = clock.now();
  const id = exportId(instant);
  await recordEvent(ledger, { type: "export.approved", clear: { ...facts, approval: id, validUntil: question.validUntil }, parts });
  const { actor, role: asked, purpose, record, fields, transforms, rows, recipients, mostRows, validUntil } = question;
  return {
    ...{ format: "favorable-approval/1", id, approver, approverRole: role, at: instant.toISOString() },
    ...{ actor, role: asked, purpose, record, fields: [...fields], transforms: { ...transforms }, rows },
    ...{ recipients: [...recipients], mostRows, validUntil },
  };
}

function refusalOf(question: ApprovalQuestion, { approver, role, holds, permit }: ApprovalOptions): string | undefined {
  const { actor, purpose, record, fields, mostRows } = question;
  const named = [actor, question.role, purpose, record, approver, role].every(isName);
  const formed = isObject(question.transforms) && (question.rows === "ndjson" || question.rows === "csv");
  if (!named || !formed || !(Number.isSafeInteger(mostRows) && mostRows > 0)) return "QUESTION_MALFORMED";
  if (actor === approver) return "SAME_PERSON";
  try {
    const answer = permit({ actor: approver, role, ...(holds === undefined ? {} : { holds }), purpose, action: "extract", record });
    const may = answer.allowed === true && fields.length > 0 && fields.every((field) => answer.fields.includes(field));
    return may ? undefined : "NOT_PERMITTED";
  } catch {
    return "NOT_PERMITTED";
  }
}

const isName = (value: unknown): value is string => typeof value === "string" && value !== "";
const countOf = (value: number): number => (Number.isSafeInteger(value) ? value : 0);

/** From how many rows on a second person is needed, and their approval. */
export interface ApprovalRule {
  /** Exports of more rows than this need an approval; 0 for every export. */
  readonly above: number;
  readonly approval?: Approval;
  /** IANA zone in which `validUntil` is counted. */
  readonly zone: string;
}

/**
 * How many rows may leave: without an approval up to the rule's bound.
 *
 * @throws `EXPORT_APPROVAL` with the `reason`: `RULE_MALFORMED`, `OTHER_EXPORT`, `EXPIRED`, `SAME_PERSON`
 */
export function allowedRows(rule: ApprovalRule | undefined, asked: Omit<ApprovalQuestion, "mostRows" | "validUntil">, now: Date): number {
  if (rule === undefined) return Number.POSITIVE_INFINITY;
  const refuse = (reason: string): never => {
    throw exportError("EXPORT_APPROVAL", "the approval does not cover this export", { reason });
  };
  if (!Number.isSafeInteger(rule.above) || rule.above < 0) refuse("RULE_MALFORMED");
  const { approval } = rule;
  if (approval === undefined) return rule.above;
  if (approval.approver === asked.actor) refuse("SAME_PERSON");
  const same = (["actor", "role", "purpose", "record"] as const).every((name) => approval[name] === asked[name]);
  const within = (ours: readonly string[], theirs: readonly string[]): boolean => ours.every((one) => theirs.includes(one));
  // What an approver was told leaves masked must not leave in clear; an approval that says nothing of it covers nothing.
  const { transforms } = approval;
  const kindOf = (all: ApprovalQuestion["transforms"], field: string): string | undefined =>
    Object.hasOwn(all, field) ? all[field] : undefined;
  const changed = isObject(transforms) && asked.fields.every((field) => kindOf(asked.transforms, field) === kindOf(transforms, field));
  const lists = Array.isArray(approval.fields) && Array.isArray(approval.recipients);
  const sameRows = changed && approval.rows === asked.rows;
  const covers = same && sameRows && lists && within(asked.fields, approval.fields) && within(asked.recipients, approval.recipients);
  if (approval.format !== "favorable-approval/1" || !covers || !Number.isSafeInteger(approval.mostRows)) refuse("OTHER_EXPORT");
  if (!(dateInZone(now, rule.zone) <= approval.validUntil)) refuse("EXPIRED");
  return Math.max(rule.above, approval.mostRows);
}

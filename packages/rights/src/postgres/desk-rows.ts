/** Requests as rows, and back. */
import { calendarDate } from "@favorable/core";
import type { SqlParam } from "@favorable/sql";
import type { ProofMethod, RequestChannel, RequestKind, RequestState } from "../request/kinds.ts";
import type { DeskRequest, DoneAct, ExtensionReason, RefusalGround, RequestOutcome, Sending } from "../request/request.ts";

/** A row as the driver gives it: dates and instants as text, nothing as null. */
interface RequestRow {
  readonly id: string;
  readonly kind: RequestKind;
  readonly channel: RequestChannel;
  readonly purpose: string | null;
  readonly received_at: string;
  readonly received_on: string;
  readonly state: RequestState;
  readonly candidate: string | null;
  readonly subject: string | null;
  readonly method: ProofMethod | null;
  readonly verified_at: string | null;
  readonly proof: string | null;
  readonly upheld_on: string | null;
  readonly upheld_for: readonly string[] | null;
  readonly withdrawal: DeskRequest["withdrawal"] | null;
  readonly erasure_ordered_on: string | null;
  readonly done: readonly DoneAct[];
  readonly answer_channel: Sending["channel"] | null;
  readonly answer_sent_on: string | null;
  readonly answer_evidence: string | null;
  readonly identity_asked_on: string | null;
  readonly identity_proved_on: string | null;
  readonly extended_on: string | null;
  readonly extension_reason: ExtensionReason | null;
  readonly due_on: string;
  readonly suspended: boolean;
  readonly ended_on: string | null;
  readonly outcome: RequestOutcome | null;
  readonly refusal_ground: RefusalGround | null;
  readonly complaint_authority: string | null;
  readonly complaint_told_on: string | null;
  readonly hold: DeskRequest["hold"];
  readonly hold_id: string | null;
  readonly handlers: readonly string[];
  readonly verifiers: readonly string[];
  readonly approvers: readonly string[];
}

/** Columns and their types, in the order of {@link requestParams}. */
const COLUMNS: readonly (readonly [column: string, type: string])[] = [
  ["id", "text"],
  ["kind", "text"],
  ["channel", "text"],
  ["purpose", "text"],
  ["received_at", "timestamptz"],
  ["received_on", "date"],
  ["state", "text"],
  ["candidate", "text"],
  ["subject", "text"],
  ["method", "text"],
  ["verified_at", "timestamptz"],
  ["proof", "text"],
  ["upheld_on", "date"],
  ["upheld_for", "text[]"],
  ["withdrawal", "jsonb"],
  ["erasure_ordered_on", "date"],
  ["done", "text[]"],
  ["answer_channel", "text"],
  ["answer_sent_on", "date"],
  ["answer_evidence", "text"],
  ["identity_asked_on", "date"],
  ["identity_proved_on", "date"],
  ["extended_on", "date"],
  ["extension_reason", "text"],
  ["due_on", "date"],
  ["suspended", "boolean"],
  ["ended_on", "date"],
  ["outcome", "text"],
  ["refusal_ground", "text"],
  ["complaint_authority", "text"],
  ["complaint_told_on", "date"],
  ["hold", "text"],
  ["hold_id", "text"],
  ["handlers", "text[]"],
  ["verifiers", "text[]"],
  ["approvers", "text[]"],
];

const NAMES = COLUMNS.map(([name]) => name).join(", ");
const VALUES = COLUMNS.map(([, type], at) => `$${at + 1}::${type}`).join(", ");

/** Inserts a request. */
export const INSERT_REQUEST: string = `insert into favorable.rights_request (${NAMES}) values (${VALUES})`;

/** Writes a request whole. */
export const UPDATE_REQUEST: string = `update favorable.rights_request set (${NAMES}) = row(${VALUES}) where id = $1::text`;

/** Reads requests; conditions follow. */
export const SELECT_REQUEST: string = `select ${NAMES} from favorable.rights_request`;

/** The parameters of both. */
export function requestParams(request: DeskRequest): SqlParam[] {
  const { acted, complaint } = request;
  return [
    request.id,
    request.kind,
    request.channel,
    request.purpose ?? null,
    request.receivedAt,
    request.receivedOn,
    request.state,
    request.candidate ?? null,
    request.subject ?? null,
    request.method ?? null,
    request.verifiedAt ?? null,
    request.proof ?? null,
    request.upheldOn ?? null,
    request.upheldFor ?? null,
    request.withdrawal === undefined ? null : JSON.stringify(request.withdrawal),
    request.erasureOrderedOn ?? null,
    request.done ?? [],
    request.sent?.channel ?? null,
    request.sent?.on ?? null,
    request.sent?.evidence ?? null,
    request.identityAskedOn ?? null,
    request.identityProvedOn ?? null,
    request.extendedOn ?? null,
    request.extensionReason ?? null,
    request.dueOn,
    request.suspended,
    request.endedOn ?? null,
    request.outcome ?? null,
    request.refusalGround ?? null,
    complaint?.authority ?? null,
    complaint?.toldOn ?? null,
    request.hold,
    request.holdId ?? null,
    acted.handler,
    acted.verifier,
    acted.approver,
  ];
}

/** A request from its row. */
export function requestOf(found: unknown): DeskRequest {
  const row = found as RequestRow; // As SELECT_REQUEST gives it.
  const { complaint_authority: authority, complaint_told_on: toldOn } = row;
  const { answer_channel: channel, answer_sent_on: on, answer_evidence: evidence } = row;
  const date = <K extends string>(key: K, value: string | null) => (value === null ? {} : { [key]: calendarDate(value) });
  const text = <K extends string>(key: K, value: string | null) => (value === null ? {} : { [key]: value });
  return {
    id: row.id,
    kind: row.kind,
    channel: row.channel,
    receivedAt: instant(row.received_at),
    receivedOn: calendarDate(row.received_on),
    state: row.state,
    dueOn: calendarDate(row.due_on),
    suspended: row.suspended,
    hold: row.hold,
    acted: { handler: row.handlers, verifier: row.verifiers, approver: row.approvers },
    ...text("purpose", row.purpose),
    ...text("candidate", row.candidate),
    ...text("subject", row.subject),
    ...text("method", row.method),
    ...(row.verified_at === null ? {} : { verifiedAt: instant(row.verified_at) }),
    ...text("proof", row.proof),
    ...date("upheldOn", row.upheld_on),
    ...(row.upheld_for === null ? {} : { upheldFor: row.upheld_for }),
    ...(row.withdrawal === null || row.withdrawal === undefined ? {} : { withdrawal: row.withdrawal }),
    ...date("erasureOrderedOn", row.erasure_ordered_on),
    ...(row.done.length === 0 ? {} : { done: row.done }),
    ...(channel === null || on === null || evidence === null ? {} : { sent: { channel, on: calendarDate(on), evidence } }),
    ...date("identityAskedOn", row.identity_asked_on),
    ...date("identityProvedOn", row.identity_proved_on),
    ...date("extendedOn", row.extended_on),
    ...text("extensionReason", row.extension_reason),
    ...date("endedOn", row.ended_on),
    ...text("outcome", row.outcome),
    ...text("refusalGround", row.refusal_ground),
    ...(authority === null || toldOn === null ? {} : { complaint: { authority, judicialRemedy: true, toldOn: calendarDate(toldOn) } }),
    ...text("holdId", row.hold_id),
  };
}

/** An instant in the one form that compares as text. */
export function instant(text: string): string {
  return new Date(text).toISOString();
}

/** From a reviewed draft to the answer. */
import { PrivacyError } from "@favorable/core";
import type { DeskStaff } from "../desk/actors.ts";
import type { Desk } from "../desk/desk.ts";
import { insideOf } from "../desk/registered.ts";
import { withDone } from "../state/done.ts";
import { assertVerified } from "../verified/verified-request.ts";
import type { AccessPackage, PackageRecord, Withheld } from "./access-package.ts";
import { contentOf, type DisclosureDraft, type DraftContent, type NumberedRow } from "./disclose.ts";
import { notHeldOf, recipientsOf, toldRights } from "./told.ts";

/** What a reviewer decides of each flag. */
export type FlagDecisions = Readonly<Record<string, "send" | "withhold">>;

/**
 * Makes the answer, once every flag was decided by somebody who is not the person themselves. That it was made is in the log before it is given.
 *
 * @throws `REVIEW_PENDING` with the number of flags without decision, `REVIEW_UNKNOWN` for a decision on no flag; `DRAFT_UNKNOWN`; those of `act` of
 *   the desk for the reviewer, whose office is `handler`; `REQUEST_ENDED`
 */
export async function releaseDisclosure(
  desk: Desk,
  draft: DisclosureDraft,
  decisions: FlagDecisions,
  staff: DeskStaff,
): Promise<AccessPackage> {
  const content = contentOf(draft);
  await assertVerified(content.request, ["access", "portability"]);
  const known = new Set(draft.flags.map(({ id }) => id));
  if (Object.keys(decisions).some((id) => !known.has(id))) throw new PrivacyError("REVIEW_UNKNOWN", "a decision on what was not flagged");
  const pending = draft.flags.filter(({ id }) => decisions[id] !== "send" && decisions[id] !== "withhold");
  if (pending.length > 0)
    throw new PrivacyError("REVIEW_PENDING", "what may tell of other people was not looked at yet", { pending: pending.length });
  const withheld = draft.flags
    .filter(({ id }) => decisions[id] === "withhold")
    .map(({ record, row, field }): Withheld => ({ record, row, ...(field === undefined ? {} : { field }), ground: "rights-of-others" }));
  const answer = packageOf(content, withheld);
  const rows = answer.records.reduce((total, record) => total + record.rows.length, 0);
  const facts = { rows, flagged: draft.flags.length, withheld: withheld.length };
  await insideOf(desk).note(draft.request, {
    office: "handler",
    act: "disclose",
    staff,
    facts,
    change: (one) => withDone(one, "disclosed"),
  });
  return answer;
}

function packageOf({ request, source, rows, accesses, received }: DraftContent, withheld: readonly Withheld[]): AccessPackage {
  const { vocabulary } = source;
  const given = rows.flatMap((row) => cut(row, withheld));
  const records = source.records.flatMap((record): PackageRecord[] => {
    const own = given.filter((row) => row.record === record.name);
    if (own.length === 0) return [];
    const names = Object.keys(record.fields).filter((name) => own.some(({ values }) => Object.hasOwn(values, name)));
    const fields = names.flatMap((name) => {
      const field = record.fields[name];
      if (field === undefined) return [];
      const { label, category, purposes, origins } = field;
      return [{ name, ...(label === undefined ? {} : { label }), category, purposes, origins }];
    });
    const shown = own.map(({ values, origin }) => ({ values, ...(origin === undefined ? {} : { origin }) }));
    return [{ record: record.name, ...(record.label === undefined ? {} : { label: record.label }), fields, rows: shown }];
  });
  const used = records.flatMap(({ fields }) => fields);
  const purposes = new Set(used.flatMap((field) => field.purposes));
  const origins = new Set(used.flatMap((field) => field.origins));
  const regime = source.regime ?? "gdpr";
  const access = request.kind !== "portability";
  const told = toldRights(regime, source.authority);
  const categories = new Set(used.map(({ category }) => category));
  return {
    format: "favorable-access-package/1",
    kind: access ? "access" : "portability",
    request: request.id,
    regime,
    asOf: source.asOf,
    controller: source.controller,
    authority: source.authority,
    records,
    purposes: [...purposes].map((id) => {
      const { statement = {}, bases = [] } = vocabulary.purposes[id] ?? {};
      const told = bases.map(({ kind, from, until, reference }) => ({
        kind,
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
        ...(reference === undefined ? {} : { reference }),
      }));
      return { id, statement, bases: told };
    }),
    origins: [...origins].map((id) => ({ id, label: vocabulary.origins[id]?.label ?? {} })),
    periods: [...categories].map((category) => ({
      category,
      label: vocabulary.categories[category]?.label ?? {},
      period: source.periods[category] ?? {},
    })),
    recipients: recipientsOf(source.recipients, purposes, received),
    notHeld: access ? notHeldOf(source.records, rows) : [],
    rights: access ? told.rights : [],
    complaint: told.complaint,
    ...(source.automatedDecisions === undefined ? {} : { automatedDecisions: source.automatedDecisions }),
    ...(accesses === undefined ? {} : { accesses }),
    withheld,
  };
}

/** A row without what is withheld of it; nothing when all of it is. */
function cut(row: NumberedRow, withheld: readonly Withheld[]): NumberedRow[] {
  const mine = withheld.filter(({ record, row: number }) => record === row.record && number === row.number);
  if (mine.some(({ field }) => field === undefined)) return [];
  const values = Object.fromEntries(Object.entries(row.values).filter(([name]) => !mine.some(({ field }) => field === name)));
  return [{ ...row, values }];
}

/** The life of logs: as long as what they prove, or as the authority publishes. */
import { addPeriod, isCalendarDate, type Period } from "@favorable/core";
import type { BasisDocument, ProcessingDocument } from "@favorable/processing";
import { human, notApplicable, type ReviewContext, satisfied, settle } from "../../context.ts";
import { basesOf, entries, fieldsOf, holds, logCategories, type RetentionAt, retentionsOf } from "../../facts.ts";
import { moment, momentEn } from "../../french.ts";
import { longer, longest, readPeriod, sayPeriod } from "../../periods.ts";
import type { PublishedPeriod } from "../../profile.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Bilingual, Remark, Verdict } from "../../verdict.ts";
import { both, cite, inBody, say } from "../../wording.ts";
import { dayOf, type End, endOf, isOpen, outlives, writeBound } from "./ends.ts";
import { LOG_PERIOD_FACTS } from "./log-period-facts.ts";

/**
 * CCIN 2021-206 §V (eighteen months, the period of the data) and §VIII (the end of the duty, where the basis states one):
 * `ret-log-floor`. Under a profile that publishes periods for access logs the floor is the published one, or none: a floor drawn
 * from the data would contradict the published cap.
 */
export const logFloor: Rule = {
  id: "ret-log-floor",
  section: "VIII",
  severity: "reserve",
  origin: "seed",
  decides: decides("D"),
  needs: LOG_PERIOD_FACTS,
  statement: {
    fr: "Les journaux d'accès vivent au moins aussi longtemps que l'obligation ou les données qu'ils prouvent.",
    en: "Access logs live at least as long as the duty or the data they prove.",
  },
  source: { ccin: "CCIN 2021-206 §V, §VIII" },
  check(context) {
    const { document, profile } = context;
    const logs = logCategories(document);
    const floor = profile.floors["access-log"];
    if (floor !== undefined) return published(context, logs, floor);
    return profile.caps["access-log"] === undefined ? proving(context, logs) : notApplicable("profile");
  },
};

interface Found {
  readonly faults: string[];
  readonly gaps: string[];
  unknown: boolean;
}

const nothing = (): Found => ({ faults: [], gaps: [], unknown: false });

/** As long as the data, and to the end of the duty. */
function proving(context: ReviewContext, logs: readonly string[]): Verdict {
  const { document } = context;
  const data = dataEnds(document, logs);
  const lengths = data.flatMap(({ length }) => length ?? []);
  const duties = dutiesOnData(document, logs);
  const endsOfDuty = new Set(duties.flatMap(({ endEvent }) => endEvent ?? []));
  const asLong = kept("V", periodOf(longest(lengths)));
  if (logs.length === 0) {
    const ends = duties.slice(0, 1).map((duty) => kept("VIII", endOfDuty(document, duty)));
    return settle(context, { gaps: ["logs.category"], remarks: [ends.length > 0 ? inBody(asLong) : asLong, ...ends] }, satisfied());
  }
  const short = nothing();
  const ends = duties.map((duty) => ({ duty, found: nothing() }));
  const all = new Map(logs.flatMap((id) => retentionsOf(document, id)).map((one) => [one.path, one]));
  for (const id of logs) if (retentionsOf(document, id).length === 0) short.gaps.push(`retention.*.categories ∌ ${id}`);
  for (const one of all.values()) {
    compareWithData(document, one, data, endsOfDuty, short);
    for (const { duty, found } of ends) compareWithDuty(document, one, duty, found);
  }
  if (data.length === 0) short.gaps.push("retention");
  const speaks = ({ faults, gaps }: Found): boolean => faults.length > 0 || (gaps.length > 0 && document.stage === "submitted");
  const unended = distinct(ends.filter(({ found }) => speaks(found)).map(({ duty }) => kept("VIII", endOfDuty(document, duty))));
  const found = [short, ...ends.map((one) => one.found)];
  const facts = [...all.values()].map(({ path, retention }) => `${path}.minimum = ${writeBound(retention.minimum)}`);
  return settle(
    context,
    {
      faults: [...new Set(found.flatMap(({ faults }) => faults))],
      gaps: [...new Set(found.flatMap(({ gaps }) => gaps))],
      // Where the end of the duty is demanded too, the period is said along the way (C21, C32).
      remarks: [...(speaks(short) ? [unended.length > 0 ? inBody(asLong) : asLong] : []), ...unended],
    },
    found.some(({ unknown }) => unknown) ? asked(facts) : satisfied("promise", facts),
  );
}

function distinct(remarks: readonly Remark[]): readonly Remark[] {
  return [...new Map(remarks.map((remark) => [remark.statement.fr, remark])).values()];
}

/** Neither the floor nor the cap of the logs may end before the data they prove. */
function compareWithData(
  document: ProcessingDocument,
  { path, retention }: RetentionAt,
  data: readonly End[],
  duty: Set<string>,
  found: Found,
): void {
  for (const name of ["minimum", "maximum"] as const) {
    const bound = retention[name];
    const log = endOf(document, bound);
    if (bound === undefined || log === undefined) continue;
    for (const end of data) {
      const reach = outlives(document, log, end, duty);
      const fact = `${path}.${name} = ${writeBound(bound)} < ${writeEnd(end)}`;
      if (reach === "unknown") found.unknown = true;
      if (reach === "short" && isOpen(document, name, bound, retention.minimum)) found.gaps.push(`${path}.${name}.event`);
      else if (reach === "short") found.faults.push(fact);
    }
  }
  const silent = endOf(document, retention.minimum) === undefined && endOf(document, retention.maximum) === undefined;
  if (silent) found.gaps.push(`${path}.minimum`);
}

function writeEnd(end: End): string {
  return (
    end.length ??
    end.day ??
    (end.event === undefined ? "∅" : writeBound({ event: end.event, ...(end.after === undefined ? {} : { period: end.after }) }))
  );
}

/** The floor must reach the day on which the duty ends, or the event that ends it; and the cap must not end before. */
function compareWithDuty(document: ProcessingDocument, { path, retention }: RetentionAt, duty: BasisDocument, found: Found): void {
  const end = duty.until ?? (duty.endEvent === undefined ? undefined : dayOf(document, duty.endEvent));
  for (const name of ["minimum", "maximum"] as const) {
    const bound = retention[name];
    const log = endOf(document, bound);
    if (bound === undefined || log === undefined) {
      if (name === "minimum") found.gaps.push(`${path}.minimum`);
      continue;
    }
    if (log.event !== undefined && !holds(document.events, log.event)) {
      found.gaps.push(`events.${log.event}`);
      continue;
    }
    if (log.event !== undefined && log.event === duty.endEvent) continue;
    const day =
      log.day ?? (log.length !== undefined && isCalendarDate(document.startsOn) ? addPeriod(document.startsOn, log.length) : undefined);
    const open = isOpen(document, name, bound, retention.minimum);
    if (end !== undefined && day !== undefined) {
      if (day < end)
        (open ? found.gaps : found.faults).push(open ? `${path}.${name}.event` : `${path}.${name} = ${writeBound(bound)} < ${end}`);
    } else if (log.event !== undefined && duty.endEvent !== undefined) {
      found.faults.push(`${path}.${name} = ${writeBound(bound)} ≠ ${duty.endEvent}`);
    } else if (name === "minimum" && log.event === undefined) found.gaps.push(`${path}.minimum.event`);
    else found.unknown = true;
  }
}

/** The legal duties that the data themselves serve and whose end is stated; the logs' own purpose does not count. */
function dutiesOnData(document: ProcessingDocument, logs: readonly string[]): readonly BasisDocument[] {
  const served = new Set(fieldsOf(document).flatMap(({ field }) => (logs.includes(field.category) ? [] : field.purposes)));
  return basesOf(document).flatMap(({ purpose, basis }) =>
    basis.kind === "legal-obligation" &&
    (basis.until !== undefined || basis.endEvent !== undefined) &&
    (served.size === 0 || served.has(purpose))
      ? [basis]
      : [],
  );
}

/** The ends of the data that the logs speak of. */
function dataEnds(document: ProcessingDocument, logs: readonly string[]): readonly End[] {
  return entries(document.retention).flatMap(([, retention]) =>
    retention.categories.some((id) => !logs.includes(id)) ? (endOf(document, retention.maximum, retention.start) ?? []) : [],
  );
}

/** The published floor, from the first entry. */
function published(context: ReviewContext, logs: readonly string[], floor: PublishedPeriod): Verdict {
  const { document } = context;
  const least = readPeriod(floor.period);
  const remark = kept("VIII", periodOf(least));
  if (logs.length === 0) return settle(context, { gaps: ["logs.category"], remarks: [remark] }, satisfied());
  const found = nothing();
  const endsOfDuty = new Set(dutiesOnData(document, logs).flatMap(({ endEvent }) => endEvent ?? []));
  const all = new Map(logs.flatMap((id) => retentionsOf(document, id)).map((one) => [one.path, one]));
  for (const { path, retention } of all.values())
    for (const name of ["minimum", "maximum"] as const) {
      const bound = retention[name];
      const log = endOf(document, bound);
      if (bound === undefined || log === undefined || least === undefined) continue;
      const day = isCalendarDate(document.startsOn) ? addPeriod(document.startsOn, least) : undefined;
      // Of an event without a day, only one that ends the duty is known to be far enough.
      if (log.event !== undefined && (log.day === undefined || day === undefined)) {
        if (!endsOfDuty.has(log.event)) found.unknown = true;
        continue;
      }
      const short = log.event === undefined ? log.length !== undefined && longer(least, log.length) : (log.day ?? "") < (day ?? "");
      if (short && isOpen(document, name, bound, retention.minimum)) found.gaps.push(`${path}.${name}.event`);
      else if (short) found.faults.push(`${path}.${name} = ${writeBound(bound)} < ${least}`);
    }
  const facts = [...all.values()].map(({ path, retention }) => `${path}.maximum = ${writeBound(retention.maximum)}`);
  return settle(
    context,
    { faults: found.faults, gaps: found.gaps, remarks: [remark] },
    found.unknown ? asked(facts) : satisfied("promise", facts),
  );
}

function asked(facts: readonly string[]): Verdict {
  return human(
    "Les journaux d'accès vivent-ils aussi longtemps qu'il le faut, alors que le dossier ne date pas leur terme ?",
    "Do the access logs live as long as they must, though the file gives no day for their end?",
    "promise",
    facts,
  );
}

function periodOf(length: Period | undefined): Bilingual {
  return length === undefined
    ? { fr: "la fin de conservation des informations", en: "the end of retention of the data" }
    : { fr: `une période de ${sayPeriod(length).fr}`, en: `a period of ${sayPeriod(length).en}` };
}

function endOfDuty(document: ProcessingDocument, duty: BasisDocument): Bilingual {
  const event = duty.endEvent === undefined || !holds(document.events, duty.endEvent) ? undefined : document.events?.[duty.endEvent];
  if (event !== undefined) {
    const named = both(event.label, duty.endEvent ?? "");
    return { fr: moment(named.fr), en: momentEn(named.en) };
  }
  const text =
    duty.reference === undefined ? { fr: "", en: "" } : { fr: ` (${cite(duty.reference).fr})`, en: ` (${cite(duty.reference).en})` };
  return { fr: `la fin de l'obligation légale${text.fr}`, en: `the end of the legal duty${text.en}` };
}

function kept(section: "V" | "VIII", before: Bilingual): Remark {
  return say(
    section,
    "demande",
    [
      `les logs de connexion ne puissent pas être modifiés ou supprimés avant ${before.fr}`,
      `connection logs not be changed or deleted before ${before.en}`,
    ],
    [
      "tenir les journaux dans un support à ajout seul jusqu'à ce terme, et fixer leur durée maximale",
      "keep the logs in an append-only store until that term, and set their maximum",
    ],
  );
}

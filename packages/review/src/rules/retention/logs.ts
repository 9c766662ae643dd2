/** The two-sided life of logs: at least as long as what they prove, and untouched until then. */
import { addPeriod, isCalendarDate, type Period } from "@favorable/core";
import type { BasisDocument, ProcessingDocument, RetentionDocument } from "@favorable/processing";
import { observed, satisfied, settle } from "../../context.ts";
import { basesOf, entries, fieldsOf, holds, logCategories, retentionOf } from "../../facts.ts";
import { longer, longest, readPeriod, sayPeriod } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Bilingual, Remark } from "../../verdict.ts";
import { both, cite, inBody, say } from "../../wording.ts";
import { granted } from "../access/matrix.ts";

/** CCIN 2021-206 §V (eighteen months) and §VIII (the end of the duty): `ret-log-floor`. */
export const logFloor: Rule = {
  id: "ret-log-floor",
  section: "VIII",
  severity: "reserve",
  origin: "seed",
  decides: decides("D"),
  statement: {
    fr: "Les journaux d'accès vivent au moins aussi longtemps que l'obligation ou les données qu'ils prouvent.",
    en: "Access logs live at least as long as the duty or the data they prove.",
  },
  source: { decision: "CCIN 2021-206 §V, §VIII" },
  check(context) {
    const { document } = context;
    const logs = logCategories(document);
    const proved = provedPeriod(document, logs);
    const duties = dutiesOnData(document, logs);
    const asPeriod = keptAsLong(proved);
    const ends = duties.map((duty) => ({ duty, found: nothing() }));
    const short = nothing();
    if (logs.length === 0)
      return settle(
        context,
        {
          gaps: ["logs.category"],
          remarks: [duties.length > 0 ? inBody(asPeriod) : asPeriod, ...duties.slice(0, 1).map((duty) => keptToEnd(document, duty))],
        },
        satisfied(),
      );
    for (const id of logs) {
      const kept = retentionOf(document, id);
      if (kept === undefined) {
        short.gaps.push(`retention: ${id}`);
        continue;
      }
      compareWithData(document, kept, proved, logs, short);
      for (const { duty, found } of ends) compareWithDuty(document, kept, duty, found);
    }
    if (proved === undefined && dataEvents(document, logs).length === 0) short.gaps.push("retention");
    const speaks = ({ faults, gaps }: Found): boolean => faults.length > 0 || (gaps.length > 0 && document.stage === "submitted");
    const unended = ends.filter(({ found }) => speaks(found)).map(({ duty }) => keptToEnd(document, duty));
    const all = [short, ...ends.map(({ found }) => found)];
    return settle(
      context,
      {
        faults: [...new Set(all.flatMap(({ faults }) => faults))],
        gaps: [...new Set(all.flatMap(({ gaps }) => gaps))],
        // Where the end of the duty is demanded too, the period is said along the way (C21, C32).
        remarks: [...(speaks(short) ? [unended.length > 0 ? inBody(asPeriod) : asPeriod] : []), ...unended.slice(0, 1)],
      },
      satisfied(
        "promise",
        logs.map((id) => `${retentionOf(document, id)?.path}.minimum`),
      ),
    );
  },
};

function nothing(): Found {
  return { faults: [], gaps: [] };
}

interface Found {
  readonly faults: string[];
  readonly gaps: string[];
}

type Placed = NonNullable<ReturnType<typeof retentionOf>>;

/** Neither the floor nor the cap of the logs may be shorter than the period of the data they prove. */
function compareWithData(
  document: ProcessingDocument,
  { path, retention }: Placed,
  proved: Period | undefined,
  logs: readonly string[],
  found: Found,
): void {
  for (const name of ["minimum", "maximum"] as const) {
    const bound = retention[name];
    const own = bound?.event === undefined ? readPeriod(bound?.period) : undefined;
    if (own !== undefined && proved !== undefined && longer(proved, own))
      found.faults.push(`${path}.${name} = ${own}; the data live ${proved}`);
  }
  if (retention.minimum === undefined && retention.maximum === undefined) found.gaps.push(`${path}.minimum`);
  const events = dataEvents(document, logs);
  const reached = [retention.minimum?.event, retention.maximum?.event];
  if (proved === undefined && events.length > 0 && !reached.some((event) => event !== undefined)) found.gaps.push(`${path}.minimum.event`);
}

/** The floor must reach the day on which the duty ends, or the event that ends it. */
function compareWithDuty(document: ProcessingDocument, { path, retention }: Placed, duty: BasisDocument, found: Found): void {
  const end = duty.until ?? (duty.endEvent === undefined ? undefined : document.events?.[duty.endEvent]?.on);
  const event = retention.minimum?.event;
  if (event !== undefined) {
    if (!holds(document.events, event)) found.gaps.push(`events.${event}`);
    else if (duty.endEvent !== undefined && duty.endEvent !== event)
      found.faults.push(`${path}.minimum ends with ${event}; the duty ends with ${duty.endEvent}`);
    return;
  }
  const own = readPeriod(retention.minimum?.period);
  const reaches = own !== undefined && isCalendarDate(document.startsOn) && end !== undefined && addPeriod(document.startsOn, own) >= end;
  if (!reaches) found.gaps.push(retention.minimum === undefined ? `${path}.minimum` : `${path}.minimum.event`);
}

/** The legal duties that the data themselves serve; the logs' own purpose does not count. */
function dutiesOnData(document: ProcessingDocument, logs: readonly string[]): readonly BasisDocument[] {
  const served = new Set(fieldsOf(document).flatMap(({ field }) => (logs.includes(field.category) ? [] : field.purposes)));
  return basesOf(document).flatMap(({ purpose, basis }) =>
    basis.kind === "legal-obligation" && (served.size === 0 || served.has(purpose)) ? [basis] : [],
  );
}

function dataRetentions(document: ProcessingDocument, logs: readonly string[]): readonly RetentionDocument[] {
  return entries(document.retention).flatMap(([, retention]) => (retention.categories.some((id) => !logs.includes(id)) ? [retention] : []));
}

function dataEvents(document: ProcessingDocument, logs: readonly string[]): readonly string[] {
  return dataRetentions(document, logs).flatMap(({ maximum }) => (maximum?.event === undefined ? [] : [maximum.event]));
}

/** The longest fixed period of the data that the logs speak of. */
function provedPeriod(document: ProcessingDocument, logs: readonly string[]): Period | undefined {
  const periods = dataRetentions(document, logs).flatMap(({ maximum }) => {
    const own = maximum?.event === undefined ? readPeriod(maximum?.period) : undefined;
    return own === undefined ? [] : [own];
  });
  return longest(periods);
}

function keptAsLong(proved: Period | undefined): Remark {
  const before: Bilingual =
    proved === undefined
      ? { fr: "la fin de conservation des informations", en: "the end of retention of the data" }
      : { fr: `une période de ${sayPeriod(proved).fr}`, en: `a period of ${sayPeriod(proved).en}` };
  return say(
    "V",
    "demande",
    [
      `les logs de connexion ne puissent pas être modifiés ou supprimés avant ${before.fr}`,
      `connection logs cannot be changed or deleted before ${before.en}`,
    ],
    [
      `conserver les journaux au moins aussi longtemps que les informations${proved === undefined ? "" : ` (${proved})`}`,
      `keep the logs at least as long as the data${proved === undefined ? "" : ` (${proved})`}`,
    ],
  );
}

function keptToEnd(document: ProcessingDocument, duty: BasisDocument): Remark {
  const event = duty.endEvent === undefined || !holds(document.events, duty.endEvent) ? undefined : document.events?.[duty.endEvent];
  const text = duty.reference === undefined ? undefined : cite(duty.reference);
  const named = both(event?.label, "");
  const end: Bilingual =
    event === undefined
      ? {
          fr: `la fin de l'obligation légale${text === undefined ? "" : ` (${text.fr})`}`,
          en: `the end of the legal duty${text === undefined ? "" : ` (${text.en})`}`,
        }
      : { fr: named.fr, en: named.en };
  return say(
    "VIII",
    "demande",
    [
      `les logs de connexion ne puissent pas être modifiés ou supprimés avant ${end.fr}`,
      `connection logs cannot be changed or deleted before ${end.en}`,
    ],
    [
      "lier la durée minimale des journaux à l'événement qui met fin à l'obligation, et fixer leur durée maximale",
      "bind the minimum life of the logs to the event that ends the duty, and set their maximum",
    ],
  );
}

/** CCIN 2021-206 §V and VIII; APDP guide on security measures: `ret-log-immutable`. */
export const logImmutable: Rule = {
  id: "ret-log-immutable",
  section: "VIII",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  statement: {
    fr: "Les journaux ne peuvent être ni modifiés ni supprimés avant ce terme.",
    en: "Logs cannot be modified or deleted before that term.",
  },
  source: { decision: "CCIN 2021-206 §V, §VIII", guide: "APDP guide on security measures" },
  check(context) {
    const { document, evidence } = context;
    const remark = say(
      "VIII",
      "demande",
      [
        "les journaux ne puissent être ni modifiés ni supprimés avant leur terme, par quiconque",
        "logs cannot be changed or deleted before their term, by anyone",
      ],
      [
        "tenir les journaux dans un support à ajout seul et retirer tout droit de modification ou de suppression",
        "keep the logs in an append-only store and remove every right to change or delete them",
      ],
    );
    const seen = evidence?.log;
    if (seen !== undefined && seen.verdict !== "intact") return observed([remark], [`log ${seen.verdict}, ${seen.size} entries`], "block");
    if ((seen?.mayChange ?? []).length > 0)
      return observed(
        [remark],
        (seen?.mayChange ?? []).map((role) => `may change the log: ${role}`),
      );
    const { access } = document;
    const logs = logCategories(document);
    const faults: string[] = [];
    const gaps = logs.length === 0 ? ["logs.category"] : [];
    for (const id of logs) {
      const kept = retentionOf(document, id);
      if (kept?.retention.immutable === false) faults.push(`${kept.path}.immutable = false`);
      if (document.logs?.store === undefined && kept?.retention.immutable === undefined) gaps.push("logs.store");
      const able =
        access === undefined
          ? []
          : entries(access.roles).filter(([role]) =>
              (granted(access, role, id) ?? []).some((action) => action === "modify" || action === "delete"),
            );
      // A grant may be beaten by a list of immutable categories that a draft has not stated yet.
      for (const [role] of able)
        (access?.immutable === undefined && document.stage === "draft" ? gaps : faults).push(`access.grants.${role}.${id}`);
    }
    if (document.logs?.store === "plain") faults.push("logs.store = plain");
    return settle(
      context,
      { faults, gaps: [...new Set(gaps)], remarks: [remark] },
      satisfied(
        seen === undefined ? "promise" : "evidence",
        seen === undefined
          ? [`logs.store = ${document.logs?.store ?? "immutable"}`]
          : [`log intact, ${seen.size} entries, ${seen.witnessed ?? "unwitnessed"}`],
      ),
    );
  },
};

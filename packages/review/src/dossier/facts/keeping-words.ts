/** A retention rule as a sentence, and a finding as a phrase. */
import type { ProcessingDocument, RetentionBound, RetentionDocument } from "@favorable/processing";
import { member } from "../clean.ts";
import type { Lang } from "../input.ts";
import { count, label, longDate, periodWords, plural, shortDate } from "../language.ts";
import { ENDINGS, KEEPING_NAMES } from "../vocabulary.ts";
import { DATA, HEAD } from "../words.ts";
import type { Keeping } from "./retention.ts";

/** « au moins 18 mois, au plus 2 ans, à compter du 30 octobre 2021, puis suppression ». */
export function ruleWords(lang: Lang, line: Keeping, document: ProcessingDocument): string {
  if (line.kind !== "data") {
    if (line.period === undefined) return DATA.noPeriod[lang];
    return `${(line.kind === "channel" ? DATA.stays : DATA.rotates)[lang]} ${periodWords(lang, line.period)}`;
  }
  const rule = line.rule;
  if (rule === undefined || (rule.minimum === undefined && rule.maximum === undefined)) return DATA.noPeriod[lang];
  const same = JSON.stringify(rule.minimum) === JSON.stringify(rule.maximum);
  const parts: string[] = [];
  if (same) parts.push(boundWords(lang, rule.maximum, document));
  if (!same && rule.minimum !== undefined) parts.push(`${DATA.atLeast[lang]} ${boundWords(lang, rule.minimum, document)}`);
  if (!same && rule.maximum !== undefined) parts.push(`${DATA.atMost[lang]} ${boundWords(lang, rule.maximum, document)}`);
  const counted = [rule.minimum, rule.maximum].some((bound) => bound?.period !== undefined && bound.event === undefined);
  if (counted) parts.push(startWords(lang, rule, document));
  const ending = rule.then === undefined ? undefined : member(ENDINGS, rule.then);
  if (ending !== undefined) parts.push(`${DATA.then[lang]} ${ending[lang]}`);
  return parts.filter((part) => part !== "").join(", ");
}

function boundWords(lang: Lang, bound: RetentionBound | undefined, document: ProcessingDocument): string {
  const length = bound?.period === undefined ? "" : periodWords(lang, bound.period);
  if (bound?.event === undefined) return length;
  const name = eventWords(lang, bound.event, document);
  if (length === "") return lang === "fr" ? `jusqu’à\u00A0: ${name}` : `until: ${name}`;
  return lang === "fr" ? `${length} après\u00A0: ${name}` : `${length} after: ${name}`;
}

function startWords(lang: Lang, rule: RetentionDocument, document: ProcessingDocument): string {
  const start = rule.start;
  switch (start?.kind) {
    case "fixed-date":
      return lang === "fr" ? `à compter du ${longDate(lang, start.on)}` : `from ${longDate(lang, start.on)}`;
    case "field":
      return lang === "fr" ? `à compter du champ ${start.field}` : `from the field ${start.field}`;
    case "last-activity":
      return lang === "fr" ? "à compter de la dernière activité" : "from the last activity";
    case "event":
      return lang === "fr"
        ? `à compter de\u00A0: ${eventWords(lang, start.event, document)}`
        : `from: ${eventWords(lang, start.event, document)}`;
    default:
      return lang === "fr" ? "point de départ non déclaré" : "start not stated";
  }
}

function eventWords(lang: Lang, id: string, document: ProcessingDocument): string {
  const event = member(document.events, id);
  const name = label(event?.label, lang, id);
  return event?.on === undefined ? name : `${name} (${shortDate(lang, event.on)})`;
}

/** « 36 jours de retard », « 2 en retard », « dans le délai », « durée non déclarée ». */
export function findingWords(lang: Lang, line: Keeping): string {
  if (line.state !== "overdue") return KEEPING_NAMES[line.state][lang];
  const counted = line.overdue === undefined || line.overdue === 0 ? "" : `${count(lang, line.overdue)}\u00A0`;
  if (line.late === 0) return `${counted}${DATA.late[lang]}`;
  if (counted !== "") return `${counted}${DATA.late[lang]}, ${daysLate(lang, line.late)}`;
  return daysLate(lang, line.late);
}

function daysLate(lang: Lang, late: number): string {
  const days = plural(lang, late, { fr: "jour", en: "day" }, { fr: "jours", en: "days" });
  return lang === "fr" ? `${days} de retard` : `${days} overdue`;
}

/** The first name and how many more, for a picture. */
export function shortNames(lang: Lang, line: Keeping): string {
  const more = line.names.length - 1;
  const named = { ...line, kind: "data" } as const;
  if (more < 2) return namesOf(lang, named);
  return `${namesOf(lang, { ...named, names: line.names.slice(0, 1) })} ${HEAD.and[lang]} ${plural(lang, more, { fr: "autre", en: "other" }, { fr: "autres", en: "others" })}`;
}

/** What is found, after the kind of copy when it is not the data itself. */
export function shortFinding(lang: Lang, line: Keeping): string {
  const kind = kindWords(lang, line);
  return kind === "" ? findingWords(lang, line) : `${kind}, ${findingWords(lang, line)}`;
}

/** The kind of copy, when a line is not about the data themselves. */
export function kindWords(lang: Lang, line: Keeping): string {
  return line.kind === "data" ? "" : (line.kind === "channel" ? DATA.channel : DATA.backup)[lang];
}

/** The names of what a line keeps, joined. */
export function namesOf(lang: Lang, line: Keeping): string {
  const names = line.names.map((name) => label(name.label, lang, name.id)).join(", ");
  return line.kind === "data" ? names : `${names} (${kindWords(lang, line)})`;
}

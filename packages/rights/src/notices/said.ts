/** What a notice says of one item in one language. */
import { calendarDate, isCalendarDate, isPeriod } from "@favorable/core";
import type { Text } from "@favorable/fields";
import { type Language, labelled } from "../register/sheet.ts";
import type { NoticeBasis, NoticeFacts } from "./facts.ts";
import { askedAt, type NoticeItem, rightsDue } from "./items.ts";
import { NOTICE_WORDS } from "./words.ts";

/** Lines; or that nothing was stated, or that there is nothing to state. */
export type Said = readonly string[] | "missing" | "not-applicable";

/** The European Economic Area: a controller established there has no representative (GDPR article 27). */
const EEA = new Set("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(" "));

/** Says an item. What nobody asks for is said where it is stated, and not missing where it is not. */
export function sayItem(item: NoticeItem, facts: NoticeFacts, language: Language): Said {
  const said = SAY[item](facts, language);
  return said === "missing" && askedAt(item, facts.regime, facts.collection) === undefined ? "not-applicable" : said;
}

type Say = (facts: NoticeFacts, language: Language) => Said;

const SAY: Readonly<Record<NoticeItem, Say>> = {
  // Law 1.165 asks who the controller is, the GDPR for its contact details as well.
  controller: ({ controller, regime }) =>
    stated([controller?.name, ...(regime === "mc-1165" && controller?.contact === undefined ? [] : [controller?.contact])]),
  representative({ controller, regime }) {
    const one = controller?.representative;
    if (one === "none" || (one === undefined && (regime !== "gdpr" || EEA.has(controller?.country ?? "")))) return "not-applicable";
    return stated([one?.name, one?.contact]);
  },
  dpo: ({ dpo }) => (dpo === "none" ? "not-applicable" : stated([dpo?.contact])),
  purposes: ({ purposes }, language) =>
    texts(
      purposes?.map(({ statement }) => statement),
      language,
    ),
  basis: ({ purposes }, language) =>
    stated((purposes ?? []).flatMap(({ bases }) => (bases.length === 0 ? [undefined] : bases.map((basis) => basisLine(basis, language))))),
  "legitimate-interests"({ purposes = [] }, language) {
    const interests = purposes.flatMap(({ bases }) => bases.filter(({ kind }) => kind === "legitimate-interest"));
    return interests.length === 0
      ? "not-applicable"
      : texts(
          interests.map(({ interest }) => interest),
          language,
        );
  },
  categories: ({ categories, collection, regime }, language) =>
    collection === "direct" && regime !== "mc-1565" ? "not-applicable" : texts(categories, language),
  source({ sources, collection }, language) {
    if (collection === "direct") return "not-applicable";
    const mark = ` (${NOTICE_WORDS[language].publicSource})`;
    return stated((sources ?? []).map((source) => suffixed(source.label[language], source.public === true ? mark : "")));
  },
  compulsory({ compulsory, collection }, language) {
    if (collection === "indirect") return "not-applicable";
    return compulsory === "none" ? [NOTICE_WORDS[language].none.compulsory] : stated([compulsory?.statement[language]]);
  },
  consequences({ compulsory, collection }, language) {
    if (collection === "indirect") return "not-applicable";
    return compulsory === "none" ? [NOTICE_WORDS[language].noConsequence] : stated([compulsory?.consequences?.[language]]);
  },
  recipients: ({ recipients }, language) =>
    recipients === "none" ? [NOTICE_WORDS[language].none.recipients] : texts(recipients, language),
  transfers({ transfers }, language) {
    if (transfers === "none") return [NOTICE_WORDS[language].none.transfers];
    const lines = (transfers ?? []).map(({ to, safeguard }) => [to[language], safeguard?.[language]] as const);
    return stated(lines.map(([to, safeguard]) => (blank(to) || blank(safeguard) ? undefined : `${to} — ${safeguard}`)));
  },
  retention: ({ retention }, language) =>
    stated(
      (retention ?? []).map(({ what, period }) =>
        blank(what[language]) || blank(period[language]) ? undefined : labelled(language, what[language] ?? "", period[language] ?? ""),
      ),
    ),
  rights(facts, language) {
    const { rights } = facts;
    const words = NOTICE_WORDS[language];
    const told = new Set(rights?.means.map(({ right }) => right));
    if (rights === undefined || blank(rights.contact?.[language]) || rightsDue(facts).some((right) => !told.has(right))) return "missing";
    const lines = rights.means.map(({ right, how }) =>
      blank(how?.[language]) ? words.rights[right] : labelled(language, words.rights[right], how?.[language] ?? ""),
    );
    const within = rights.answerWithin === undefined ? [] : [`${words.within} ${periodWords(rights.answerWithin, language)}`];
    return stated([...lines, labelled(language, words.exercise, rights.contact?.[language] ?? ""), ...within]);
  },
  withdrawal({ withdrawal, purposes = [] }, language) {
    const rests = purposes.some(({ bases }) => bases.some(({ kind }) => kind === "consent"));
    return rests ? texts([withdrawal], language) : "not-applicable";
  },
  complaint({ complaint }, language) {
    const authority = complaint?.authority[language];
    if (blank(authority)) return "missing";
    const contact = complaint?.contact;
    return [`${NOTICE_WORDS[language].complain} ${authority}${contact === undefined ? "" : ` (${contact})`}`];
  },
  "automated-decision"({ automatedDecisions }, language) {
    if (automatedDecisions === "none") return [NOTICE_WORDS[language].none["automated-decision"]];
    return stated((automatedDecisions ?? []).flatMap(({ logic, consequences }) => [logic[language], consequences[language]]));
  },
};

/** All of the lines, or nothing: a list with a gap is missing. */
function stated(lines: readonly (string | undefined)[]): Said {
  const whole = lines.map((line) => (blank(line) ? "" : (line?.trim() ?? "")));
  return whole.length === 0 || whole.includes("") ? "missing" : whole;
}

function texts(all: readonly (Text | undefined)[] | undefined, language: Language): Said {
  return stated((all ?? []).map((text) => text?.[language]));
}

/** Nothing is said without a letter or a digit, nor by a word that stands for a text to be written. */
function blank(text: string | undefined): boolean {
  return (
    text === undefined ||
    !/[\p{L}\p{N}]/u.test(text) ||
    /^[^\p{L}\p{N}]*(?:todo|tbd|fixme|xxx+|à compléter|to be completed)(?![\p{L}\p{N}])/iu.test(text)
  );
}

function suffixed(text: string | undefined, suffix: string): string | undefined {
  return blank(text) ? undefined : `${text}${suffix}`;
}

function basisLine({ kind, reference, from, until }: NoticeBasis, language: Language): string {
  const words = NOTICE_WORDS[language];
  const text = reference?.[language];
  const days = [
    from === undefined ? [] : [`${words.from} ${day(from, language)}`],
    until === undefined ? [] : [`${words.until} ${day(until, language)}`],
  ];
  return `${words.basis[kind]}${blank(text) ? "" : ` (${text})`}${days
    .flat()
    .map((one) => `, ${one}`)
    .join("")}`;
}

/** A date in words, such as `29 octobre 2021`; what is none stays as it is. */
export function day(text: string, language: Language): string {
  if (!isCalendarDate(text)) return text;
  return new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${calendarDate(text)}T00:00:00Z`),
  );
}

/** An instant in words, such as `9 mars 2026, 18:30 UTC`. */
export function instantWords(at: string, language: Language): string {
  return `${day(at.slice(0, 10), language)}, ${at.slice(11, 16)} UTC`;
}

/** A calendar period in words, such as `18 mois`; what is none stays as it is. */
export function periodWords(text: string, language: Language): string {
  if (!isPeriod(text)) return text;
  const words = NOTICE_WORDS[language].period;
  const parts = [...text.matchAll(/(\d+)([YMWD])/g)].map(([, number = "", unit = "D"]) => {
    const [one, many] = words[unit as keyof typeof words];
    return `${Number(number)} ${Number(number) === 1 ? one : many}`;
  });
  return parts.join(" ");
}

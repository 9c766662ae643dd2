/** An information notice: every item said, or named as missing; in two layers and two languages. */
import { canonicalBytes, PrivacyError, toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Language, labelled, type Sheet, type SheetPart } from "../register/sheet.ts";
import type { NoticeFacts } from "./facts.ts";
import { askedAt, NOTICE_ITEMS, type NoticeItem } from "./items.ts";
import { day, sayItem } from "./said.ts";
import { NOTICE_WORDS } from "./words.ts";

/** One item of a notice, in all of its languages. */
export interface NoticeItemState {
  readonly item: NoticeItem;
  /** Where it is asked; absent where it is not. */
  readonly article?: string;
  /** `missing` when it is in one language. */
  readonly state: "present" | "missing" | "not-applicable";
  /** The languages in which it is missing. */
  readonly missingIn?: readonly Language[];
}

/** A notice, as its facts make it. */
export interface Notice {
  /** `<processing>/<category of subjects>/<channel>`, and `/<name>` for one that has a name. */
  readonly id: string;
  readonly facts: NoticeFacts;
  readonly languages: readonly Language[];
  /** Every item, none left out. */
  readonly items: readonly NoticeItemState[];
  /** The items that are missing. */
  readonly missing: readonly NoticeItem[];
  /** SHA-256 of what is printed in every language, its title, its audience and the place of the full notice included; hexadecimal. */
  readonly sha256: string;
}

/** The first layer: what a person meets first (WP260 rev.01, paragraph 36: controller, purposes, rights, and what has most effect on them). */
const SHORT: readonly NoticeItem[] = ["controller", "purposes", "consequences", "rights", "withdrawal", "complaint"];

/**
 * Makes a notice.
 *
 * @param languages - those it must be whole in; French and English when left out
 * @throws `NOTICE_INVALID` for facts without a processing, a category of subjects or a language
 * @example
 * ```ts
 * import { createNotice, noticeSheet, sheetText } from "@favorable/rights";
 *
 * const notice = createNotice(
 *   {
 *     processing: "follow-up",
 *     subject: "staff",
 *     channel: "letter",
 *     regime: "mc-1165",
 *     collection: "direct",
 *     controller: { name: "Hospital", contact: "dpo@hospital.example" },
 *     purposes: [{ statement: { en: "Follow-up of the vaccination" }, bases: [{ kind: "legal-obligation" }] }],
 *     recipients: "none",
 *   },
 *   ["en"],
 * );
 * console.log(notice.missing.join()); // compulsory,consequences,rights
 * console.log(sheetText(noticeSheet(notice, "en", "full")).includes("No recipient outside.")); // true
 * ```
 */
export function createNotice(facts: NoticeFacts, languages: readonly Language[] = ["fr", "en"]): Notice {
  const name = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
  if (
    !name.test(facts.processing) ||
    !name.test(facts.subject) ||
    (facts.name !== undefined && !name.test(facts.name)) ||
    languages.length === 0
  )
    throw new PrivacyError("NOTICE_INVALID", "a notice is for a declared processing and category of subjects, in a language");
  const items = NOTICE_ITEMS.map((item): NoticeItemState => {
    const article = askedAt(item, facts.regime, facts.collection);
    const said = languages.map((language) => [language, sayItem(item, facts, language)] as const);
    const missingIn = said.filter(([, one]) => one === "missing").map(([language]) => language);
    const state = missingIn.length > 0 ? "missing" : said.every(([, one]) => one === "not-applicable") ? "not-applicable" : "present";
    return { item, ...(article === undefined ? {} : { article }), state, ...(missingIn.length === 0 ? {} : { missingIn }) };
  });
  const id = `${facts.processing}/${facts.subject}/${facts.channel}${facts.name === undefined ? "" : `/${facts.name}`}`;
  const missing = items.filter(({ state }) => state === "missing").map(({ item }) => item);
  return Object.freeze({ id, facts, languages, items, missing, sha256: digest(id, facts, languages) });
}

/** What a notice says, by language and item; items that do not apply are left out. */
export type NoticeSaid = Readonly<Partial<Record<Language, Readonly<Partial<Record<NoticeItem, readonly string[]>>>>>>;

/** Collects what is said. */
export function saidOf({ facts, languages }: Pick<Notice, "facts" | "languages">): NoticeSaid {
  const lines = (language: Language) =>
    Object.fromEntries(
      NOTICE_ITEMS.flatMap((item) => {
        const said = sayItem(item, facts, language);
        return typeof said === "string" ? [] : [[item, said]];
      }),
    );
  return Object.fromEntries(languages.map((language) => [language, lines(language)]));
}

/** Which version a sheet is of. */
export interface SheetVersion {
  readonly version: number;
  /** The day of publication. */
  readonly on: string;
}

/**
 * Prints a layer of a notice: `full` holds every item; `short` the first layer and where the full one is. What is missing is named as missing.
 *
 * @param version - without it, or with items missing, the sheet says that it is a draft
 */
export function noticeSheet(notice: Notice, language: Language, layer: "short" | "full", version?: SheetVersion): Sheet {
  const { facts, id } = notice;
  const words = NOTICE_WORDS[language];
  const parts = (layer === "short" ? SHORT : NOTICE_ITEMS).flatMap((item): readonly SheetPart[] => {
    const said = sayItem(item, facts, language);
    if (said === "not-applicable") return [];
    const heading = item === "transfers" && facts.regime !== "gdpr" ? words.transfersFromMonaco : words.items[item];
    if (said !== "missing") return [{ heading, lines: said }];
    const article = askedAt(item, facts.regime, facts.collection);
    // What there is of a controller without contact details is said all the same.
    const name = item === "controller" ? facts.controller?.name : undefined;
    const lack = `${words.missing}${article === undefined ? "" : ` (${citation(article, language)})`}`;
    return [{ heading, lines: name === undefined ? [lack] : [name, lack], missing: true }];
  });
  // What lacks an item was not published, whatever version the caller names.
  const draft = version === undefined || notice.missing.length > 0;
  const full = facts.fullAt?.[language];
  const more: readonly SheetPart[] =
    layer === "full"
      ? []
      : [full === undefined ? { heading: words.fullAt, lines: [words.missing], missing: true } : { heading: words.fullAt, lines: [full] }];
  const label = facts.subjectLabel?.[language];
  return {
    language,
    title: facts.title?.[language] ?? words.title,
    lead: label === undefined ? [] : [labelled(language, words.audience, label)],
    parts: [...parts, ...more],
    foot: [draft ? words.draft : `${words.version} ${version.version}, ${day(version.on, language)}, ${id}, SHA-256 ${notice.sha256}`],
  };
}

/** A place in the law, as the language names the law. */
function citation(article: string, language: Language): string {
  return language === "en" ? article : article.replace(/^GDPR /, "RGPD, article ").replace(/^law /, "loi n° ");
}

function digest(id: string, facts: NoticeFacts, languages: readonly Language[]): string {
  const said = saidOf({ facts, languages });
  const around = languages.map((language) => [facts.title, facts.subjectLabel, facts.fullAt].map((text) => text?.[language] ?? null));
  return toHex(sha256(canonicalBytes({ id, said: said as never, around: around as never })));
}

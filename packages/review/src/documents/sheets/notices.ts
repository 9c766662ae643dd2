/** Information notices as one paper: one for each category of persons and channel. */
import type { ProcessingDocument } from "@favorable/processing";
import {
  createNotice,
  NOTICE_ITEMS,
  type Notice,
  type NoticeFacts,
  type NoticeItem,
  type NoticeRegime,
  noticeSheet,
  type Sheet,
} from "@favorable/rights";
import { entries } from "../../facts.ts";
import { regimeOf, rightsDue } from "../law.ts";
import { type NoticesOptions, noticesOf } from "../notices.ts";
import { heading, list, paragraph } from "../paper/blocks.ts";
import type { Block, Language, Paper } from "../paper/paper.ts";
import { labelled, spansOf } from "../paper/spans.ts";
import { coded, key, named, names, paperOf, type Saying, saying, text } from "../saying.ts";
import { memberItem } from "../stated.ts";
import { type LawSheetOptions, lawLine } from "./options.ts";

/** How notices are written. */
export interface NoticePaperOptions extends LawSheetOptions, Partial<NoticesOptions> {
  /** `full` unless given; `short` is the first layer, and a board for video. */
  readonly layer?: "full" | "short";
}

/**
 * Writes every notice of a declaration, one that several categories or channels share once, with `createNotice` of `@favorable/rights`: what its law asks for and the declaration does not state is
 * named as missing. Categories of persons that no notice reaches are named at the end, with what each notice states of itself.
 *
 * @param options - the law is that of the controller's country on the day, unless `regime` is given: in Monaco 1.165 up to 13 December 2024 and 1.565
 *   after, the GDPR elsewhere
 * @throws `NOTICE_REGIME_UNKNOWN`; `NOTICE_INVALID` when the id of the processing or of a category of persons is no name
 */
export function noticePaper(document: ProcessingDocument, options: NoticePaperOptions): Paper {
  const { language, layer = "full", asOf, regime = regimeOf(document, asOf), ...rest } = options;
  const say = saying(document, language);
  const facts = noticesOf(document, { regime, ...rest });
  const reached = new Set(facts.map(({ subject }) => subject));
  const left = entries(document.subjects).flatMap(([id]) => (reached.has(id) ? [] : [id]));
  const { t } = say;
  return paperOf(say, t("Notices d'information", "Information notices"), [
    lawLine(say, regime),
    ...(facts.length === 0 ? [paragraph(t("Aucune notice d'information n'est déclarée.", "No information notice is stated."))] : []),
    ...alike(say, facts, layer).flatMap((group) => noticeBlocks(say, group, regime)),
    ...(left.length === 0
      ? []
      : [
          paragraph([
            { text: t("Personnes qu'aucune notice n'atteint : ", "Persons whom no notice reaches: ") },
            ...spansOf(names(say, "subjects", left)),
            { text: "." },
          ]),
        ]),
    heading(2, t("Ce que la déclaration dit des notices", "What the declaration says of the notices")),
    ...list(undefined, memberItem(say, "notices", document.notices ?? say.unstated, [])),
  ]);
}

/** What the notices of a declaration lack. */
export interface NoticeGaps {
  /** How many texts are written: one that several categories or channels share counts once. */
  readonly notices: number;
  /** How many of them lack an item. */
  readonly lacking: number;
  /** Which items, in the order of a notice. */
  readonly items: readonly NoticeItem[];
}

/**
 * Counts what {@link noticePaper} names as missing.
 *
 * @throws as `noticePaper`
 */
export function noticeGaps(document: ProcessingDocument, options: NoticePaperOptions): NoticeGaps {
  const { language, layer = "full", asOf, regime = regimeOf(document, asOf), ...rest } = options;
  const groups = alike(saying(document, language), noticesOf(document, { regime, ...rest }), layer);
  const missing = new Set(groups.flatMap(({ notice }) => notice.missing));
  return {
    notices: groups.length,
    lacking: groups.filter(({ notice }) => notice.missing.length > 0).length,
    items: NOTICE_ITEMS.filter((item) => missing.has(item)),
  };
}

/** One text, and the categories and channels it is for. */
interface Group {
  readonly notice: Notice;
  readonly sheet: Sheet;
  readonly items: ReadonlyMap<string, NoticeItem>;
  readonly facts: readonly NoticeFacts[];
}

/** Notices that say the very same to several categories, or by several channels, are written once. */
function alike({ language }: Saying, facts: readonly NoticeFacts[], layer: "full" | "short"): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const one of facts) {
    const notice = createNotice(one, [language]);
    const { lead: _, ...sheet } = noticeSheet(notice, language, layer);
    const key = JSON.stringify(sheet);
    const group = groups.get(key);
    const items = group?.items ?? headings(notice, language);
    groups.set(key, { notice, sheet: { ...sheet, lead: [] }, items, facts: [...(group?.facts ?? []), one] });
  }
  return [...groups.values()];
}

/** What item each heading of the sheet is of: the full sheet has the items that apply, in their order. */
function headings(notice: Notice, language: Language): ReadonlyMap<string, NoticeItem> {
  const said = notice.items.filter(({ state }) => state !== "not-applicable");
  return new Map(
    noticeSheet(notice, language, "full").parts.flatMap(({ heading: title }, at) => (said[at] ? [[title, said[at].item]] : [])),
  );
}

function noticeBlocks(say: Saying, { notice, sheet, items, facts }: Group, regime: NoticeRegime): readonly Block[] {
  const { t } = say;
  const subjects = [...new Set(facts.map(({ subject }) => subject))];
  const by = (subject: string): string => {
    const own = facts.filter((one) => one.subject === subject).map(({ channel }) => coded(say, channel));
    return `${named(say, "subjects", subject).text} (${[...new Set(own)].join(", ")})`;
  };
  return [
    heading(2, subjects.map(by).join(say.apart)),
    paragraph({ text: sheet.title, strong: true }),
    ...sheet.parts.flatMap(({ heading: title, lines, missing }): readonly Block[] => {
      const once = [...new Set(lines)];
      const told = missing === true && items.get(title) === "rights" ? toldRights(say, regime) : [];
      return [
        heading(3, title),
        ...told,
        ...(missing === true
          ? once.map((line): Block => ({ kind: "notice", line }))
          : once.length === 1
            ? once.map((line) => paragraph(line))
            : list(
                undefined,
                once.map((line) => ({ line })),
              )),
      ];
    }),
    ...(notice.missing.length === 0
      ? []
      : [paragraph(t(`Mentions manquantes : ${notice.missing.length}.`, `Missing items: ${notice.missing.length}.`))]),
    ...sheet.foot.map((line) => paragraph(line)),
  ];
}

/** The rights that are declared, where the mention as a whole is not complete; then what it lacks. */
function toldRights(say: Saying, regime: NoticeRegime): readonly Block[] {
  const { document, t, language } = say;
  const { means, contact } = document.rights ?? {};
  const told = entries(means).flatMap(([kind, own]) => (own === undefined ? [] : [{ kind, how: own.how }]));
  const lacking = rightsDue(document, regime).filter((kind) => !told.some((one) => one.kind === kind));
  const lacks = [
    ...lacking.map((kind) => key(say, kind, "rights")),
    ...(contact === undefined ? [t("contact pour les exercer", "contact to exercise them")] : []),
  ];
  return [
    ...list(
      undefined,
      told.map(({ kind, how }) => ({ line: labelled(language, key(say, kind, "rights"), text(say, how)) })),
    ),
    ...(lacks.length === 0 || told.length === 0
      ? []
      : [paragraph(`${t("N'y sont pas déclarés : ", "Not stated there: ")}${lacks.join(", ")}.`)]),
  ];
}

/** Information notices as one paper: one for each category of persons and channel. */
import type { ProcessingDocument } from "@favorable/processing";
import { createNotice, noticeSheet } from "@favorable/rights";
import { entries } from "../../facts.ts";
import { type NoticesOptions, noticesOf } from "../notices.ts";
import { heading, list, paragraph } from "../paper/blocks.ts";
import type { Block, Paper } from "../paper/paper.ts";
import { spansOf } from "../paper/spans.ts";
import { coded, named, names, paperOf, type Saying, saying } from "../saying.ts";
import { memberItem } from "../stated.ts";
import type { SheetOptions } from "./options.ts";

/** How notices are written. */
export interface NoticePaperOptions extends SheetOptions, Partial<NoticesOptions> {
  /** `full` unless given; `short` is the first layer, and a board for video. */
  readonly layer?: "full" | "short";
}

/**
 * Writes every notice of a declaration with `createNotice` of `@favorable/rights`: what its law asks for and the declaration does not state is
 * named as missing. Categories of persons that no notice reaches are named at the end, with what each notice states of itself.
 *
 * @param options - the law is 1.565 for a controller of Monaco and the GDPR elsewhere, unless given
 * @throws `NOTICE_REGIME_UNKNOWN`; `NOTICE_INVALID` when the id of the processing or of a category of persons is no name
 */
export function noticePaper(document: ProcessingDocument, options: NoticePaperOptions): Paper {
  const { language, layer = "full", regime = document.controller?.country === "MC" ? "mc-1565" : "gdpr", ...rest } = options;
  const say = saying(document, language);
  const facts = noticesOf(document, { regime, ...rest });
  const reached = new Set(facts.map(({ subject }) => subject));
  const left = entries(document.subjects).flatMap(([id]) => (reached.has(id) ? [] : [id]));
  const { t } = say;
  return paperOf(say, t("Notices d'information", "Information notices"), [
    ...(facts.length === 0 ? [paragraph(t("Aucune notice d'information n'est déclarée.", "No information notice is stated."))] : []),
    ...facts.flatMap((one) => noticeBlocks(say, createNotice(one, [language]), layer)),
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

function noticeBlocks(say: Saying, notice: ReturnType<typeof createNotice>, layer: "full" | "short"): readonly Block[] {
  const { language, t } = say;
  const { subject, channel } = notice.facts;
  const sheet = noticeSheet(notice, language, layer);
  return [
    heading(2, `${named(say, "subjects", subject).text}, ${coded(say, channel)}`),
    paragraph({ text: sheet.title, strong: true }),
    ...sheet.lead.map((line) => paragraph(line)),
    ...sheet.parts.flatMap(({ heading: title, lines, missing }): readonly Block[] => [
      heading(3, title),
      ...(missing === true
        ? lines.map((line): Block => ({ kind: "notice", line }))
        : lines.length === 1
          ? lines.map((line) => paragraph(line))
          : list(
              undefined,
              lines.map((line) => ({ line })),
            )),
    ]),
    ...(notice.missing.length === 0
      ? []
      : [paragraph(t(`Mentions manquantes : ${notice.missing.length}.`, `Missing items: ${notice.missing.length}.`))]),
    ...sheet.foot.map((line) => paragraph(line)),
  ];
}

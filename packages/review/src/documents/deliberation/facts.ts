/** The declared facts of each section, before anything is found of them. */

import type { EvidenceBundle } from "../../evidence/bundle.ts";
import { entries } from "../../facts.ts";
import type { Opinion } from "../../opinion.ts";
import type { Section } from "../../verdict.ts";
import { heading, list, paragraph } from "../paper/blocks.ts";
import type { Block, Line } from "../paper/paper.ts";
import { joined } from "../paper/spans.ts";
import { accessFacts } from "../parts/access.ts";
import { informationTable, recordTables, retentionTable } from "../parts/information.ts";
import { partyFacts } from "../parts/parties.ts";
import { basisFacts, listedParts, partOf, purposeFacts } from "../parts/purposes.ts";
import { named, type Saying, text } from "../saying.ts";
import { stated } from "../stated.ts";

/** What a section reads besides the declaration. */
export interface Reviewed {
  readonly opinion: Opinion;
  /** Only when it counted. */
  readonly evidence: EvidenceBundle | undefined;
}

/** What the controller declares, section by section. */
export const SECTION_FACTS: Readonly<Record<Section, (say: Saying, reviewed: Reviewed) => readonly Block[]>> = {
  I: purposeFacts,
  II: basisFacts,
  III: informationFacts,
  IV: rightsFacts,
  V: accessFacts,
  VI: partyFacts,
  VII: (say) => listedParts(say, say.document, ["security", "filingSystems", "hosting"]),
  VIII: retentionFacts,
  IX: governanceFacts,
};

function informationFacts(say: Saying): readonly Block[] {
  const { document, t } = say;
  const rest = partOf(document, ["categories", "origins", "originRules", "accuracy"]);
  return [
    paragraph(t("Les informations exploitées sont :", "The information processed is:")),
    informationTable(say),
    ...recordTables(say),
    ...list(t("Il est également déclaré :", "Also stated:"), stated(say, rest, [])),
  ];
}

function rightsFacts(say: Saying): readonly Block[] {
  const { document, t } = say;
  const notices = entries(document.notices).map(([id, notice]) => ({
    line: text(say, notice.title, id),
    items: stated(say, notice, ["notices"], ["title"]),
  }));
  return [
    heading(3, t("Sur l'information préalable", "Prior information")),
    ...(notices.length === 0
      ? [paragraph(t("Aucune notice d'information n'est déclarée.", "No information notice is stated."))]
      : list(t("L'information est faite par :", "Information is given by:"), notices)),
    heading(3, t("Sur l'exercice des droits", "Exercise of rights")),
    ...(document.rights === undefined
      ? [paragraph(t("L'exercice des droits n'est pas déclaré.", "The exercise of rights is not stated."))]
      : list(t("Les droits s'exercent comme suit :", "Rights are exercised as follows:"), stated(say, document.rights, ["rights"]))),
  ];
}

function retentionFacts(say: Saying, { opinion, evidence }: Reviewed): readonly Block[] {
  const { document, t, language } = say;
  // What is asked in section VIII is asked of the categories that the finding rests on.
  const demanded = (category: string): Line => {
    const asked = opinion.findings
      .filter(
        ({ state, section, declared = [], missing = [] }) =>
          state === "fired" && section === "VIII" && names([...declared, ...missing], category, document.retention ?? {}),
      )
      .flatMap(({ remarks }) => remarks.filter(({ section }) => section === "VIII").map(({ statement }) => statement[language]));
    return asked.length === 0 ? "–" : joined(asked, " ; ");
  };
  const details = entries(document.retention).flatMap(([id, rule]) => {
    const items = stated(say, rule, ["retention"], ["categories", "start", "minimum", "maximum", "then", "reference"]);
    return items.length === 0 ? [] : [{ line: named(say, "retention", id), items }];
  });
  return [
    retentionTable(say, { demanded, evidence }),
    ...list(t("Il est précisé que :", "In addition:"), details),
    ...listedParts(say, document, ["purge"]),
  ];
}

/** Whether paths name a category, or a retention that covers it. */
function names(
  paths: readonly string[],
  category: string,
  retention: Readonly<Record<string, { readonly categories: readonly string[] }>>,
): boolean {
  const covering = entries(retention).flatMap(([id, { categories }]) => (categories.includes(category) ? [`retention.${id}`] : []));
  const sought = [`categories.${category}`, ...covering];
  return paths.some((path) => sought.some((one) => new RegExp(`(^|[^\\w.])${escaped(one)}($|[^\\w-])`).test(path)));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function governanceFacts(say: Saying): readonly Block[] {
  return listedParts(say, say.document, ["governance", "automatedDecisions", "risks", "proceedings"]);
}

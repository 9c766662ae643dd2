/** Annex C: whatever is declared, section by section, so that nothing stated is left out of a draft. */
import type { EvidenceBundle } from "../../evidence/bundle.ts";
import { entries } from "../../facts.ts";
import type { Opinion } from "../../opinion.ts";
import type { Bilingual, Section } from "../../verdict.ts";
import { heading, list, paragraph } from "../paper/blocks.ts";
import type { Block, Line } from "../paper/paper.ts";
import { joined } from "../paper/spans.ts";
import { accessFacts } from "../parts/access.ts";
import { informationTable, recordTables, retentionTable, withoutTold } from "../parts/information.ts";
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

/** What the controller declares besides the tables of the sections. */
const SECTION_FACTS: Readonly<Record<Section, (say: Saying) => readonly Block[]>> = {
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

/** Categories and periods with what section VIII asks of each, and the oldest record where it was observed. */
export function keepingTable(say: Saying, { opinion, evidence }: Reviewed): Block {
  const { document, language } = say;
  // What is asked in section VIII is asked of the categories that the finding rests on.
  const demanded = (category: string): Line => {
    const asked = opinion.findings
      .filter(
        ({ state, section, declared = [], missing = [] }) =>
          state === "fired" && section === "VIII" && names([...declared, ...missing], category, document.retention ?? {}),
      )
      .flatMap(({ remarks }) => remarks.filter(({ section }) => section === "VIII").map(({ statement }) => statement[language]));
    return asked.length === 0 ? "–" : joined(asked, say.apart);
  };
  return retentionTable(say, { demanded, evidence });
}

function retentionFacts(say: Saying): readonly Block[] {
  const { document, t } = say;
  const details = entries(document.retention).flatMap(([id, rule]) => {
    const items = stated(say, rule, ["retention"], withoutTold(rule));
    return items.length === 0 ? [] : [{ line: named(say, "retention", id), items }];
  });
  return [...list(t("Il est précisé que :", "In addition:"), details), ...listedParts(say, document, ["purge"])];
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

/** The annex: controllers first, then the sections. */
export function annexFacts(say: Saying, titles: Readonly<Record<Section, Bilingual>>): readonly Block[] {
  const { document, t, language } = say;
  const parties = listedParts(say, document, ["controller", "jointControllers", "onBehalfOf", "dpo"]);
  const sections: readonly Section[] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
  return [
    heading(2, t("Annexe C : ce que la déclaration énonce", "Annex C: what the declaration states")),
    heading(3, t("Responsables", "Controllers")),
    ...parties,
    ...sections.flatMap((section) => [
      heading(3, `${section}. ${titles[section][language]}`),
      // A part of a part is a paragraph of the annex.
      ...SECTION_FACTS[section](say).map((block) => (block.kind === "heading" ? paragraph({ text: block.text, strong: true }) : block)),
    ]),
  ];
}

/** Processors and transfers: contracts, the clauses they need, what happens when they end. */
import type { ProcessingDocument, ProcessorDocument } from "@favorable/processing";
import { entries } from "../../facts.ts";
import { heading, list, paragraph, table } from "../paper/blocks.ts";
import type { Block, Item, Line, Paper } from "../paper/paper.ts";
import { absence, partItems, transfersTable } from "../parts/parties.ts";
import { coded, day, paperOf, period, type Saying, saying, text, yes } from "../saying.ts";
import { stated } from "../stated.ts";
import type { SheetOptions } from "./options.ts";

type Letter = NonNullable<ProcessorDocument["clauses"]>[number];

/** What each letter of GDPR article 28(3) asks of a contract, in our words. */
const CLAUSES: Readonly<Record<Letter, readonly [fr: string, en: string]>> = {
  a: ["n'agir que sur instruction documentée, transferts compris", "act on documented instructions only, transfers included"],
  b: ["confidentialité des personnes qui traitent les données", "confidentiality of those who process the data"],
  c: ["mesures de sécurité de l'article 32", "security measures of article 32"],
  d: ["conditions du recours à un autre sous-traitant", "conditions for engaging another processor"],
  e: ["aide à répondre aux demandes des personnes", "help to answer the requests of the persons"],
  f: ["aide au respect des articles 32 à 36", "help to comply with articles 32 to 36"],
  g: ["suppression ou restitution au terme du contrat", "deletion or return at the end of the contract"],
  h: ["informations et audits prouvant le respect de l'article 28", "information and audits that show compliance with article 28"],
};
const LETTERS: readonly Letter[] = ["a", "b", "c", "d", "e", "f", "g", "h"];

/**
 * Writes the sheets of processors and transfers (GDPR art. 28, 44 to 49): for each processor the contract, the checklist of clauses, sub-processors
 * and the steps at the end of the contract.
 */
export function processorSheets(document: ProcessingDocument, { language }: SheetOptions): Paper {
  const say = saying(document, language);
  const { t } = say;
  const processors = entries(document.processors);
  return paperOf(say, t("Sous-traitants et transferts", "Processors and transfers"), [
    heading(2, t("Sous-traitants", "Processors")),
    ...(processors.length === 0 ? [paragraph(absence(say, "processors", document))] : [checklist(say, processors)]),
    ...processors.flatMap(([id, processor]) => sheet(say, id, processor)),
    heading(2, t("Transferts", "Transfers")),
    transfersTable(say),
    ...list(t("Dans le détail :", "In detail:"), partItems(say, "transfers")),
  ]);
}

function checklist(say: Saying, processors: readonly (readonly [string, ProcessorDocument])[]): Block {
  const { t } = say;
  return table(
    t("Clauses du contrat (article 28, paragraphe 3, du RGPD)", "Clauses of the contract (GDPR article 28(3))"),
    [t("Clause", "Clause"), ...processors.map(([id, { label }]) => text(say, label, id).text)],
    LETTERS.map((letter): readonly Line[] => [
      `${letter}) ${t(...CLAUSES[letter])}`,
      ...processors.map(([, { clauses }]) =>
        clauses === undefined ? say.unstated : clauses.includes(letter) ? t("présente", "present") : t("absente", "absent"),
      ),
    ]),
    "",
  );
}

function sheet(say: Saying, id: string, processor: ProcessorDocument): readonly Block[] {
  const { t } = say;
  return [
    heading(3, text(say, processor.label, id).text),
    ...(processor.contract === undefined ? [paragraph(`${t("Contrat : ", "Contract: ")}${say.unstated}.`)] : []),
    ...list(undefined, stated(say, processor, ["processors"], ["label", "endOfContract"])),
    ...list(t("Au terme du contrat :", "When the contract ends:"), steps(say, processor)),
  ];
}

/** What is to be done, in order, each step with what the declaration says of it. */
function steps(say: Saying, { endOfContract: end }: ProcessorDocument): readonly Item[] {
  const { t, unstated } = say;
  if (end === undefined) return [{ line: t("le sort des données n'est pas déclaré", "what becomes of the data is not stated") }];
  const returned = end.then !== "delete";
  const lines: readonly (string | undefined)[] = [
    t(`relever le dernier jour : ${day(say, end.on)}`, `note the last day: ${day(say, end.on)}`),
    t("fermer les accès du sous-traitant", "close the access of the processor"),
    returned
      ? t(`recevoir les données, format : ${end.format ?? unstated}`, `receive the data, format: ${end.format ?? unstated}`)
      : undefined,
    end.then === "return"
      ? undefined
      : t(`faire supprimer les données, délai : ${period(say, end.within)}`, `have the data deleted, within: ${period(say, end.within)}`),
    t(`atteindre les sauvegardes : ${yes(say, end.reachesBackups)}`, `reach the backups: ${yes(say, end.reachesBackups)}`),
    t(`obtenir la preuve : ${coded(say, end.proof)}`, `obtain the proof: ${coded(say, end.proof)}`),
    end.then === "return" ? t(`délai : ${period(say, end.within)}`, `within: ${period(say, end.within)}`) : undefined,
  ];
  return [{ line: coded(say, end.then) }, ...lines.flatMap((line) => (line === undefined ? [] : [{ line }]))];
}

/** The opinion on a file, written beside the file and its page, and what a reader needs to know of it. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProcessingDocument } from "@favorable/processing";
import { type EvidenceBundle, type Opinion, type ProfileId, type Remark, review, type Section, type Word } from "@favorable/review";
import { dossierEvidence, renderDossier } from "@favorable/review/dossier";
import type { Teller } from "./teller.ts";

/** What the opinion is asked on. */
export interface Given {
  readonly document: ProcessingDocument;
  /** Names the files: `declaration-submitted.json`, `opinion-submitted.json`, `dossier-submitted.html`. */
  readonly name: string;
  readonly profile: ProfileId;
  /** The day of the review, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** The folder to write to. */
  readonly out: string;
  /** Evidence counts as taken under the story's own clock. */
  readonly evidence?: EvidenceBundle;
  /** Whether the page is written too; true unless told. */
  readonly page?: boolean;
}

/** The opinion, and the names of the files it was written to. */
export interface GivenOpinion {
  readonly opinion: Opinion;
  readonly files: readonly string[];
}

/** Reviews a file, writes document, opinion and page, and tells what was found. */
export async function giveOpinion(teller: Teller, given: Given): Promise<GivenOpinion> {
  const { document, name, profile, asOf, out, evidence, page = true } = given;
  const opinion = review(document, { profile, asOf, ...(evidence === undefined ? {} : { evidence, clock: "simulated" as const }) });
  await mkdir(out, { recursive: true });
  const files = new Map([
    [`declaration-${name}.json`, `${JSON.stringify(document, undefined, 2)}\n`],
    [`opinion-${name}.json`, `${JSON.stringify(opinion, undefined, 2)}\n`],
  ]);
  const pictures = evidence === undefined ? {} : { evidence: dossierEvidence(evidence) };
  if (page) files.set(`dossier-${name}.html`, renderDossier({ document, opinion, ...pictures, lang: "both", generatedOn: asOf }));
  for (const [file, text] of files) await writeFile(join(out, file), text);
  teller.step(`the opinion on the file as ${name}: ${opinion.outcome.replaceAll("-", " ").toUpperCase()}`);
  teller.note(counted(opinion));
  teller.table(remarksOf(opinion));
  return { opinion, files: [...files.keys()] };
}

/** Under a favorable opinion nothing is left to meet: what fired only reminds. */
function counted({ outcome, counts }: Opinion): string {
  const { fired, satisfied, notAssessable, human } = counts;
  const first =
    outcome === "favorable"
      ? `${fired} standing ${fired === 1 ? "reminder" : "reminders"}, ${satisfied} rules satisfied`
      : `${fired} rules fired, ${satisfied} satisfied`;
  return `${first}, ${notAssessable} not assessable, ${human} left to a person`;
}

const SECTIONS: readonly Section[] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];

/** What the rules that fired say, each remark once, by section. */
function remarksOf({ findings }: Opinion): readonly (readonly string[])[] {
  const said = new Map<string, Remark>();
  for (const { state, remarks } of findings)
    if (state === "fired") for (const remark of remarks) said.set(`${remark.section} ${remark.word} ${remark.statement.en}`, remark);
  return [...said.values()]
    .sort((left, right) => SECTIONS.indexOf(left.section) - SECTIONS.indexOf(right.section))
    .map(({ section, word, statement }) => [section, VERBS[word], shortened(statement.en)]);
}

/** The authority's verbs, in English. */
const VERBS: Readonly<Record<Word, string>> = {
  modifie: "modifies",
  considere: "considers",
  rappelle: "recalls",
  demande: "asks",
  souligne: "stresses",
  precise: "specifies",
  constate: "notes",
  "prend-acte": "takes note",
};

/** A statement on one line; the opinion itself has it whole. */
function shortened(text: string): string {
  const LINE = 96;
  return text.length <= LINE ? text : `${text.slice(0, text.lastIndexOf(" ", LINE))} …`;
}

/** The opinion on a file, written beside the other proofs, and what a reader needs to know of it. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type EvidenceBundle, type Opinion, type Remark, review, type Section, type Word } from "@favorable/review";
import type { Register } from "../declaration/file.ts";
import type { State } from "../declaration/state.ts";
import type { Teller } from "../story/teller.ts";

/** Reviews one of the two files under the law that was in force, and writes the file as a document beside the opinion on it. */
export async function giveOpinion(
  teller: Teller,
  declaration: Register,
  state: State,
  options: { readonly asOf: string; readonly out: string; readonly evidence?: EvidenceBundle },
): Promise<Opinion> {
  const { asOf, out, evidence } = options;
  const document = declaration.document("submitted");
  const opinion = review(document, {
    profile: "ccin-1165",
    asOf,
    ...(evidence === undefined ? {} : { evidence, clock: "simulated" as const }),
  });
  await writeFile(join(out, `declaration-${state}.json`), `${JSON.stringify(document, undefined, 2)}\n`);
  await writeFile(join(out, `opinion-${state}.json`), `${JSON.stringify(opinion, undefined, 2)}\n`);
  teller.step(`the opinion on the file as ${state}: ${opinion.outcome.replaceAll("-", " ").toUpperCase()}`);
  teller.note(counted(opinion));
  teller.table(remarksOf(opinion));
  return opinion;
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

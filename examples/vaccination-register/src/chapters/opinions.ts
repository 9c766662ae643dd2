/** The opinion on a file, written beside the other proofs, and what a reader needs to know of it. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type EvidenceBundle, type Opinion, review, type Word } from "@favorable/review";
import type { Register } from "../declaration/file.ts";
import type { State } from "../declaration/state.ts";
import type { Teller } from "../story/teller.ts";

/** Reviews one of the two files under the law that was in force, and writes the opinion. */
export async function giveOpinion(
  teller: Teller,
  declaration: Register,
  state: State,
  options: { readonly asOf: string; readonly out: string; readonly evidence?: EvidenceBundle },
): Promise<Opinion> {
  const { asOf, out, evidence } = options;
  const opinion = review(declaration.document("submitted"), {
    profile: "ccin-1165",
    asOf,
    ...(evidence === undefined ? {} : { evidence, clock: "simulated" as const }),
  });
  await writeFile(join(out, `opinion-${state}.json`), `${JSON.stringify(opinion, undefined, 2)}\n`);
  const { counts } = opinion;
  const fired = opinion.findings.filter((finding) => finding.state === "fired");
  teller.step(`the opinion on the file as ${state}: ${opinion.outcome.replaceAll("-", " ").toUpperCase()}`);
  teller.note(
    `${counts.fired} rules fired, ${counts.satisfied} satisfied, ${counts.notAssessable} not assessable, ${counts.human} left to a person`,
  );
  const said = new Map<string, readonly [string, string, string]>();
  for (const { remarks } of fired)
    for (const { section, word, statement } of remarks)
      said.set(`${section} ${word} ${statement.en}`, [section, VERBS[word], shortened(statement.en)]);
  teller.table([...said.values()]);
  return opinion;
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

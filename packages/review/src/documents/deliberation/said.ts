/** What the review says: along the sections, and in the operative part. */

import { plainWord, type Remark, remarks } from "../../dossier/facts/opinion.ts";
import { foldPaths } from "../../dossier/facts/paths.ts";
import type { DossierFinding } from "../../dossier/input.ts";
import { find } from "../../dossier/language.ts";
import { verb } from "../../dossier/vocabulary.ts";
import type { Opinion } from "../../opinion.ts";
import type { Section } from "../../verdict.ts";
import { heading, list, paragraph } from "../paper/blocks.ts";
import type { Block, Item, Line } from "../paper/paper.ts";
import { quoted } from "../parts/purposes.ts";
import { isOfEvidence, placed } from "../placed.ts";
import type { Saying } from "../saying.ts";
import { capital, speaker, verdictSentence } from "./verdict-words.ts";

/** The remarks, what could not be examined and what is left to a person, of one section; then its own verdict. */
export function sectionFindings(say: Saying, opinion: Opinion, section: Section): readonly Block[] {
  const { t } = say;
  const own = remarks(opinion.findings).filter((remark) => remark.section === section);
  const findings = opinion.findings.filter((finding) => finding.section === section);
  const inState = (sought: DossierFinding["state"]): readonly DossierFinding[] => findings.filter(({ state }) => state === sought);
  const [open, human] = [inState("not-assessable"), inState("human")];
  const standing = {
    blocks: own.some(({ kind }) => kind === "blocks"),
    conditions: own.some(({ kind }) => kind === "modifies" || kind === "asks" || kind === "considers"),
    open: open.length,
    human: human.length,
    satisfied: inState("satisfied").length,
    fired: inState("fired").length,
  };
  return [
    ...list(
      `${capital(speaker(say, opinion))}${t(" :", ":")}`,
      own.map((remark) => ({ line: inBody(say, remark), items: [...lifts(say, remark), ruleItem(say, remark)] })),
    ),
    ...list(
      t("N'a pu être examiné, faute de déclaration ou de preuve :", "Could not be examined, for want of a statement or of evidence:"),
      open.map((finding) => openItem(say, finding)),
    ),
    ...list(
      t("Reste à l'appréciation d'une personne :", "Left to the judgement of a person:"),
      human.map((finding) => humanItem(say, finding)),
    ),
    paragraph(verdictSentence(say, opinion, section, standing)),
  ];
}

/** « rappelle que … », with « au dispositif » or « dans le corps seulement ». */
function inBody(say: Saying, remark: Remark): Line {
  const { t, language } = say;
  const said = statementOf(say, remark);
  const word = verb(language, remark.word, remark.kind, said.text);
  const lower = `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
  const where = remark.where === "body" ? t(" (corps seulement)", " (body only)") : "";
  const rewrites = plainWord(remark.word ?? "") === "modifie";
  const glue = rewrites ? say.t(" la finalité comme suit : ", " the purpose as follows: ") : lower.endsWith("’") ? "" : " ";
  return [{ text: `${lower}${glue}` }, ...(rewrites ? quoted(say, said) : [said]), { text: where }];
}

/** A remark's words in the language, else in the other. */
function statementOf({ language, unstated }: Saying, { statement }: Remark): { readonly text: string; readonly lang?: "fr" | "en" } {
  const found = find(statement, language);
  if (found === undefined) return { text: unstated };
  return found.lang === language ? { text: found.text } : { text: found.text, lang: found.lang };
}

/** What is enough: only of what asks for something. */
function lifts(say: Saying, remark: Remark): readonly Item[] {
  const { t, language } = say;
  if (remark.kind === "notes" || remark.kind === "recalls" || remark.kind === "stresses") return [];
  const said = remark.lifts.flatMap((lift) => find(lift, language)?.text ?? []);
  return said.length === 0 ? [] : [{ line: `${t("Ce qui suffit : ", "What is enough: ")}${said.join(say.apart)}` }];
}

function ruleItem({ t, language, apart }: Saying, { finding, also }: Remark): Item {
  const source = find(finding.source, language)?.text;
  const rules = [finding.rule, ...also];
  const rests = finding.rests === "evidence" ? t("constaté", "observed") : t("déclaré", "stated");
  return {
    line: [
      { text: t(rules.length > 1 ? "Règles " : "Règle ", rules.length > 1 ? "Rules " : "Rule ") },
      ...rules.flatMap((rule, at) => [...(at === 0 ? [] : [{ text: ", " }]), { text: rule, code: true }]),
      { text: ` (${rests})${source === undefined ? "" : `${apart}${source}`}` },
    ],
  };
}

function openItem(say: Saying, finding: DossierFinding): Item {
  const { t, language } = say;
  const missing = typeof finding.missing === "string" ? [finding.missing] : (finding.missing ?? []);
  const words = (of: boolean): string =>
    foldPaths(missing.filter((path) => isOfEvidence(path) === of))
      .map(({ path, count }) => `${placed(say, path)}${count > 1 ? ` (${count})` : ""}`)
      .join(say.apart);
  const [stated, attached] = [words(false), words(true)];
  return {
    line: [{ text: `${find(finding.statement, language)?.text ?? ""} ` }, { text: finding.rule, code: true }],
    items: [
      ...(stated === "" ? [] : [{ line: `${t("Non déclaré : ", "Not stated: ")}${stated}` }]),
      ...(attached === "" ? [] : [{ line: `${t("Non joint : ", "Not attached: ")}${attached}` }]),
    ],
  };
}

function humanItem({ language }: Saying, finding: DossierFinding): Item {
  const asked = find(finding.question, language) ?? find(finding.statement, language);
  return { line: [{ text: `${asked?.text ?? ""} ` }, { text: finding.rule, code: true }] };
}

interface Group {
  readonly lead: string;
  readonly of: (remark: Remark) => boolean;
}

/** The operative part: « Modifie », « Considère », « Rappelle », « Demande », then the condition and what it comes to. */
export function operativePart(say: Saying, opinion: Opinion): readonly Block[] {
  const { t } = say;
  const said = remarks(opinion.findings).filter(({ where }) => where === "operative");
  const word = (name: string) => (remark: Remark) => remark.kind !== "blocks" && plainWord(remark.word ?? "demande") === name;
  const groups: readonly Group[] = [
    {
      lead: t("S'oppose à la mise en œuvre en l'état, et demande que :", "Objects to the processing as it stands, and asks that:"),
      of: ({ kind }) => kind === "blocks",
    },
    // The one thing an authority rewrites itself (CCIN 2021-206, operative part).
    { lead: t("Modifie la finalité comme suit :", "Modifies the purpose as follows:"), of: word("modifie") },
    { lead: t("Considère que :", "Considers that:"), of: word("considere") },
    { lead: t("Rappelle que :", "Recalls that:"), of: word("rappelle") },
    { lead: t("Demande que :", "Asks that:"), of: word("demande") },
  ];
  // A word of a house rule that is none of these is said all the same.
  const others = said.filter((remark) => !groups.some(({ of }) => of(remark)));
  return [
    heading(2, t("Dispositif", "Operative part")),
    paragraph(t(`Après examen, ${speaker(say, opinion)} :`, `After review, ${speaker(say, opinion)}:`)),
    ...groups.flatMap(({ lead, of }) =>
      list(
        lead,
        said.filter(of).map((remark) => operativeItem(say, remark)),
      ),
    ),
    ...list(
      t("Ajoute que :", "Adds that:"),
      others.map((remark) => operativeItem(say, remark)),
    ),
    paragraph({ text: outcomeWords(say, opinion, said.length > 0), strong: true }),
    paragraph(
      t(
        "Signature : ………………………… (laissée en blanc : un projet n'est pas signé)",
        "Signature: ………………………… (left blank: a draft is not signed)",
      ),
    ),
  ];
}

function operativeItem(say: Saying, remark: Remark): Item {
  const said = statementOf(say, remark);
  const line = plainWord(remark.word ?? "") === "modifie" ? quoted(say, said) : [said];
  return { line: [...line, { text: ` (${remark.section}, ` }, { text: remark.finding.rule, code: true }, { text: ")" }] };
}

function outcomeWords({ t }: Saying, opinion: Opinion, conditions: boolean): string {
  switch (opinion.outcome) {
    case "favorable":
      return conditions
        ? t(
            "En rappelant ce qui précède, le présent projet porte un avis favorable.",
            "With the above reminders, this draft gives a favourable opinion.",
          )
        : t("Le présent projet porte un avis favorable.", "This draft gives a favourable opinion.");
    case "favorable-with-conditions":
      return t(
        "À la condition de la prise en compte de ce qui précède, le présent projet porte un avis favorable.",
        "On condition that the above is taken into account, this draft gives a favourable opinion.",
      );
    case "unfavorable":
      return t(
        "En l'état, le présent projet ne peut porter un avis favorable.",
        "As it stands, this draft cannot give a favourable opinion.",
      );
    case "incomplete":
      return t(
        "L'examen est incomplet : ce qui n'est pas déclaré doit l'être avant qu'un avis puisse être donné.",
        "The review is incomplete: what is not stated has to be before an opinion can be given.",
      );
  }
}

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
import type { Saying } from "../saying.ts";

/** The remarks, what could not be examined and what is left to a person, of one section; then its own conclusion. */
export function sectionFindings(say: Saying, opinion: Opinion, section: Section): readonly Block[] {
  const { t } = say;
  const own = remarks(opinion.findings).filter((remark) => remark.section === section);
  const findings = opinion.findings.filter((finding) => finding.section === section);
  const open = findings.filter(({ state }) => state === "not-assessable");
  const human = findings.filter(({ state }) => state === "human");
  const conditions = own.some(({ kind }) => kind === "blocks" || kind === "modifies" || kind === "asks" || kind === "considers");
  const satisfied = findings.filter(({ state }) => state === "satisfied").length;
  return [
    ...list(
      t("L'examen :", "The review:"),
      own.map((remark) => ({ line: inBody(say, remark), items: [lifts(say, remark), ruleItem(say, remark)].flat() })),
    ),
    ...list(
      t("N'a pu être examiné, faute de déclaration ou de preuve :", "Could not be examined, for want of a statement or of evidence:"),
      open.map((finding) => openItem(say, finding)),
    ),
    ...list(
      t("Reste à l'appréciation d'une personne :", "Left to the judgement of a person:"),
      human.map((finding) => humanItem(say, finding)),
    ),
    paragraph(conclusion(say, { conditions, open: open.length > 0 || human.length > 0, satisfied, said: own.length > 0 })),
  ];
}

function conclusion(
  { t }: Saying,
  found: { readonly conditions: boolean; readonly open: boolean; readonly satisfied: number; readonly said: boolean },
): string {
  const { conditions, open, satisfied } = found;
  const count = t(
    `${satisfied} règle${satisfied > 1 ? "s" : ""} de cette partie ${satisfied > 1 ? "sont satisfaites" : "est satisfaite"}`,
    `${satisfied} rule${satisfied === 1 ? "" : "s"} of this part ${satisfied === 1 ? "is" : "are"} satisfied`,
  );
  const none = t("aucune autre observation n'est faite", "there is no other remark");
  const held = satisfied === 0 ? none : count;
  if (conditions)
    return t(`Sous réserve de la prise en compte de ce qui précède, ${held}.`, `Provided that the above is taken into account, ${held}.`);
  if (open) return t(`Dans la limite de ce qui est déclaré, ${held}.`, `Within the limits of what is stated, ${held}.`);
  return `${held.charAt(0).toUpperCase()}${held.slice(1)}.`;
}

/** « rappelle que … », with « au dispositif » or « dans le corps seulement ». */
function inBody(say: Saying, remark: Remark): Line {
  const { t, language } = say;
  const said = statementOf(say, remark);
  const word = verb(language, remark.word, remark.kind, said.text);
  const lower = `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
  const where = remark.where === "body" ? t(" (corps seulement)", " (body only)") : "";
  const rest: Line = plainWord(remark.word ?? "") === "modifie" ? quoted(say, said) : said;
  const glue = lower.endsWith("’") ? "" : " ";
  return [{ text: `${lower}${glue}`, strong: false }, ...(Array.isArray(rest) ? rest : [rest]), { text: where }] as Line;
}

/** A remark's words in the language, else in the other. */
function statementOf({ language, unstated }: Saying, { statement }: Remark): { readonly text: string; readonly lang?: "fr" | "en" } {
  const found = find(statement, language);
  if (found === undefined) return { text: unstated };
  return found.lang === language ? { text: found.text } : { text: found.text, lang: found.lang };
}

function lifts(say: Saying, remark: Remark): readonly Item[] {
  const { t, language } = say;
  const said = remark.lifts.flatMap((lift) => find(lift, language)?.text ?? []);
  return said.length === 0 ? [] : [{ line: `${t("Ce qui suffit : ", "What is enough: ")}${said.join(" ; ")}` }];
}

function ruleItem({ t, language }: Saying, { finding, also }: Remark): Item {
  const source = find(finding.source, language)?.text;
  const rules = [finding.rule, ...also];
  const rests = finding.rests === "evidence" ? t("constaté", "observed") : t("déclaré", "stated");
  return {
    line: [
      { text: t(rules.length > 1 ? "Règles " : "Règle ", rules.length > 1 ? "Rules " : "Rule ") },
      ...rules.flatMap((rule, at) => [...(at === 0 ? [] : [{ text: ", " }]), { text: rule, code: true }]),
      { text: ` (${rests})${source === undefined ? "" : ` ; ${source}`}` },
    ],
  };
}

function openItem(say: Saying, finding: DossierFinding): Item {
  const missing = typeof finding.missing === "string" ? [finding.missing] : (finding.missing ?? []);
  return {
    line: [{ text: `${find(finding.statement, say.language)?.text ?? ""} ` }, { text: finding.rule, code: true }],
    items: foldPaths(missing).map(({ path, count }) => ({ line: [{ text: path, code: true }, { text: count > 1 ? ` (${count})` : "" }] })),
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
    { lead: t("Modifie :", "Modifies:"), of: word("modifie") },
    { lead: t("Considère que :", "Considers that:"), of: word("considere") },
    { lead: t("Rappelle que :", "Recalls that:"), of: word("rappelle") },
    { lead: t("Demande que :", "Asks that:"), of: word("demande") },
  ];
  // A word of a house rule that is none of these is said all the same.
  const others = said.filter((remark) => !groups.some(({ of }) => of(remark)));
  return [
    heading(2, t("Dispositif", "Operative part")),
    paragraph(t("Après examen :", "After review:")),
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
  ];
}

function operativeItem(say: Saying, remark: Remark): Item {
  const said = statementOf(say, remark);
  const line = plainWord(remark.word ?? "") === "modifie" ? quoted(say, said) : said;
  return {
    line: [
      ...(Array.isArray(line) ? line : [line]),
      { text: ` (${remark.section}, ` },
      { text: remark.finding.rule, code: true },
      { text: ")" },
    ] as Line,
  };
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

/** The opinion as a person reads it in a terminal, in French or English; the same text, uncoloured and unbroken, when piped. */

import type { ProcessingDocument } from "@favorable/processing";
import type { Finding, Opinion, Remark, Section, Severity } from "@favorable/review";
import { evidenceWords, foldPaths } from "@favorable/review/dossier";
import { printable } from "../printable.ts";
import { hanging, type Look } from "../terminal.ts";
import { COPY, colon, countsSentence, dayOf, type Language, OUTCOME, saying, signedWords } from "./opinion-words.ts";

const SECTIONS: readonly Section[] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
const SEVERITIES: readonly Severity[] = ["block", "modify", "reserve", "reminder"];
const MARGIN = "     ";
/** How many lines of a list are shown. */
const SHOWN = 6;

/** Prints the opinion: outcome, what it rests on, the remarks by section, what is missing, what a person decides. */
export function opinionText(opinion: Opinion, document: ProcessingDocument, language: Language, look: Look): string {
  const { findings } = opinion;
  const lines = head(opinion, document, language, look);
  const said = remarksOf(findings);
  const reminders = opinion.outcome === "favorable" ? said.filter(({ fired }) => fired) : [];
  const others = said.filter((one) => !reminders.includes(one));
  if (reminders.length > 0) lines.push("", `${COPY.reminders[language]}${colon(language)}`);
  for (const one of reminders) lines.push(...remarkLines(one, language, look));
  if (others.length > 0) lines.push("");
  for (const one of others) lines.push(...remarkLines(one, language, look));
  const missing = inState(findings, "not-assessable");
  if (missing.length > 0) lines.push("", `${COPY.silent[language]}${colon(language)}`);
  for (const { rule, statement, missing: paths } of missing)
    lines.push(
      hanging(
        "  - ",
        `${printable(statement[language]).replace(/\.$/, "")} (${missingWords(paths ?? [], language).join(language === "fr" ? " ; " : "; ")}) [${rule}]`,
        look.width,
      ),
    );
  const questions = inState(findings, "human");
  if (questions.length > 0) lines.push("", `${COPY.questions[language]}${colon(language)}`);
  for (const { rule, question } of questions) lines.push(hanging("  - ", `${question?.[language] ?? ""} [${rule}]`, look.width));
  return `${lines.join("\n")}\n`;
}

function head(opinion: Opinion, document: ProcessingDocument, language: Language, { paint, width }: Look): string[] {
  const tone = opinion.outcome === "favorable" ? "green" : opinion.outcome === "unfavorable" ? "red" : "yellow";
  const { evidence } = opinion;
  const words = evidence.refusal === "absent" ? COPY.absent[language] : evidenceWords(opinion, language);
  const used = `${words}${evidence.used && evidence.simulated ? ` (${COPY.simulated[language]})` : ""}`;
  const refused = !evidence.used && evidence.refusal !== undefined && evidence.refusal !== "absent";
  const warning = (text: string): string => hanging("", paint("yellow", `${COPY.warning[language]}${colon(language)} ${text}`), width);
  return [
    paint(["bold", tone], OUTCOME[opinion.outcome][language]),
    hanging("", printable(titleOf(document, language)), width),
    hanging("", `${opinion.profileTitle[language]} [${opinion.profile}], ${COPY.asOf[language]} ${dayOf(opinion.asOf, language)}`, width),
    hanging("", countsSentence(opinion, language), width),
    ...(refused ? [warning(used)] : [hanging("", `${COPY.evidence[language]}${colon(language)} ${used}`, width)]),
    ...(evidence.signature === undefined ? [] : [hanging("", printable(signedWords(evidence.signature, language)), width)]),
    ...opinion.caveats.map(({ statement }) => warning(printable(statement[language]))),
  ];
}

/** The title, else the statement of the main purpose, else the id as code. */
function titleOf({ title, purposes, id }: ProcessingDocument, language: Language): string {
  const main = Object.values(purposes ?? {}).find((purpose) => purpose.main === true) ?? Object.values(purposes ?? {})[0];
  for (const text of [title, main?.statement])
    for (const found of [text?.[language], text?.fr, text?.en]) if (found !== undefined && found !== "") return found;
  return `\`${id}\``;
}

interface Said {
  readonly remark: Remark;
  readonly fired: boolean;
  readonly blocks: boolean;
  readonly severity: Severity;
  readonly rests: Finding["rests"];
  readonly rules: readonly string[];
  readonly declared: readonly string[];
  readonly missing: readonly string[];
}

/** Each remark once, with the rules that make it, by section and then by weight. */
function remarksOf(findings: readonly Finding[]): readonly Said[] {
  const said = new Map<string, Said>();
  for (const { rule, state, severity, rests, declared = [], missing = [], remarks } of findings)
    for (const remark of remarks) {
      const key = JSON.stringify([remark.section, remark.word, remark.statement]);
      const known = said.get(key);
      const heavier = known !== undefined && SEVERITIES.indexOf(known.severity) < SEVERITIES.indexOf(severity);
      said.set(key, {
        remark: known?.remark ?? remark,
        fired: known?.fired === true || state === "fired",
        blocks: known?.blocks === true || (state === "fired" && severity === "block"),
        severity: heavier ? known.severity : severity,
        rests,
        rules: [...new Set([...(known?.rules ?? []), rule])],
        declared: [...new Set([...(known?.declared ?? []), ...declared])],
        missing: [...new Set([...(known?.missing ?? []), ...missing])],
      });
    }
  const rank = ({ remark, blocks, severity }: Said): number =>
    SECTIONS.indexOf(remark.section) * 10 + (blocks ? 0 : 1 + SEVERITIES.indexOf(severity));
  return [...said.values()].sort((left, right) => rank(left) - rank(right));
}

function remarkLines(
  { remark, blocks, rests, rules, declared, missing }: Said,
  language: Language,
  { paint, width }: Look,
): readonly string[] {
  const notes = remark.word === "prend-acte" || remark.word === "constate";
  const detail = (name: string, text: string): string => hanging(MARGIN, paint("dim", `${name}${colon(language)} ${text}`), width);
  const sentence = saying(remark.word, printable(remark.statement[language]), language);
  const first = hanging(remark.section.padEnd(MARGIN.length), `${sentence}${blocks ? ` (${COPY.blocks[language]})` : ""}`, width);
  return [
    blocks ? paint("red", first) : first,
    ...(declared.length === 0
      ? []
      : [detail((rests === "evidence" ? COPY.observed : COPY.declared)[language], listed(declared, "; ", language))]),
    ...missingWords(missing, language).map((text) => hanging(MARGIN, paint("dim", text), width)),
    notes
      ? `${MARGIN}[${rules.join(", ")}]`
      : hanging(MARGIN, `→ ${COPY.lifts[language]}${colon(language)} ${remark.remedy[language]} [${rules.join(", ")}]`, width),
  ];
}

/** What is not declared, and what of the evidence is not attached: evidence is no statement. */
function missingWords(paths: readonly string[], language: Language): readonly string[] {
  const ofEvidence = (path: string): boolean => /^evidence(\.|$)/.test(path);
  return (["missing", "unattached"] as const).flatMap((name) => {
    const own = paths.filter((path) => ofEvidence(path) === (name === "unattached"));
    return own.length === 0 ? [] : [`${COPY[name][language]}${colon(language)} ${listed(own, ", ", language)}`];
  });
}

/** A list with its walls of paths folded; what goes beyond a few is counted. */
function listed(items: readonly string[], separator: string, language: Language): string {
  const folded = foldPaths(items).map(({ path, count }) => (count === 1 ? path : `${path} (${count})`));
  const spaced = language === "fr" && separator === "; " ? " ; " : separator;
  const rest = folded.length > SHOWN + 1 ? folded.length - SHOWN : 0;
  const shown = folded.slice(0, folded.length - rest).join(spaced);
  return rest === 0 ? shown : `${shown}${spaced}${language === "fr" ? `et ${rest} autres` : `and ${rest} more`}`;
}

function inState(findings: readonly Finding[], state: Finding["state"]): readonly Finding[] {
  return findings
    .filter((finding) => finding.state === state)
    .sort((left, right) => SECTIONS.indexOf(left.section) - SECTIONS.indexOf(right.section));
}

/** Annex A: the rules examined. Annex B: what was observed of the running system. */

import { member } from "../../dossier/clean.ts";
import { evidenceWords } from "../../dossier/facts/evidence-words.ts";
import { type SweepLine, sweepLines } from "../../dossier/facts/sweeps.ts";
import { count } from "../../dossier/language.ts";
import { LOG_VERDICTS, REASONS, STATE_NAMES, WITNESSES } from "../../dossier/vocabulary.ts";
import type { EvidenceBundle } from "../../evidence/bundle.ts";
import { entries } from "../../facts.ts";
import type { Opinion } from "../../opinion.ts";
import { heading, list, paragraph, table } from "../paper/blocks.ts";
import type { Block, Item, Line } from "../paper/paper.ts";
import { day, named, type Saying } from "../saying.ts";

/** The counts, then every rule with its state. */
export function annexRules(say: Saying, opinion: Opinion): readonly Block[] {
  const { t, language } = say;
  const { counts, rulebook } = opinion;
  return [
    heading(2, t("Annexe A : règles examinées", "Annex A: rules examined")),
    paragraph(
      t(
        `${some("fr", counts.fired, "déclenchée", "déclenchées")}, ${some("fr", counts.satisfied, "satisfaite", "satisfaites")}, ${some("fr", counts.notAssessable, "non évaluable", "non évaluables")} faute de déclaration, ${some("fr", counts.human, "réservée", "réservées")} à l'appréciation humaine, ${counts.notApplicable} sans objet.`,
        `${counts.fired} fired, ${counts.satisfied} satisfied, ${counts.notAssessable} not assessable for want of a statement, ${counts.human} left to a human, ${counts.notApplicable} not applicable.`,
      ),
    ),
    paragraph([
      { text: t("Recueil de règles, édition ", "Rulebook, edition ") },
      { text: rulebook.version, code: true },
      { text: ", SHA-256 " },
      { text: rulebook.sha256, code: true },
      { text: "." },
    ]),
    table(
      t("Règles", "Rules"),
      [t("Règle", "Rule"), t("Partie", "Part"), t("État", "State"), t("Repose sur", "Rests on"), t("Source", "Source")],
      opinion.findings.map((finding): readonly Line[] => [
        { text: finding.rule, code: true },
        finding.section,
        STATE_NAMES[finding.state][language],
        finding.rests === "evidence" ? t("preuve", "evidence") : t("déclaration", "statement"),
        finding.source[language],
      ]),
      t("Aucune règle n'a été examinée.", "No rule was examined."),
    ),
    ...list(
      t("Règles sans objet :", "Rules that do not apply:"),
      opinion.notApplicable.map(({ rule, reason }) => ({
        line: [{ text: rule, code: true }, { text: `, ${member(REASONS, reason)?.[language] ?? reason}` }],
      })),
    ),
  ];
}

/** What the evidence says; why it does not count where it does not. */
export function annexEvidence(say: Saying, opinion: Opinion, evidence: EvidenceBundle | undefined): readonly Block[] {
  const { t, language } = say;
  const { summary, sha256 } = { summary: opinion.evidence, sha256: opinion.evidence.sha256 };
  return [
    heading(2, t("Annexe B : preuves d'exécution", "Annex B: runtime evidence")),
    paragraph(`${capital(evidenceWords(opinion, language))}.`),
    ...(sha256 === undefined
      ? []
      : [paragraph([{ text: t("Empreinte SHA-256 des preuves : ", "SHA-256 of the evidence: ") }, { text: sha256, code: true }])]),
    ...(summary.simulated
      ? [
          {
            kind: "notice" as const,
            line: t(
              "Horloge simulée : ces preuves ne fondent pas un avis sur un système en service.",
              "Simulated clock: this evidence grounds no opinion on a system in service.",
            ),
          },
        ]
      : []),
    ...(evidence === undefined ? [] : list(undefined, evidenceItems(say, evidence))),
  ];
}

/** The parts of a bundle, in sentences. */
function evidenceItems(say: Saying, evidence: EvidenceBundle): readonly Item[] {
  const { t, language } = say;
  const n = (value: number, one: string, many: string): string => some(language, value, one, many);
  const { log, coverage, purges, exports, requests, credentials, notices } = evidence;
  const items: Item[] = [];
  const add = (line: string, below: readonly Item[] = []): number => items.push(below.length === 0 ? { line } : { line, items: below });
  if (log !== undefined)
    add(
      t(
        `Journal : ${n(log.size, "entrée", "entrées")}, ${LOG_VERDICTS[log.verdict].fr}, ${WITNESSES[log.witnessed ?? "unwitnessed"].fr}.`,
        `Log: ${n(log.size, "entry", "entries")}, ${LOG_VERDICTS[log.verdict].en}, ${WITNESSES[log.witnessed ?? "unwitnessed"].en}.`,
      ),
    );
  if (coverage !== undefined)
    add(
      t(
        `Couverture : ${n(coverage.actions, "acte rejoué", "actes rejoués")}, ${n(coverage.entries, "entrée", "entrées")}.`,
        `Coverage: ${n(coverage.actions, "act", "acts")} replayed, ${n(coverage.entries, "entry", "entries")}.`,
      ),
    );
  if (purges !== undefined)
    add(
      t(`Purges : ${n(purges.length, "passage", "passages")}.`, `Purges: ${n(purges.length, "run", "runs")}.`),
      sweepLines(purges).map((line) => ({ line: sweepLine(say, line) })),
    );
  if (exports !== undefined) {
    const sealed = exports.copies - exports.plain;
    add(
      t(
        `Copies et extractions : ${n(exports.copies, "copie", "copies")}, dont ${n(sealed, "chiffrée", "chiffrées")} ; ${n(exports.entries, "entrée", "entrées")} au registre.`,
        `Copies and extractions: ${n(exports.copies, "copy", "copies")}, of which ${count(language, sealed)} encrypted; ${n(exports.entries, "entry", "entries")} in the ledger.`,
      ),
    );
  }
  if (requests !== undefined)
    add(
      t(
        `Demandes des personnes : ${n(requests.received, "reçue", "reçues")}, ${n(requests.open, "en cours", "en cours")}, ${n(requests.late, "en retard", "en retard")}.`,
        `Requests of the persons: ${count(language, requests.received)} received, ${count(language, requests.open)} open, ${count(language, requests.late)} late.`,
      ),
    );
  if (credentials !== undefined)
    add(
      t(
        `Comptes : ${n(credentials.accounts, "compte", "comptes")}, dont ${n(credentials.shared, "partagé", "partagés")}.`,
        `Accounts: ${count(language, credentials.accounts)}, of which ${count(language, credentials.shared)} shared.`,
      ),
    );
  if (notices !== undefined)
    add(
      t("Notices remises :", "Notices delivered:"),
      entries(notices).map(([subject, delivered]) => ({
        line: [named(say, "subjects", subject), { text: `, ${count(language, delivered)}` }],
      })),
    );
  return items;
}

/** One run, or several in a row that found nothing to do. */
function sweepLine(say: Saying, { run, to, runs }: SweepLine): Line {
  const { t, language } = say;
  const name = named(say, "retention", run.policy);
  if (to !== undefined)
    return [
      name,
      {
        text: t(
          `, du ${day(say, run.on)} au ${day(say, to)} : ${runs} passages sans suppression`,
          `, ${day(say, run.on)} to ${day(say, to)}: ${runs} runs without a deletion`,
        ),
      },
    ];
  const { deleted, proved = 0 } = run;
  const french =
    deleted === 0
      ? "aucune suppression"
      : `${some("fr", deleted, "suppression", "suppressions")}, ${proved === 0 ? "aucune prouvée" : some("fr", proved, "prouvée", "prouvées")}`;
  const english = deleted === 0 ? "no deletion" : `${some(language, deleted, "deletion", "deletions")}, ${count(language, proved)} proved`;
  return [name, { text: t(`, ${day(say, run.on)} : ${french}`, `, ${day(say, run.on)}: ${english}`) }];
}

/** A number and its noun: below two, French has one. */
function some(language: "fr" | "en", value: number, one: string, many: string): string {
  return `${count(language, value)} ${(language === "fr" ? value < 2 : value === 1) ? one : many}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

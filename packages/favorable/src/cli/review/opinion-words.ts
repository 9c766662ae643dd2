/** The words of an opinion in a terminal, in both languages side by side. */
import type { EvidenceSignature, Opinion, Word } from "@favorable/review";

/** A language of the report. */
export type Language = "fr" | "en";

type Words = Readonly<Record<Language, string>>;

/** The outcome, as the first line says it. */
export const OUTCOME: Readonly<Record<Opinion["outcome"], Words>> = {
  favorable: { fr: "AVIS FAVORABLE", en: "FAVORABLE" },
  "favorable-with-conditions": { fr: "AVIS FAVORABLE SOUS CONDITIONS", en: "FAVORABLE WITH CONDITIONS" },
  unfavorable: { fr: "AVIS DÉFAVORABLE EN L'ÉTAT", en: "UNFAVORABLE AS IT STANDS" },
  incomplete: { fr: "DOSSIER INCOMPLET", en: "INCOMPLETE FILE" },
};

const VERBS: Readonly<Record<Word, Words>> = {
  modifie: { fr: "Modifie", en: "Modifies" },
  considere: { fr: "Considère", en: "Considers" },
  rappelle: { fr: "Rappelle", en: "Recalls" },
  demande: { fr: "Demande", en: "Asks" },
  souligne: { fr: "Souligne", en: "Stresses" },
  precise: { fr: "Précise", en: "Specifies" },
  constate: { fr: "Constate", en: "Notes" },
  "prend-acte": { fr: "Prend acte", en: "Takes note" },
};

type Phrase =
  | "asOf"
  | "evidence"
  | "absent"
  | "simulated"
  | "warning"
  | "blocks"
  | "declared"
  | "observed"
  | "missing"
  | "unattached"
  | "lifts"
  | "reminders"
  | "silent"
  | "questions";

/** Phrases of the report. A colon is written by {@link colon}, as its language spaces it. */
export const COPY: Readonly<Record<Phrase, Words>> = {
  asOf: { fr: "au", en: "as of" },
  evidence: { fr: "Preuves", en: "Evidence" },
  absent: {
    fr: "aucune jointe, l'avis repose sur la seule déclaration",
    en: "none supplied, the opinion rests on the declaration alone",
  },
  simulated: { fr: "horloge simulée", en: "simulated clock" },
  warning: { fr: "Attention", en: "Warning" },
  blocks: { fr: "bloque l'avis", en: "blocks the opinion" },
  declared: { fr: "déclaré", en: "declared" },
  observed: { fr: "constaté", en: "observed" },
  missing: { fr: "non déclaré", en: "not stated" },
  unattached: { fr: "non joint", en: "not attached" },
  lifts: { fr: "ce qui suffit", en: "what lifts it" },
  reminders: { fr: "Rappels, qui ne conditionnent pas l'avis", en: "Standing reminders, which are no condition of the opinion" },
  silent: { fr: "Non évaluable, faute d'un fait déclaré", en: "Not assessable, for want of a declared fact" },
  questions: { fr: "Reste à apprécier par une personne", en: "Left to a person" },
};

/** A colon: after a space in French, never in English. */
export function colon(language: Language): string {
  return language === "fr" ? " :" : ":";
}

/** The verb and its clause as one sentence: « Demande que … », « Considère qu'une … »; a new wording is quoted. */
export function saying(word: Word, clause: string, language: Language): string {
  const name = VERBS[word][language];
  if (word === "modifie") return language === "fr" ? `${name} : « ${clause} »` : `${name}: “${clause}”`;
  if (/^(que\s|qu['’]|that\s)/i.test(clause)) return `${name} ${clause}`;
  if (language === "en") return `${name} that ${clause}`;
  return /^[aeiouyàâéèêîô]/i.test(clause) ? `${name} qu'${clause}` : `${name} que ${clause}`;
}

/** « 4 règles déclenchées, 34 satisfaites, 3 non évaluables, 11 laissées à une personne »; rules that fired under a favorable opinion only remind. */
export function countsSentence({ counts, outcome }: Opinion, language: Language): string {
  const { fired, satisfied, notAssessable, human } = counts;
  const some = (value: number, one: string, many: string): string =>
    `${value} ${(language === "fr" ? value < 2 : value === 1) ? one : many}`;
  const rest = language === "fr" ? ["non évaluable", "non évaluables", "laissée", "laissées"] : [];
  const [silent = "not assessable", silents = "not assessable", left = "left", lefts = "left"] = rest;
  const end = [some(notAssessable, silent, silents), `${some(human, left, lefts)} ${language === "fr" ? "à une personne" : "to a person"}`];
  if (outcome === "favorable")
    return [
      language === "fr" ? some(fired, "rappel", "rappels") : some(fired, "reminder", "reminders"),
      language === "fr" ? some(satisfied, "règle satisfaite", "règles satisfaites") : some(satisfied, "rule satisfied", "rules satisfied"),
      ...end,
    ].join(", ");
  return [
    language === "fr" ? some(fired, "règle déclenchée", "règles déclenchées") : some(fired, "rule fired", "rules fired"),
    language === "fr" ? some(satisfied, "satisfaite", "satisfaites") : `${satisfied} satisfied`,
    ...end,
  ].join(", ");
}

/** Who signed the evidence, and the state of the audit log that it is bound to. */
export function signedWords({ signedBy, log }: EvidenceSignature, language: Language): string {
  const names = signedBy.join(", ");
  if (language === "fr") {
    const state = log === undefined ? "sans point de contrôle du journal" : `journal ${log.origin}, ${log.size} entrées`;
    return `Signature vérifiée : ${names} ; ${state}${log?.verified === false ? ", point de contrôle non vérifié" : ""}`;
  }
  const state = log === undefined ? "without a checkpoint of the log" : `log ${log.origin}, ${log.size} entries`;
  return `Signature verified: ${names}; ${state}${log?.verified === false ? ", checkpoint not verified" : ""}`;
}

/** « 20 octobre 2021 ». */
export function dayOf(date: string, language: Language): string {
  const day = new Date(`${date}T00:00:00Z`);
  const written = new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", { dateStyle: "long", timeZone: "UTC" }).format(day);
  return language === "fr" ? written.replace(/^1(?= )/, "1er") : written;
}

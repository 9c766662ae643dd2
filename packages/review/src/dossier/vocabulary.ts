/** Names of the closed lists: outcomes, states, verbs, actions, bases, kinds of special data. */
import type { Action, BasisKind, SpecialKind } from "@favorable/processing";
import { member } from "./clean.ts";
import { type Kind, plainWord, type State } from "./facts/opinion.ts";
import type { KeepingState } from "./facts/retention.ts";
import type { DossierLog, DossierOpinion, Lang } from "./input.ts";
import type { Words } from "./language.ts";

/** One and many of a noun. */
export interface Noun {
  readonly one: Words;
  readonly many: Words;
}

/** The four outcomes. */
export const OUTCOMES: Readonly<Record<DossierOpinion["outcome"], Words>> = {
  favorable: { fr: "Favorable", en: "Favourable" },
  "favorable-with-conditions": { fr: "Favorable sous conditions", en: "Favourable under conditions" },
  unfavorable: { fr: "Défavorable", en: "Unfavourable" },
  incomplete: { fr: "Examen incomplet", en: "Review incomplete" },
};

/** The state of one rule. */
export const STATE_NAMES: Readonly<Record<State, Words>> = {
  fired: { fr: "déclenchée", en: "fired" },
  reminded: { fr: "rappelée", en: "recalled" },
  satisfied: { fr: "satisfaite", en: "satisfied" },
  "not-assessable": { fr: "non évaluable", en: "not assessable" },
  human: { fr: "laissée à une personne", en: "left to a person" },
};

/** The states, counted. */
export const STATE_COUNTS: Readonly<Record<State, Noun>> = {
  fired: { one: { fr: "déclenchée", en: "fired" }, many: { fr: "déclenchées", en: "fired" } },
  reminded: { one: { fr: "rappelée", en: "recalled" }, many: { fr: "rappelées", en: "recalled" } },
  satisfied: { one: { fr: "satisfaite", en: "satisfied" }, many: { fr: "satisfaites", en: "satisfied" } },
  "not-assessable": { one: { fr: "non évaluable", en: "not assessable" }, many: { fr: "non évaluables", en: "not assessable" } },
  human: { one: { fr: "laissée à une personne", en: "left to a person" }, many: { fr: "laissées à une personne", en: "left to a person" } },
};

/** What a remark is called when its finding brings no verb of its own. */
const KIND_NAMES: Readonly<Record<Kind, Words>> = {
  blocks: { fr: "S’oppose", en: "Objects" },
  modifies: { fr: "Modifie", en: "Modifies" },
  asks: { fr: "Demande", en: "Asks" },
  considers: { fr: "Considère", en: "Considers" },
  stresses: { fr: "Souligne", en: "Stresses" },
  recalls: { fr: "Rappelle", en: "Recalls" },
  notes: { fr: "Constate", en: "Finds" },
};

/** Remarks, counted. */
export const KIND_COUNTS: Readonly<Record<Kind, Noun>> = {
  blocks: { one: { fr: "opposition", en: "objection" }, many: { fr: "oppositions", en: "objections" } },
  modifies: { one: { fr: "modification", en: "modification" }, many: { fr: "modifications", en: "modifications" } },
  asks: { one: { fr: "demande", en: "request" }, many: { fr: "demandes", en: "requests" } },
  considers: {
    one: { fr: "procédure à établir", en: "procedure to set up" },
    many: { fr: "procédures à établir", en: "procedures to set up" },
  },
  recalls: { one: { fr: "rappel", en: "reminder" }, many: { fr: "rappels", en: "reminders" } },
  stresses: { one: { fr: "précision", en: "clarification" }, many: { fr: "précisions", en: "clarifications" } },
  notes: { one: { fr: "observation", en: "observation" }, many: { fr: "observations", en: "observations" } },
};

const VERBS: Readonly<Record<string, Words>> = {
  modifie: { fr: "Modifie", en: "Modifies" },
  demande: { fr: "Demande", en: "Asks" },
  considere: { fr: "Considère", en: "Considers" },
  rappelle: { fr: "Rappelle", en: "Recalls" },
  souligne: { fr: "Souligne", en: "Stresses" },
  precise: { fr: "Précise", en: "Specifies" },
  constate: { fr: "Constate", en: "Finds" },
  "prend-acte": { fr: "Prend acte", en: "Takes note" },
};

/**
 * The verb of a remark and the conjunction that joins it to its clause: « Demande que », « Considère qu’ ». A new wording
 * (`modifie`) and a finding that speaks for itself take none; a verb the list does not know is shown as the rulebook writes it.
 */
export function verb(lang: Lang, word: string | undefined, kind: Kind, clause: string): string {
  if (word === undefined) return KIND_NAMES[kind][lang];
  const known = plainWord(word);
  const name = member(VERBS, known)?.[lang] ?? word;
  if (known === "modifie" || /^(que\s|qu['\u2019]|that\s)/i.test(clause)) return name;
  if (lang === "en") return `${name} that`;
  return /^[aeiouyàâéèêîô]/i.test(clause) ? `${name} qu\u2019` : `${name} que`;
}

/** The sections of a deliberation (CCIN 2021-206; IX for necessity and governance). */
export const SECTION_NAMES: Readonly<Record<string, Words>> = {
  I: { fr: "Finalité et fonctionnalités", en: "Purpose and functions" },
  II: { fr: "Licéité et justification", en: "Lawfulness and justification" },
  III: { fr: "Informations traitées", en: "Information processed" },
  IV: { fr: "Droits des personnes", en: "Rights of the persons" },
  V: { fr: "Personnes ayant accès", en: "Persons with access" },
  VI: { fr: "Rapprochements et destinataires", en: "Links and recipients" },
  VII: { fr: "Sécurité", en: "Security" },
  VIII: { fr: "Durées de conservation", en: "Retention periods" },
  IX: { fr: "Nécessité et analyse d’impact", en: "Necessity and impact assessment" },
};

/** Law 1.165 of 23 December 1993, law 1.565 of 3 December 2024 (Monaco), Regulation (EU) 2016/679. */
export const PROFILES: Readonly<Record<string, Words>> = {
  "ccin-1165": { fr: "Avis préalable selon la loi n°\u00A01.165 (Monaco)", en: "Prior opinion under law no.\u00A01.165 (Monaco)" },
  "apdp-1565": { fr: "Examen selon la loi n°\u00A01.565 (Monaco)", en: "Review under law no.\u00A01.565 (Monaco)" },
  "cnil-gdpr": {
    fr: "Examen selon le RGPD et la loi Informatique et Libertés",
    en: "Review under the GDPR and the French data protection act",
  },
};

/** Why a rule has nothing to say about the file. */
export const REASONS: Readonly<Record<string, Words>> = {
  "before-start": { fr: "le traitement n’a pas commencé", en: "the processing has not begun" },
  profile: { fr: "d’un autre droit que celui du profil", en: "of another law than the profile’s" },
  "no-subject": { fr: "le dossier ne contient rien de tel", en: "the file holds nothing of the kind" },
};

/** Why evidence did not count; continues a sentence whose subject is the evidence. */
export const REFUSALS: Readonly<Record<string, Words>> = {
  absent: { fr: "elles n’ont pas été remises à l’examen", en: "it was not given to the review" },
  simulated: {
    fr: "elles ont été prises sous une horloge simulée, pour un examen qui ne l’est pas",
    en: "it was taken under a simulated clock, for a review that is not",
  },
  "other-declaration": { fr: "elles ont été prises sur une autre déclaration", en: "it was measured against another declaration" },
  "declaration-not-named": {
    fr: "elles ne nomment pas la déclaration sur laquelle elles ont été prises",
    en: "it does not name the declaration it was measured against",
  },
  "after-as-of": { fr: "elles sont postérieures à la situation examinée", en: "it was taken after the day of the review" },
  "before-start": { fr: "elles sont antérieures au début du traitement", en: "it was taken before the processing began" },
  stale: { fr: "elles sont trop anciennes à la date de l’examen", en: "it is too old on the day of the review" },
};

/** The parts of an evidence bundle. */
export const EVIDENCE_PARTS: Readonly<Record<string, Words>> = {
  log: { fr: "journal d’audit", en: "audit log" },
  coverage: { fr: "actions rejouées contre le journal", en: "actions replayed against the log" },
  ages: { fr: "âge des données par catégorie", en: "age of the data by category" },
  purges: { fr: "purges", en: "sweeps" },
  exports: { fr: "registre des copies", en: "ledger of copies" },
  actors: { fr: "acteurs relevés au journal", en: "actors found in the log" },
  acrossUnits: { fr: "accès hors unité", en: "accesses across units" },
  uses: { fr: "finalités d’usage", en: "purposes of use" },
  recipients: { fr: "destinataires relevés", en: "recipients found" },
  credentials: { fr: "comptes", en: "accounts" },
  implementation: { fr: "écarts entre l’exécuté et le déclaré", en: "differences between what runs and what is declared" },
  history: { fr: "historique des images", en: "history for the pictures" },
  requests: { fr: "demandes des personnes", en: "requests of the persons" },
  erasures: { fr: "effacements", en: "erasures" },
  notices: { fr: "notices remises", en: "notices delivered" },
  channels: { fr: "canaux", en: "channels" },
  proofs: { fr: "justificatifs conservés", en: "proofs kept" },
  freeText: { fr: "champs libres", en: "free text" },
  accuracy: { fr: "exactitude", en: "accuracy" },
  consents: { fr: "consentements", en: "consents" },
  drift: { fr: "écarts à la déclaration approuvée", en: "drift from the approved declaration" },
  reviews: { fr: "dernières revues", en: "last reviews" },
};

/** Letter in a cell and word in a legend. */
export const ACTION_NAMES: Readonly<Record<Action, { readonly letter: Words; readonly word: Words }>> = {
  read: { letter: { fr: "L", en: "R" }, word: { fr: "lecture", en: "read" } },
  add: { letter: { fr: "A", en: "A" }, word: { fr: "ajout", en: "add" } },
  modify: { letter: { fr: "M", en: "M" }, word: { fr: "modification", en: "modify" } },
  delete: { letter: { fr: "S", en: "D" }, word: { fr: "suppression", en: "delete" } },
  extract: { letter: { fr: "E", en: "E" }, word: { fr: "extraction", en: "extract" } },
};

/** Legal bases (GDPR art. 6(1)). */
export const BASES: Readonly<Record<BasisKind, Words>> = {
  consent: { fr: "consentement", en: "consent" },
  contract: { fr: "contrat", en: "contract" },
  "legal-obligation": { fr: "obligation légale", en: "legal obligation" },
  "vital-interests": { fr: "intérêts vitaux", en: "vital interests" },
  "public-task": { fr: "mission d’intérêt public", en: "public task" },
  "legitimate-interest": { fr: "intérêt légitime", en: "legitimate interest" },
};

/** Special categories (GDPR art. 9(1)) and offences (art. 10). */
export const SPECIALS: Readonly<Record<SpecialKind, Words>> = {
  health: { fr: "santé", en: "health" },
  biometric: { fr: "biométrie", en: "biometric" },
  genetic: { fr: "génétique", en: "genetic" },
  "racial-or-ethnic": { fr: "origine", en: "racial or ethnic" },
  political: { fr: "opinion politique", en: "political" },
  "religious-or-philosophical": { fr: "convictions", en: "beliefs" },
  "trade-union": { fr: "syndicat", en: "trade union" },
  "sex-life": { fr: "vie sexuelle", en: "sex life" },
  offences: { fr: "infractions", en: "offences" },
  "social-appraisal": { fr: "appréciation sociale", en: "social appraisal" },
};

/** Which rows a role reaches, when not all. */
export const SCOPES: Readonly<Record<string, Words>> = {
  "own-record": { fr: "son propre dossier", en: "own record" },
  "own-unit": { fr: "son unité", en: "own unit" },
  "case-load": { fr: "ses dossiers", en: "own case load" },
  tenant: { fr: "son organisme", en: "own tenant" },
};

/** What happens at the end of a period. */
export const ENDINGS: Readonly<Record<string, Words>> = {
  delete: { fr: "suppression", en: "deletion" },
  anonymise: { fr: "anonymisation", en: "anonymisation" },
  shred: { fr: "destruction de la clé", en: "destruction of the key" },
  archive: { fr: "archivage", en: "archiving" },
};

/** Where a period stands today. */
export const KEEPING_NAMES: Readonly<Record<KeepingState, Words>> = {
  within: { fr: "dans le délai", en: "within the period" },
  overdue: { fr: "en retard", en: "overdue" },
  unseen: { fr: "non constaté", en: "not observed" },
  unstated: { fr: "durée non déclarée", en: "period not stated" },
  empty: { fr: "rien n’est conservé", en: "nothing is held" },
  clear: { fr: "rien en retard", en: "nothing overdue" },
  onHold: { fr: "retenu au-delà du terme", en: "on hold past its term" },
};

/** What verification says of the log. */
export const LOG_VERDICTS: Readonly<Record<DossierLog["verdict"], Words>> = {
  intact: { fr: "intact", en: "intact" },
  tampered: { fr: "altéré", en: "tampered with" },
  lost: { fr: "perdu", en: "lost" },
};

/** Whether something outside the system confirms it. */
export const WITNESSES: Readonly<Record<DossierLog["witnessed"], Words>> = {
  witnessed: { fr: "confirmé hors du système", en: "confirmed outside the system" },
  unwitnessed: { fr: "sans témoin", en: "unwitnessed" },
  stale: { fr: "témoin dépassé", en: "witness out of date" },
};

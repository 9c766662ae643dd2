/** What a reader must know before the outcome is believed. */
import type { EvidenceSummary } from "./evidence/admissible.ts";
import type { Start } from "./start.ts";
import type { Bilingual } from "./verdict.ts";

/** What limits an opinion as a whole. */
export type CaveatCode =
  | "profile-not-in-force"
  | "profile-not-compared"
  | "start-not-stated"
  | "start-far"
  | "running-unseen"
  | "seen-before-start"
  | "evidence-not-signed"
  | "evidence-as-promise"
  | "evidence-idle";

/** One caveat: its code, and a clause without full stop that a page, a terminal or a deliberation prints. */
export interface Caveat {
  readonly code: CaveatCode;
  readonly statement: Bilingual;
}

/** What caveats are drawn from. */
export interface Limits {
  readonly inForce: boolean;
  /** Whether the profile is a house's that was held against no profile of the rulebook. */
  readonly compared: boolean;
  readonly start: Start;
  readonly evidence: EvidenceSummary;
}

/** The caveats of an opinion, the law first. */
export function caveatsOf({ inForce, compared, start, evidence }: Limits): readonly Caveat[] {
  const seen = evidence.used;
  const early = evidence.refusal === "before-start";
  const found: readonly (readonly [CaveatCode, boolean])[] = [
    ["profile-not-in-force", !inForce],
    ["profile-not-compared", !compared],
    ["start-not-stated", start.standing === "not-stated" && !seen],
    ["start-far", start.standing === "far"],
    ["running-unseen", start.standing === "begun" && !seen],
    ["seen-before-start", early && start.standing === "to-come"],
    ["evidence-not-signed", seen && evidence.signed !== true && evidence.counts !== "promise"],
    ["evidence-as-promise", seen && evidence.counts === "promise"],
    ["evidence-idle", seen && (evidence.idle ?? []).length > 0],
  ];
  return found.flatMap(([code, holds]) => (holds ? [{ code, statement: sentence(code, start.on ?? "", evidence.idle ?? []) }] : []));
}

function sentence(code: CaveatCode, on: string, idle: readonly string[]): Bilingual {
  const parts = idle.join(", ");
  const sentences: Readonly<Record<CaveatCode, Bilingual>> = {
    "profile-not-in-force": {
      fr: "le droit de ce profil n'était pas en vigueur à cette date : l'avis ne peut être favorable",
      en: "the law of this profile was not in force on that day: the opinion cannot be favorable",
    },
    "profile-not-compared": {
      fr: "ce profil est propre à la maison, et n'a été comparé à celui d'aucune autorité",
      en: "this profile is a house's own, and was compared with that of no authority",
    },
    "start-not-stated": {
      fr: "le premier jour du traitement n'est pas déclaré : ce que seules des preuves établissent reste ouvert",
      en: "the first day of the processing is not stated: what only evidence decides stays open",
    },
    "start-far": {
      fr: `le premier jour déclaré, ${on}, est à plus d'un an : ce que seules des preuves établissent reste ouvert`,
      en: `the first day stated, ${on}, is more than a year away: what only evidence decides stays open`,
    },
    "running-unseen": {
      fr: `le traitement est en service depuis le ${on}, et aucune preuve n'a compté`,
      en: `the processing has run since ${on}, and no evidence counted`,
    },
    "seen-before-start": {
      fr: `des preuves ont été prises avant le premier jour déclaré, ${on} : le traitement n'est pas tenu pour à venir`,
      en: `evidence was taken before the first day stated, ${on}: the processing is not taken to be still to come`,
    },
    "evidence-not-signed": {
      fr: "preuves non signées : personne n'en répond, et rien ne montre qu'elles ont été mesurées",
      en: "evidence not signed: nobody answers for it, and nothing shows that it was measured",
    },
    "evidence-as-promise": {
      fr: "preuves non signées : elles valent promesse, et ne comptent que contre le dossier",
      en: "evidence not signed: it counts as a promise, and only against the file",
    },
    "evidence-idle": {
      fr: `rien, ou trop peu, n'était à observer ; ces preuves ne fondent rien : ${parts}`,
      en: `nothing, or too little, was there to be observed; nothing rests on this evidence: ${parts}`,
    },
  };
  return sentences[code];
}

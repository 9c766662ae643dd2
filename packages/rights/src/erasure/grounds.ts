/** Why something is kept although its erasure was asked for, in words, with the article of the regime. */
import type { KeptPart } from "@favorable/core";
import type { Text } from "@favorable/fields";
import type { Regime } from "../register/regime.ts";

/** What a hold is for, as an answer says it. */
type HoldGround = "claims" | "authority" | "request" | "other";

/** Kinds of holds that are known here; every other is told as what it is, without an article that nobody checked. */
const HOLD_GROUNDS: Readonly<Record<string, HoldGround>> = {
  litigation: "claims",
  claim: "claims",
  dispute: "claims",
  "authority-order": "authority",
  authority: "authority",
  inspection: "authority",
  investigation: "authority",
  "court-order": "authority",
  seizure: "authority",
  dsr_evidence: "request",
  request: "request",
  rights: "request",
};

const HELD: Readonly<Record<HoldGround, Text>> = {
  claims: {
    fr: "Conservé pour la constatation, l’exercice ou la défense de droits en justice",
    en: "Kept for the establishment, exercise or defence of legal claims",
  },
  authority: {
    fr: "Conservé sur l’ordre d’une autorité, que la loi oblige à respecter",
    en: "Kept by order of an authority, which the law obliges to follow",
  },
  request: {
    fr: "Conservé le temps qu’une autre de vos demandes soit traitée, dont c’est la preuve",
    en: "Kept while another of your requests is dealt with, as its evidence",
  },
  other: {
    fr: "Conservé par une mesure de blocage, dont le motif vous est indiqué sur demande",
    en: "Kept by a hold, whose reason you are told on request",
  },
};

const FLOOR: Text = {
  fr: "Conservé jusqu’au terme d’une durée imposée par un texte",
  en: "Kept until the end of a period that a legal obligation imposes",
};

/**
 * Articles: GDPR 17(3)(b) a legal duty, 17(3)(e) legal claims; an open request is dealt with under the duty of 12(3). Law 1.565, article 14, III:
 * 1 a legal duty, 5 legal claims; article 10 the answer to a request. Of law 1.165 no article is cited: its text was not at hand.
 */
const ARTICLES: Readonly<Record<Regime, Readonly<Partial<Record<HoldGround | "floor", Text>>>>> = {
  gdpr: {
    claims: { fr: "RGPD, art. 17(3)(e)", en: "GDPR art. 17(3)(e)" },
    authority: { fr: "RGPD, art. 17(3)(b)", en: "GDPR art. 17(3)(b)" },
    request: { fr: "RGPD, art. 17(3)(b) et 12(3)", en: "GDPR art. 17(3)(b) and 12(3)" },
    floor: { fr: "RGPD, art. 17(3)(b)", en: "GDPR art. 17(3)(b)" },
  },
  "mc-1565": {
    claims: { fr: "loi n° 1.565 du 3 décembre 2024, art. 14, III, 5", en: "Monaco law 1.565 of 3 December 2024, art. 14, III, 5" },
    authority: { fr: "loi n° 1.565 du 3 décembre 2024, art. 14, III, 1", en: "Monaco law 1.565 of 3 December 2024, art. 14, III, 1" },
    request: {
      fr: "loi n° 1.565 du 3 décembre 2024, art. 14, III, 1 et art. 10",
      en: "Monaco law 1.565 of 3 December 2024, art. 14, III, 1 and art. 10",
    },
    floor: { fr: "loi n° 1.565 du 3 décembre 2024, art. 14, III, 1", en: "Monaco law 1.565 of 3 December 2024, art. 14, III, 1" },
  },
  "mc-1165": {},
};

const PLAIN: Readonly<Record<"copy-pending" | "other-purpose" | "unreachable", Text>> = {
  "copy-pending": {
    fr: "La suppression de cette copie est demandée et reste à confirmer ; elle vous sera confirmée.",
    en: "The deletion of this copy has been ordered and is still to be confirmed; you will be told.",
  },
  "other-purpose": {
    fr: "Conservé pour une autre finalité, qui n’a pas pris fin.",
    en: "Kept for another purpose, which has not ended.",
  },
  unreachable: {
    fr: "Ce support n’a pas répondu ; la suppression sera reprise et vous sera confirmée.",
    en: "This place did not answer; the deletion will be tried again, and you will be told.",
  },
};

/** The ground of what stays: of a hold by its kinds, of a floor with the text it is declared to rest on, each with its article. */
export function keptGround({ reason, kinds = [], basis }: KeptPart, regime: Regime): Text {
  if (reason === "floor") return sentence(FLOOR, [ARTICLES[regime].floor, basis === undefined ? undefined : { fr: basis, en: basis }]);
  if (reason !== "held") return PLAIN[reason];
  const grounds = [
    ...new Set(
      (kinds.length === 0 ? [""] : kinds).map((kind) => (Object.hasOwn(HOLD_GROUNDS, kind) ? HOLD_GROUNDS[kind] : undefined) ?? "other"),
    ),
  ];
  const all = grounds.map((ground) => sentence(HELD[ground], [ARTICLES[regime][ground]]));
  return { fr: all.map(({ fr }) => fr).join(" "), en: all.map(({ en }) => en).join(" ") };
}

/** A sentence with its articles in brackets. */
function sentence(words: Text, articles: readonly (Text | undefined)[]): Text {
  const said = (language: "fr" | "en", mark: string): string => {
    const cited = articles.flatMap((article) => article?.[language] ?? []);
    return `${words[language] ?? ""}${cited.length === 0 ? "" : ` (${cited.join(mark)})`}.`;
  };
  return { fr: said("fr", " ; "), en: said("en", "; ") };
}

/** The law a document cites: by the country of the controller and the day; a duty whose article no source at hand gives is written without one. */
import type { ProcessingDocument, RightKind } from "@favorable/processing";
import type { NoticeRegime } from "@favorable/rights";
import { entries } from "../facts.ts";
import type { Profile } from "../profile.ts";
import { apdp1565 } from "../profiles/apdp-1565.ts";
import { ccin1165 } from "../profiles/ccin-1165.ts";
import { cnilGdpr } from "../profiles/cnil-gdpr.ts";
import type { Bilingual } from "../verdict.ts";

/** Where a duty is written, as a sentence cites it. */
interface Law {
  readonly profile: Profile;
  readonly title: Bilingual;
  /** One month to answer. */
  readonly answer: Bilingual;
  /** Recipients are told of rectifications and erasures. */
  readonly propagation?: Bilingual;
  /** Breaches, where the law asks for something. */
  readonly breach?: {
    /** Hours to tell the authority. */
    readonly hours: number;
    readonly authority: Bilingual;
    readonly persons: Bilingual;
    readonly register: Bilingual;
  };
}

/**
 * GDPR articles 12(3), 19, 33(1), 34 and 33(5); law 1.565 articles 10 and 32 (APDP guides); CCIN 2021-206 §IV, law 1.165 having no article on
 * breaches among the sources.
 */
const LAWS: Readonly<Record<NoticeRegime, Law>> = {
  gdpr: {
    profile: cnilGdpr,
    title: { fr: "règlement (UE) 2016/679 (RGPD)", en: "Regulation (EU) 2016/679 (GDPR)" },
    answer: { fr: "article 12, paragraphe 3, du RGPD", en: "GDPR article 12(3)" },
    propagation: { fr: "article 19 du RGPD", en: "GDPR article 19" },
    breach: {
      hours: 72,
      authority: { fr: "article 33, paragraphe 1, du RGPD", en: "GDPR article 33(1)" },
      persons: { fr: "article 34 du RGPD", en: "GDPR article 34" },
      register: { fr: "article 33, paragraphe 5, du RGPD", en: "GDPR article 33(5)" },
    },
  },
  "mc-1565": {
    profile: apdp1565,
    title: { fr: "loi n° 1.565 du 3 décembre 2024 (APDP)", en: "law 1.565 of 3 December 2024 (APDP)" },
    answer: { fr: "article 10 de la loi n° 1.565", en: "law 1.565 article 10" },
    breach: {
      hours: 72,
      authority: { fr: "article 32, I, de la loi n° 1.565", en: "law 1.565 article 32, I" },
      persons: { fr: "article 32, II, de la loi n° 1.565", en: "law 1.565 article 32, II" },
      register: { fr: "article 32 de la loi n° 1.565", en: "law 1.565 article 32" },
    },
  },
  "mc-1165": {
    profile: ccin1165,
    title: { fr: "loi n° 1.165 du 23 décembre 1993 (CCIN)", en: "law 1.165 of 23 December 1993 (CCIN)" },
    answer: { fr: "CCIN 2021-206, partie IV", en: "CCIN 2021-206, section IV" },
  },
};

/** The law of a regime. */
export function lawOf(regime: NoticeRegime): Law {
  return LAWS[regime];
}

/**
 * The regime of a declaration on a day: in Monaco law 1.165 up to 13 December 2024, law 1.565 after (Journal de Monaco of that day; Constitution
 * art. 69); the GDPR elsewhere.
 *
 * @param asOf - the day (`YYYY-MM-DD`); the day of the filing when left out; without either, the law in force today
 */
export function regimeOf(document: ProcessingDocument, asOf?: string): NoticeRegime {
  if (document.controller?.country !== "MC") return "gdpr";
  const day = asOf ?? filedOn(document);
  const { until } = ccin1165.inForce;
  return day !== undefined && until !== undefined && day <= until ? "mc-1165" : "mc-1565";
}

/** The day of the filing; the last day of the month or year where only that is stated, so that no repealed law is taken for it. */
function filedOn({ governance }: ProcessingDocument): string | undefined {
  const on = governance?.formality?.on;
  return on === undefined ? undefined : `${on}${"-12-31".slice(on.length - 4)}`;
}

/** The rights that the law gives: always, and by the bases that are declared. */
export function rightsDue({ purposes }: ProcessingDocument, regime: NoticeRegime): readonly RightKind[] {
  const { always, byBasis } = LAWS[regime].profile.rights;
  const kinds = entries(purposes).flatMap(([, { bases = [] }]) => bases.map(({ kind }) => kind));
  return [...new Set([...always, ...kinds.flatMap((kind) => byBasis[kind] ?? [])])];
}

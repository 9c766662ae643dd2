/** The articles that the documents of a breach cite, by regime. */
import { assertRegime, type BreachRegime } from "../register/regime.ts";
import type { Language } from "../register/sheet.ts";
import type { PersonsException } from "./breach.ts";

/** Articles in one language. */
export interface FormLaw {
  /** What asks for the notification. */
  readonly article: string;
  /** What is said of items that are missing. */
  readonly foot: string;
  /** Where special categories, or sensitive data, are defined. */
  readonly special: string;
  readonly exception: Readonly<Record<PersonsException, string>>;
  /** The last line of what the persons are told. */
  readonly persons: string;
}

/** GDPR articles 33 and 34; Monaco law 1.565 article 32, which knows no notification in phases by an article of its own, and article 7. */
const FORM_LAW: Readonly<Record<BreachRegime, Readonly<Record<Language, FormLaw>>>> = {
  gdpr: {
    fr: {
      article: "article 33 du RGPD",
      foot: "Les éléments qui manquent sont communiqués de manière échelonnée, sans autre retard indu (article 33, paragraphe 4).",
      special: "article 9",
      exception: {
        "unintelligible-data": "article 34, paragraphe 3, a",
        "risk-averted": "article 34, paragraphe 3, b",
        "disproportionate-effort": "article 34, paragraphe 3, c",
      },
      persons: "Cette information vous est donnée selon l'article 34 du RGPD.",
    },
    en: {
      article: "GDPR article 33",
      foot: "What is missing is provided in phases without undue further delay (article 33(4)).",
      special: "article 9",
      exception: {
        "unintelligible-data": "article 34(3)(a)",
        "risk-averted": "article 34(3)(b)",
        "disproportionate-effort": "article 34(3)(c)",
      },
      persons: "You are told this under GDPR article 34.",
    },
  },
  "mc-1565": {
    fr: {
      article: "article 32, I, de la loi n° 1.565 du 3 décembre 2024",
      foot: "Les éléments qui manquent sont communiqués dès qu'ils sont connus.",
      special: "article 7",
      exception: { "unintelligible-data": "article 32, II", "risk-averted": "article 32, II", "disproportionate-effort": "article 32, II" },
      persons: "Cette information vous est donnée selon l'article 32, II, de la loi n° 1.565 du 3 décembre 2024.",
    },
    en: {
      article: "Monaco law 1.565 of 3 December 2024, article 32, I",
      foot: "What is missing is provided as soon as it is known.",
      special: "article 7",
      exception: { "unintelligible-data": "article 32, II", "risk-averted": "article 32, II", "disproportionate-effort": "article 32, II" },
      persons: "You are told this under Monaco law 1.565 of 3 December 2024, article 32, II.",
    },
  },
};

/** The articles; throws `REGIME_UNKNOWN`. */
export function formLaw(regime: BreachRegime, language: Language): FormLaw {
  assertRegime(regime, Object.keys(FORM_LAW));
  return FORM_LAW[regime][language];
}

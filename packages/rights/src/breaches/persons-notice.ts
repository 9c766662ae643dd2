/** What the persons are told, in clear and plain language (GDPR article 34(2)): nature, contact, consequences, measures. */
import { PrivacyError } from "@favorable/core";
import type { BreachRegime } from "../register/regime.ts";
import type { Language, Sheet } from "../register/sheet.ts";
import type { Breach } from "./breach.ts";
import { formLaw } from "./form-law.ts";

/** What a person is told besides what the register holds: texts for readers, in their language. */
export interface PersonsNoticeWords {
  readonly controller: string;
  /** The data protection officer or another contact point (article 34(2), 33(3)(b)). */
  readonly contact: string;
  /** What happened, in plain words. */
  readonly happened: string;
  /** What it may lead to (33(3)(c)). */
  readonly consequences: string;
  /** What was done (33(3)(d)). */
  readonly done: readonly string[];
  /** What the person can do (recital 86). */
  readonly advice: readonly string[];
  /** The law under which they are told: the GDPR unless told. */
  readonly regime?: BreachRegime;
}

const WORDS = {
  fr: {
    title: "Une violation a touché des données qui vous concernent",
    happened: "Ce qui s'est passé",
    consequences: "Ce qui peut en résulter",
    done: "Ce que nous avons fait",
    advice: "Ce que vous pouvez faire",
    contact: "À qui vous adresser",
    case: "Référence",
  },
  en: {
    title: "A breach has affected data about you",
    happened: "What happened",
    consequences: "What may follow",
    done: "What we have done",
    advice: "What you can do",
    contact: "Whom to ask",
    case: "Reference",
  },
} as const;

/**
 * Makes the communication to the persons.
 *
 * @throws `PERSONS_NOTICE_INVALID` with the items of article 34(2) that are `missing`; `REGIME_UNKNOWN`
 */
export function personsNotice(breach: Breach, words: PersonsNoticeWords, language: Language): Sheet {
  const missing = (["controller", "contact", "happened", "consequences"] as const).filter((item) => words[item].trim() === "");
  const lists = (["done", "advice"] as const).filter((item) => words[item].length === 0 || words[item].some((line) => line.trim() === ""));
  if (missing.length + lists.length > 0)
    throw new PrivacyError("PERSONS_NOTICE_INVALID", "the communication lacks what article 34(2) asks", {
      missing: [...missing, ...lists],
    });
  const said = WORDS[language];
  return {
    language,
    title: said.title,
    lead: [words.controller],
    parts: [
      { heading: said.happened, lines: [words.happened] },
      { heading: said.consequences, lines: [words.consequences] },
      { heading: said.done, lines: words.done },
      { heading: said.advice, lines: words.advice },
      { heading: said.contact, lines: [words.contact] },
    ],
    foot: [`${said.case} ${breach.id}`, formLaw(words.regime ?? "gdpr", language).persons],
  };
}

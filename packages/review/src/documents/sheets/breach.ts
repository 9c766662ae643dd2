/** The breach procedure, and the register it is kept in. */
import { PrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import type { Breach, NoticeRegime } from "@favorable/rights";
import { lawOf, regimeOf } from "../law.ts";
import { heading, list, paragraph, table } from "../paper/blocks.ts";
import type { Item, Line, Paper } from "../paper/paper.ts";
import { joined } from "../paper/spans.ts";
import { day, key, names, paperOf, type Saying, saying, text, yes } from "../saying.ts";
import { type LawSheetOptions, lawLine } from "./options.ts";

/** How the register is written. */
export interface BreachOptions extends LawSheetOptions {
  /** The breaches to list, as the desk of `@favorable/rights` keeps them; an empty list states that there was none. */
  readonly breaches?: readonly Breach[];
}

/**
 * Writes the procedure and the register. Articles and hours are those of the law of the controller's country on the day: GDPR articles 33 and 34,
 * law 1.565 article 32; none where no source at hand gives one (law 1.165).
 *
 * @throws `BREACH_TWICE` when two have one id
 */
export function breachRegister(document: ProcessingDocument, { language, breaches, asOf }: BreachOptions): Paper {
  const say = saying(document, language);
  const { t } = say;
  if (breaches !== undefined && new Set(breaches.map(({ id }) => id)).size !== breaches.length)
    throw new PrivacyError("BREACH_TWICE", "two breaches have one id");
  const regime = regimeOf(document, asOf);
  const lines = breaches ?? [];
  return paperOf(say, t("Violations de données : procédure et registre", "Personal data breaches: procedure and register"), [
    lawLine(say, regime),
    heading(2, t("Procédure", "Procedure")),
    ...list(undefined, steps(say, regime)),
    heading(2, t("Registre", "Register")),
    table(
      t("Violations inscrites", "Breaches entered"),
      [
        t("Référence", "Reference"),
        t("Connue le", "Known on"),
        t("Faits", "Facts"),
        t("Effets", "Effects"),
        t("Mesures", "Measures"),
        t("Autorité informée le", "Authority told on"),
        t("Personnes informées le", "Persons told on"),
      ],
      lines.map((one) => breachRow(say, one)),
      breaches === undefined
        ? t(
            "Le registre n'est pas joint. Il comporte, pour chaque violation : les faits, ses effets, les mesures prises.",
            "The register is not attached. It holds, for each breach: the facts, its effects, the measures taken.",
          )
        : t("Aucune violation n'est inscrite.", "No breach is entered."),
    ),
    ...(document.security?.breach === undefined
      ? [paragraph(t("La déclaration n'énonce pas de procédure.", "The declaration states no procedure."))]
      : []),
  ]);
}

/** What GDPR article 33(5) asks to be kept: the facts, the effects, the measures; and who was told. */
function breachRow(say: Saying, { id, facts, assessment, measures, authority, persons, exemption, closed }: Breach): readonly Line[] {
  const { t, unstated } = say;
  const nature = facts.nature.map((one) => t(...NATURES[one])).join(", ");
  const taken = [
    ...measures.map(({ state, text: said }) => (state === "taken" ? said : `${said}${t(" (prévu)", " (proposed)")}`)),
    ...(closed === undefined ? [] : [closed.lessons]),
  ];
  const about = joined(
    [nature, facts.description, names(say, "categories", facts.categories), names(say, "subjects", facts.subjects)],
    say.apart,
  );
  const told = (ons: readonly string[]): string => ons.map((on) => day(say, on)).join(", ");
  const risk = assessment === undefined ? undefined : t(...RISKS[assessment.risk]);
  return [
    id,
    day(say, facts.awareAt),
    about,
    assessment === undefined ? unstated : `${assessment.effects} (${risk}${say.apart}${assessment.reason})`,
    taken.length === 0 ? unstated : taken.join(say.apart),
    authority.length > 0 ? told(authority.map(({ on }) => on)) : assessment?.risk === "unlikely" ? t("sans objet", "not due") : unstated,
    persons.length > 0
      ? told(persons.map(({ on }) => on))
      : exemption !== undefined
        ? exemption.justification
        : assessment !== undefined && assessment.risk !== "high"
          ? t("sans objet", "not due")
          : unstated,
  ];
}

const NATURES: Readonly<Record<Breach["facts"]["nature"][number], readonly [fr: string, en: string]>> = {
  confidentiality: ["confidentialité", "confidentiality"],
  integrity: ["intégrité", "integrity"],
  availability: ["disponibilité", "availability"],
};
const RISKS: Readonly<Record<NonNullable<Breach["assessment"]>["risk"], readonly [fr: string, en: string]>> = {
  unlikely: ["risque peu probable", "risk unlikely"],
  risk: ["risque", "risk"],
  high: ["risque élevé", "high risk"],
};

function steps(say: Saying, regime: NoticeRegime): readonly Item[] {
  const { document, language, t } = say;
  const law = lawOf(regime).breach;
  const { procedure, authorityWithinHours: hours, register, personsInformed } = document.security?.breach ?? {};
  const dpo = document.dpo === undefined ? say.unstated : document.dpo === "none" ? t("néant", "none") : document.dpo.contact;
  const colon = t(" : ", ": ");
  const stated = (name: string, value: Line): Item => ({
    line: [{ text: `${name}${colon}` }, ...(Array.isArray(value) ? value : [value])] as Line,
  });
  return [
    {
      line: t("1. Constater la violation et prévenir", "1. Establish the breach and raise it"),
      items: [stated(t("procédure déclarée", "stated procedure"), text(say, procedure)), stated(key(say, "dpo"), dpo)],
    },
    { line: t("2. Évaluer le risque pour les personnes", "2. Assess the risk for the persons") },
    {
      line:
        law === undefined
          ? t("3. Notifier l'autorité, sauf absence de risque", "3. Notify the authority, unless there is no risk")
          : t(
              `3. Notifier l'autorité, sauf absence de risque (${law.authority.fr} : ${law.hours} heures)`,
              `3. Notify the authority, unless there is no risk (${law.authority.en}: ${law.hours} hours)`,
            ),
      items: [
        stated(t("délai déclaré", "stated period"), hours === undefined ? say.unstated : t(`${hours} heures`, `${hours} hours`)),
        ...(law !== undefined && hours !== undefined && hours > law.hours
          ? [{ line: t(`ce délai dépasse ${law.hours} heures`, `this is longer than ${law.hours} hours`) }]
          : []),
      ],
    },
    {
      line: `${t("4. Informer les personnes si le risque est élevé", "4. Tell the persons when the risk is high")}${cited(law?.persons[language])}`,
      items: [stated(t("prévu", "provided for"), yes(say, personsInformed))],
    },
    {
      line: `${t("5. Inscrire la violation au registre", "5. Enter the breach in the register")}${cited(law?.register[language])}`,
      items: [stated(t("registre tenu", "register kept"), yes(say, register))],
    },
  ];
}

function cited(article: string | undefined): string {
  return article === undefined ? "" : ` (${article})`;
}

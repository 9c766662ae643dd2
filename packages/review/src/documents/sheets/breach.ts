/** The breach procedure, and the register it is kept in. */
import { PrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import type { Breach } from "@favorable/rights";
import { heading, list, paragraph, table } from "../paper/blocks.ts";
import type { Item, Line, Paper } from "../paper/paper.ts";
import { joined } from "../paper/spans.ts";
import { day, key, names, paperOf, type Saying, saying, text, yes } from "../saying.ts";
import type { SheetOptions } from "./options.ts";

/** How the register is written. */
export interface BreachOptions extends SheetOptions {
  /** The breaches to list, as the desk of `@favorable/rights` keeps them; an empty list states that there was none. */
  readonly breaches?: readonly Breach[];
}

/**
 * Writes the procedure and the register. The 72 hours are those of GDPR article 33(1).
 *
 * @throws `BREACH_TWICE` when two have one id
 */
export function breachRegister(document: ProcessingDocument, { language, breaches }: BreachOptions): Paper {
  const say = saying(document, language);
  const { t } = say;
  if (breaches !== undefined && new Set(breaches.map(({ id }) => id)).size !== breaches.length)
    throw new PrivacyError("BREACH_TWICE", "two breaches have one id");
  const lines = breaches ?? [];
  return paperOf(say, t("Violations de données : procédure et registre", "Personal data breaches: procedure and register"), [
    heading(2, t("Procédure", "Procedure")),
    ...list(undefined, steps(say)),
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
    " ; ",
  );
  const told = (ons: readonly string[]): string => ons.map((on) => day(say, on)).join(", ");
  const risk = assessment === undefined ? undefined : t(...RISKS[assessment.risk]);
  return [
    id,
    day(say, facts.awareAt),
    about,
    assessment === undefined ? unstated : `${assessment.effects} (${risk} ; ${assessment.reason})`,
    taken.length === 0 ? unstated : taken.join(" ; "),
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

function steps(say: Saying): readonly Item[] {
  const { document, t } = say;
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
      line: t(
        "3. Notifier l'autorité, sauf absence de risque (article 33, paragraphe 1, du RGPD : 72 heures)",
        "3. Notify the authority, unless there is no risk (GDPR article 33(1): 72 hours)",
      ),
      items: [
        stated(t("délai déclaré", "stated period"), hours === undefined ? say.unstated : t(`${hours} heures`, `${hours} hours`)),
        ...(hours !== undefined && hours > 72 ? [{ line: t("ce délai dépasse 72 heures", "this is longer than 72 hours") }] : []),
      ],
    },
    {
      line: t(
        "4. Informer les personnes si le risque est élevé (article 34 du RGPD)",
        "4. Tell the persons when the risk is high (GDPR article 34)",
      ),
      items: [stated(t("prévu", "provided for"), yes(say, personsInformed))],
    },
    {
      line: t(
        "5. Inscrire la violation au registre (article 33, paragraphe 5, du RGPD)",
        "5. Enter the breach in the register (GDPR article 33(5))",
      ),
      items: [stated(t("registre tenu", "register kept"), yes(say, register))],
    },
  ];
}

/** A condition as a sentence's part, in French and English. */
import type { Condition } from "./condition.ts";

/** Says a condition; names of fields stand as they are declared. */
export function conditionProse(condition: Condition): { readonly fr: string; readonly en: string } {
  switch (condition.kind) {
    case "own-record":
      return { fr: `son propre dossier (${condition.field})`, en: `one's own record (${condition.field})` };
    case "own-unit":
      return { fr: `son unité (${condition.field})`, en: `one's own unit (${condition.field})` };
    case "case-load":
      return { fr: `les dossiers dont il a la charge (${condition.field})`, en: `the cases in one's charge (${condition.field})` };
    case "tenant":
      return { fr: `son organisme (${condition.field})`, en: `one's own organisation (${condition.field})` };
    case "last-days":
      return {
        fr: `${condition.field} dans les ${condition.days} derniers jours`,
        en: `${condition.field} within the last ${condition.days} days`,
      };
    case "during": {
      const { from, until } = condition;
      if (until === undefined) return { fr: `à compter du ${from}`, en: `from ${from}` };
      return from === undefined
        ? { fr: `jusqu'au ${until}`, en: `until ${until}` }
        : { fr: `du ${from} au ${until}`, en: `from ${from} until ${until}` };
    }
    case "all-of":
    case "any-of": {
      const parts = condition.of.map(conditionProse);
      const words = condition.kind === "all-of" ? { fr: " et ", en: " and " } : { fr: " ou ", en: " or " };
      const said = { fr: parts.map(({ fr }) => fr).join(words.fr), en: parts.map(({ en }) => en).join(words.en) };
      return parts.length === 1 ? said : { fr: `(${said.fr})`, en: `(${said.en})` };
    }
  }
}

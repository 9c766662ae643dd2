/** Protections with an effect somewhere else than where they are written: origin rules, populations, environments. */
import type { ProcessingDocument } from "../../document/document.ts";
import type { Collector } from "../fact.ts";
import { ofUnit, type Unit } from "./units.ts";

/** Adds origin × unit of which the origin excludes all, or all but what it certifies. */
export function originFacts(document: ProcessingDocument, units: readonly Unit[], into: Collector): void {
  for (const [origin, { excludes }] of Object.entries(document.origins ?? {})) {
    const rules = (document.originRules ?? []).filter((rule) => rule.origin === origin);
    for (const unit of units) {
      const ruled = rules.filter(({ categories }) => categories.includes(unit.category));
      const isField = unit.via !== undefined;
      const excluded = excludes?.includes(unit.category) === true || (isField && ruled.some(({ keeps }) => !keeps.includes(unit.name)));
      const says = [...(excluded ? ['"excluded"'] : []), ...(ruled.length > 0 && !isField ? ['"conditioned"'] : [])];
      if (says.length === 0) continue;
      const { via: _, ...own } = unit; // Which fields are kept is not the category's to say.
      into.add({
        ...ofUnit(own, [`origins.${origin}`]),
        key: `origins ${origin} ${unit.place}`,
        relation: "origins",
        about: origin,
        polarity: "contravariant",
        rules: ["inf-source-conditioned-minimum"],
        says: { members: says },
      });
    }
  }
}

/** Adds purpose × subjects that its statement names: more people, or people it forgets, both need review. */
export function populationFacts({ purposes }: ProcessingDocument, into: Collector): void {
  for (const [id, { population }] of Object.entries(purposes ?? {}))
    for (const subject of population ?? [])
      into.add({
        key: `population ${id} ${subject}`,
        place: `purposes.${id}.population`,
        relation: "population",
        about: subject,
        polarity: "invariant",
        rules: ["pur-covers-data-subjects"],
        guards: [`purposes.${id}`, `subjects.${subject}`],
        says: { members: [JSON.stringify(subject)] },
      });
}

/** Adds environment × data that were anybody's; generated data are nobody's. */
export function environmentFacts({ security }: ProcessingDocument, into: Collector): void {
  for (const { name, production, data } of security?.environments ?? []) {
    if (data === "generated") continue;
    // An environment's name is any text: a JSON string keeps it apart from the words of the key.
    const guard = `security.environments ${JSON.stringify(name)}`;
    const base = { place: "security.environments", relation: "environments" as const, about: name, rules: ["sec-test-data-not-real"] };
    into.element(guard);
    into.add({ ...base, key: guard, polarity: "covariant", guards: [], says: { members: ['"anonymised"'] } });
    if (data === "real") into.add({ ...base, key: `${guard} real`, polarity: "covariant", guards: [], says: { members: ['"real"'] } });
    into.add({
      ...base,
      key: `${guard} ${production}`,
      polarity: "invariant",
      guards: [guard],
      says: { members: [`"production: ${production}"`] },
    });
  }
}

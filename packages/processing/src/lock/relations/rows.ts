/** Conditions of grants: which rows they reach, and which roles no person holds together. */
import type { ProcessingDocument } from "../../document/document.ts";
import type { Collector } from "../fact.ts";
import { chains, type Within } from "../order.ts";
import { ofUnit, type Unit } from "./units.ts";

/**
 * Each scope is a conjunction: a tenant's rows; those of a unit, of one's cases or one's own within them. With one conjunct more it is
 * narrower; with another one it is not comparable.
 */
const KNOWN = chains(["own-unit", "tenant", "all"], ["case-load", "tenant", "all"], ["own-record", "tenant", "all"]);
const SCOPES: Within = (after, before) => (before === undefined ? after !== "all" : KNOWN(after, before));

/** Adds role × unit → rows: the grant's own scope, else the role's. */
export function rowFacts({ access, authorisations, tenants }: ProcessingDocument, units: readonly Unit[], into: Collector): void {
  for (const [role, { rowScope }] of Object.entries(access?.roles ?? {})) {
    const own = authorisations?.rowScopes;
    const scopes = own !== undefined && Object.hasOwn(own, role) ? own[role] : undefined;
    for (const unit of units) {
      const grants = scopes !== undefined && Object.hasOwn(scopes, unit.category) ? scopes[unit.category] : undefined;
      const scope = grants ?? rowScope;
      if (scope === undefined) continue;
      // Where nothing keeps tenants apart, the rows of one are the rows of all.
      const value = scope === "tenant" && tenants === "none" ? "all" : scope;
      const written = grants === undefined ? `access.roles.${role}.rowScope` : `authorisations.rowScopes.${role}.${unit.category}`;
      into.add({
        ...ofUnit(unit, [`access.roles.${role}`]),
        ...(unit.via === undefined ? { place: written } : {}),
        key: `rows ${role} ${unit.place}`,
        relation: "rows",
        about: unit.via === undefined ? unit.category : role,
        polarity: "covariant",
        rules: ["acc-scope-by-unit"],
        says: { value, within: SCOPES },
      });
    }
  }
}

/** Adds every pair of roles that is kept apart. */
export function separationFacts({ authorisations }: ProcessingDocument, into: Collector): void {
  for (const roles of authorisations?.separated ?? []) {
    const apart = [...new Set(roles)].sort();
    for (const [at, one] of apart.entries())
      for (const other of apart.slice(at + 1))
        into.add({
          key: `separation ${one} ${other}`,
          place: "authorisations.separated",
          relation: "separation",
          polarity: "contravariant",
          rules: ["acc-need-to-know-role"],
          guards: [`access.roles.${one}`, `access.roles.${other}`],
          says: { members: [JSON.stringify([one, other])] },
        });
  }
}

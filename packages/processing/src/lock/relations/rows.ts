/** Conditions of grants: which rows they reach, and which roles no person holds together. */
import { canonicalJson } from "@favorable/core";
import type { Action, RowRuleDocument } from "../../document/access.ts";
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

/** The actions of the form: those of a rule that names none. */
const ACTIONS: readonly Action[] = ["read", "add", "modify", "delete", "extract"];

/**
 * Adds role × action → conjuncts that its rows have to meet: one more is narrower, one less or another one is wider. A condition is compared as it
 * is written, whatever order its alternatives stand in.
 */
export function conditionFacts({ access }: ProcessingDocument, into: Collector): void {
  if (access?.when === undefined) return;
  for (const role of Object.keys(access.roles))
    for (const action of ACTIONS) {
      const met = access.when.filter((rule) => rule.roles?.includes(role) !== false && rule.actions?.includes(action) !== false);
      // An action that the matrix lost reaches no row: what narrowed it needs no protection.
      if (met.length === 0) continue;
      into.add({
        key: `conditions ${role} ${action}`,
        place: "access.when",
        relation: "rows",
        about: role,
        polarity: "contravariant",
        rules: ["acc-scope-by-unit"],
        guards: [`access.roles.${role}`, `access.actions.${action}`],
        says: { members: [...new Set(met.map(({ where }) => conjunct(where)))] },
      });
    }
}

function conjunct(where: RowRuleDocument["where"]): string {
  const parts = where.kind === "any-of" ? where.of : [where];
  return canonicalJson([...new Set(parts.map((part) => canonicalJson({ ...part })))].sort());
}

/** Adds that a role is opened in an emergency only: to make it one that is held is a widening, as it is to add one. */
export function emergencyFacts({ access }: ProcessingDocument, into: Collector): void {
  for (const role of Object.keys(access?.breakGlass ?? {}))
    into.add({
      key: `emergency ${role}`,
      place: `access.breakGlass.${role}`,
      relation: "access",
      about: role,
      polarity: "contravariant",
      rules: ["acc-need-to-know-role"],
      guards: [`access.roles.${role}`],
      says: { members: ['"emergency-only"'] },
    });
}

/** Adds every pair of roles that is kept apart, by the matrix or in words. */
export function separationFacts({ access, authorisations }: ProcessingDocument, into: Collector): void {
  separated(access?.conflicts, "access.conflicts", into);
  separated(authorisations?.separated, "authorisations.separated", into);
}

function separated(among: readonly (readonly string[])[] | undefined, place: string, into: Collector): void {
  for (const roles of among ?? []) {
    const apart = [...new Set(roles)].sort();
    for (const [at, one] of apart.entries())
      for (const other of apart.slice(at + 1))
        into.add({
          key: `separation ${one} ${other}`,
          place,
          relation: "separation",
          polarity: "contravariant",
          rules: ["acc-need-to-know-role"],
          guards: [`access.roles.${one}`, `access.roles.${other}`],
          says: { members: [JSON.stringify([one, other])] },
        });
  }
}

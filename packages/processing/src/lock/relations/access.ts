/** Who may do what to which category and field. */
import type { AccessDocument, Action } from "../../document/access.ts";
import type { ProcessingDocument } from "../../document/document.ts";
import type { Collector } from "../fact.ts";
import { ofUnit, type Unit } from "./units.ts";

const RULES = ["acc-roles-x-actions-declared", "acc-need-to-know-role"];
const EXTRACT_RULES = [...RULES, "sec-export-ledger"];

/** Adds role × action × unit, and what nobody may modify or delete. */
export function accessFacts({ access }: ProcessingDocument, units: readonly Unit[], into: Collector): void {
  if (access === undefined) return;
  // Without extraction as an action of its own, whoever reads may take copies away.
  if (access.actions.includes("extract"))
    into.add({
      key: "access.actions#extract",
      place: "access.actions",
      relation: "access",
      polarity: "contravariant",
      rules: ["sec-export-ledger"],
      guards: [],
      says: { members: ['"extract"'] },
    });
  for (const action of access.actions) into.element(`access.actions.${action}`);
  const immutable = new Set(access.immutable);
  for (const unit of units) {
    if (immutable.has(unit.category))
      into.add({
        ...ofUnit(unit),
        key: `immutable ${unit.place}`,
        relation: "immutable",
        polarity: "contravariant",
        rules: ["ret-log-immutable"],
        says: { members: ['"immutable"'] },
      });
    for (const role of Object.keys(access.roles)) {
      const actions = actionsOf(access, role, unit.category).filter(
        (action) => !(immutable.has(unit.category) && (action === "modify" || action === "delete")),
      );
      const guard = `access.roles.${role}`;
      into.add({
        ...ofUnit(unit, [guard]),
        ...(unit.via === undefined ? { place: `access.grants.${role}.${unit.category}`, toldWhenNew: true } : {}),
        key: `access ${role} ${unit.place}`,
        relation: "access",
        about: role,
        polarity: "covariant",
        rules: actions.includes("extract") ? EXTRACT_RULES : RULES,
        says: { members: actions.map((action) => JSON.stringify(action)) },
      });
    }
  }
}

/** The actions of a cell; one in a form not known here counts as all. */
function actionsOf(access: AccessDocument, role: string, category: string): readonly Action[] {
  const row = Object.hasOwn(access.grants, role) ? access.grants[role] : undefined;
  const cell = row !== undefined && Object.hasOwn(row, category) ? row[category] : undefined;
  if (cell === undefined || cell === "none") return [];
  return Array.isArray(cell) ? cell : access.actions;
}

/** The matrix as a table that people read and version control compares. */
import { conditionProse } from "./condition/prose.ts";
import { ACTIONS, type Action } from "./core/action.ts";
import type { RowRule } from "./core/decider.ts";
import type { Emergencies, MatrixDocument } from "./role.ts";

const LETTERS: Readonly<Record<Action, string>> = { read: "R", add: "A", modify: "M", delete: "D", extract: "X" };

/** Prints categories × roles, in declared order; effective rights, the immutable categories' changes taken off. */
export function matrixMarkdown(document: MatrixDocument, categories: readonly string[]): string {
  const roles = Object.keys(document.roles);
  const immutable = new Set(document.immutable ?? []);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rows = categories.map((category) => {
    const locked = immutable.has(category);
    return line([locked ? `${category} (immutable)` : category, ...roles.map((role) => cell(document, role, category, locked))]);
  });
  const legend = document.actions.map((action) => `${LETTERS[action]} ${action}`).join(", ");
  const purposes = roles.map((role) => `- ${role}: ${document.roles[role]?.purposes.join(", ") ?? ""}`);
  return [
    line(["category", ...roles]),
    line(["---", ...roles.map(() => "---")]),
    ...rows,
    "",
    `${legend}; – none.`,
    "",
    "Purposes held:",
    "",
    ...purposes,
    "",
    ...listed("Rows in reach:", (document.when ?? []).map(ruleText)),
    ...listed(
      "Not held together:",
      (document.conflicts ?? []).map((pair) => pair.join(", ")),
    ),
    ...listed("Opened in an emergency only:", Object.entries(document.breakGlass ?? {}).map(emergencyText)),
  ].join("\n");
}

function listed(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading, "", ...items.map((item) => `- ${item}`), ""];
}

function ruleText({ roles, actions, where }: RowRule): string {
  const whose = roles?.join(", ") ?? "every role";
  return `${whose}${actions === undefined ? "" : ` (${actions.join(", ")})`}: ${conditionProse(where).en}`;
}

function emergencyText([role, rule]: readonly [string, Emergencies[string] | undefined]): string {
  return rule === undefined ? role : `${role}: by ${rule.for.join(", ")}, ${rule.maximumMinutes} minutes at most`;
}

function cell({ grants, actions }: MatrixDocument, role: string, category: string, locked: boolean): string {
  const granted = grants[role]?.[category] ?? "none";
  const letters = ACTIONS.filter(
    (action) => actions.includes(action) && (granted === "all" || (granted !== "none" && granted.includes(action))),
  )
    .filter((action) => !locked || (action !== "modify" && action !== "delete"))
    .map((action) => LETTERS[action]);
  return letters.length === 0 ? "–" : letters.join("");
}

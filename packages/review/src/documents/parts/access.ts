/** Section V: roles, rights by category, rows in reach, accounts, logs. */
import type { AccessDocument, Action } from "@favorable/processing";
import { member } from "../../dossier/clean.ts";
import { entries } from "../../facts.ts";
import { list, paragraph, table } from "../paper/blocks.ts";
import type { Block, Line } from "../paper/paper.ts";
import { joined } from "../paper/spans.ts";
import { coded, codes, key, named, names, type Saying, text } from "../saying.ts";
import { memberItem, stated } from "../stated.ts";

const ACTIONS: readonly Action[] = ["read", "add", "modify", "delete", "extract"];

/** What a role may do with a category, after what nobody may change took its part. */
function allowed({ grants, actions, immutable = [] }: AccessDocument, role: string, category: string): readonly Action[] | undefined {
  const cell = member(member(grants, role), category);
  if (cell === undefined) return undefined;
  const locked = immutable.includes(category);
  return ACTIONS.filter(
    (action) =>
      actions.includes(action) &&
      (cell === "all" || (cell !== "none" && cell.includes(action))) &&
      !(locked && (action === "modify" || action === "delete")),
  );
}

/** The matrix and everything said of it. */
export function accessFacts(say: Saying): readonly Block[] {
  const { document, t } = say;
  const { access } = document;
  const besides = entries({ authorisations: document.authorisations, tenants: document.tenants, logs: document.logs });
  const missing = besides.filter(([, part]) => part === undefined).map(([name]) => key(say, name));
  return [
    ...(access === undefined
      ? [paragraph(t("Les personnes ayant accès ne sont pas déclarées.", "The persons with access are not stated."))]
      : [
          ...roleList(say, access),
          matrixTable(say, access),
          ...list(t("Il est également déclaré :", "Also stated:"), besideMatrix(say, access)),
        ]),
    ...list(
      undefined,
      besides.flatMap(([name, part]) => (part === undefined ? [] : memberItem(say, name, part, []))),
    ),
    ...(missing.length === 0 ? [] : [paragraph(`${t("Non déclaré : ", "Not stated: ")}${missing.join(", ")}.`)]),
  ];
}

function roleList(say: Saying, access: AccessDocument): readonly Block[] {
  return list(
    say.t("Les personnes pouvant avoir accès aux informations sont :", "The persons who may have access to the information are:"),
    entries(access.roles).map(([id, role]) => ({ line: text(say, role.label, id), items: stated(say, role, ["roles"], ["label"]) })),
  );
}

function besideMatrix(say: Saying, access: AccessDocument): ReturnType<typeof stated> {
  return stated(say, access, ["access"], ["roles", "grants"]);
}

/** Role by category, in words. */
export function matrixTable(say: Saying, access: AccessDocument): Block {
  const { document, t } = say;
  const categories = [
    ...new Set([
      ...entries(document.categories).map(([id]) => id),
      ...entries(access.grants).flatMap(([, of]) => entries(of).map(([id]) => id)),
    ]),
  ];
  const roles = [...new Set([...entries(access.roles), ...entries(access.grants)].map(([id]) => id))];
  const cell = (role: string, category: string): Line => {
    const actions = allowed(access, role, category);
    if (actions === undefined) return say.unstated;
    return actions.length === 0 ? "–" : codes(say, actions);
  };
  return table(
    t("Droits par catégorie d'informations et par rôle", "Rights by category of information and role"),
    [t("Catégorie", "Category"), ...roles.map((role) => named(say, "roles", role).text)],
    categories.map((category) => [named(say, "categories", category), ...roles.map((role) => cell(role, category))]),
    t("Aucun droit n'est déclaré.", "No right is stated."),
  );
}

/** Role, kind, mission, purposes, rows in reach. */
export function roleTable(say: Saying, access: AccessDocument): Block {
  const { t } = say;
  return table(
    t("Rôles", "Roles"),
    [
      t("Rôle", "Role"),
      t("Nature", "Kind"),
      t("Mission", "Mission"),
      t("Finalités", "Purposes"),
      t("Dossiers accessibles", "Rows in reach"),
    ],
    entries(access.roles).map(([id, role]) => [
      text(say, role.label, id),
      coded(say, role.kind),
      text(say, role.mission),
      names(say, "purposes", role.purposes),
      joined([coded(say, role.rowScope), ...(role.central === true ? [t("toutes les unités", "every unit")] : [])], ", "),
    ]),
    t("Aucun rôle n'est déclaré.", "No role is stated."),
  );
}

/** The matrix: that it is there, that each right is needed, and for which rows. */
import type { AccessDocument, Action } from "@favorable/processing";
import { human, observed, satisfied, settle } from "../../context.ts";
import { entries, holds, isSpecial } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { list, named, quoted, say } from "../../wording.ts";

/** The actions a role has on a category; undefined when the cell is not decided. `immutable` categories lose modify and delete. */
export function granted(access: AccessDocument, role: string, category: string): readonly Action[] | undefined {
  const actions = written(access, role, category);
  const immutable = (access.immutable ?? []).includes(category);
  return immutable ? actions?.filter((action) => action !== "modify" && action !== "delete") : actions;
}

/** The actions as the cell writes them, `immutable` left aside. */
function written(access: AccessDocument, role: string, category: string): readonly Action[] | undefined {
  const row = holds(access.grants, role) ? access.grants[role] : undefined;
  const cell = row !== undefined && holds(row, category) ? row[category] : undefined;
  return cell === "all" ? access.actions : cell === "none" ? [] : cell;
}

/** GDPR art. 25(2) and 32(1)(b); CCIN 2021-206 §V: `acc-roles-x-actions-declared`. */
export const rolesActionsDeclared: Rule = {
  id: "acc-roles-x-actions-declared",
  section: "V",
  severity: "block",
  origin: "both",
  decides: decides("D"),
  needs: ["access.actions", "access.grants.*.*", "access.immutable", "access.roles.*", "categories.*"],
  statement: {
    fr: "Le dossier liste chaque rôle et, pour chacun, ce qu'il peut faire : lire, ajouter, modifier, supprimer, extraire.",
    en: "The file lists every role and, for each, the actions it may do (read, add, modify, delete, extract).",
  },
  source: { ccin: "CCIN 2021-206 §V", gdpr: "GDPR 25(2), 32(1)(b)" },
  check(context) {
    const { access, categories } = context.document;
    const remark = say(
      "V",
      "demande",
      [
        "les personnes ayant accès au traitement et leurs droits soient indiqués pour chaque catégorie d'informations",
        "the persons with access and their rights be stated for each category of information",
      ],
      [
        "décider chaque case de la matrice des rôles et des catégories, « aucun » compris",
        "decide each cell of the matrix of roles and categories, “none” included",
      ],
    );
    const roles = entries(access?.roles).map(([id]) => id);
    const ids = entries(categories).map(([id]) => id);
    const gaps: string[] = [];
    if (access === undefined || roles.length === 0) gaps.push("access.roles");
    if (ids.length === 0) gaps.push("categories");
    if (access === undefined || gaps.length > 0) return settle(context, { gaps, remarks: [remark] }, satisfied());
    if (access.actions.length === 0) gaps.push("access.actions");
    const undecided: string[] = [];
    const faults: string[] = [];
    for (const category of ids) {
      const cells = roles.map((role) => granted(access, role, category));
      undecided.push(...roles.filter((_, at) => cells[at] === undefined).map((role) => `access.grants.${role}.${category}`));
      if (cells.some((cell) => (cell ?? []).length > 0)) continue;
      if (cells.includes(undefined)) gaps.push(`access.grants.*.${category}`);
      else faults.push(`access.grants.*.${category} = []`);
    }
    const blocked = settle(
      context,
      { faults, gaps, remarks: [remark] },
      satisfied(
        "promise",
        roles.map((role) => `access.roles.${role}`),
      ),
    );
    // A cell left open is silence, never permission: a condition, not an obstacle, as long as each category has a role.
    return blocked.state === "satisfied" ? settle(context, { gaps: undecided, severity: "reserve", remarks: [remark] }, blocked) : blocked;
  },
};

/** GDPR art. 5(1)(f), 25(2) and 32(4); CCIN 2021-206 §V: `acc-need-to-know-role`. */
export const needToKnowRole: Rule = {
  id: "acc-need-to-know-role",
  section: "V",
  severity: "reserve",
  origin: "both",
  decides: decides("D+H"),
  needs: [
    "access.actions",
    "access.grants.*.*",
    "access.roles.*.kind",
    "access.roles.*.mission",
    "authorisations.breakGlass.reason",
    "categories.*.special",
  ],
  statement: {
    fr: "Chaque droit est justifié par la mission du rôle ; les administrateurs n'agissent que pour la maintenance et la sécurité.",
    en: "Each right is justified by the mission of the role; administrators act only for maintenance and security.",
  },
  source: {
    ccin: "CCIN 2021-206 §V",
    cnil: "CNIL notice of 1 June 2010",
    press: "municipal vaccination file",
    gdpr: "GDPR 5(1)(f), 25(2), 32(4)",
    "apdp-guide": "APDP guide on authorisations",
  },
  check(context) {
    const { document, profile } = context;
    const { access } = document;
    const faults: string[] = [];
    const gaps = entries(access?.roles).length === 0 ? ["access.roles"] : [];
    const touched = new Set<string>();
    for (const [id, role] of entries(access?.roles)) {
      const special = entries(document.categories)
        .filter(([category]) => isSpecial(document, category))
        .map(([category]) => category);
      const cells = access === undefined ? [] : special.map((category) => written(access, id, category) ?? []);
      const holdsSpecial = cells.some((cell) => cell.length > 0);
      const technical = role.kind === "technical";
      if ((holdsSpecial || technical) && role.mission === undefined) {
        gaps.push(`access.roles.${id}.mission`);
        touched.add(id);
      }
      if (technical && profile.technical === "no-business" && cells.some((cell) => cell.some((action) => action !== "read"))) {
        faults.push(
          `access.grants.${id} ∋ ${[...new Set(cells.flatMap((cell) => cell.filter((action) => action !== "read")))].join(", ")}`,
        );
        touched.add(id);
      }
    }
    const glass = document.authorisations?.breakGlass;
    // Access in an emergency without a reason is access without a need.
    if (typeof glass === "object" && glass.reason === false) faults.push("authorisations.breakGlass.reason = false");
    const names = named([...touched], access?.roles);
    const remark = say(
      "V",
      "demande",
      [
        "chaque droit d'accès soit justifié par la mission de la personne, les administrateurs se limitant à la maintenance et à la sécurité",
        "each right of access be justified by the person's mission, administrators keeping to maintenance and security",
      ],
      touched.size === 0
        ? ["déclarer les rôles et leurs missions", "declare the roles and their missions"]
        : [`indiquer la mission et ajuster les droits de : ${names.fr}`, `state the mission and adjust the rights of: ${names.en}`],
    );
    return settle(
      context,
      { faults, gaps, remarks: [remark] },
      human(
        "Les missions déclarées justifient-elles chacun des droits accordés ?",
        "Do the declared missions justify each of the rights granted?",
      ),
    );
  },
};

/** Essonne case files; APDP guide on authorisations: `acc-scope-by-unit`. */
export const scopeByUnit: Rule = {
  id: "acc-scope-by-unit",
  section: "V",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  needs: [
    "access.roles.*.central",
    "access.roles.*.kind",
    "access.roles.*.rowScope",
    "access.units",
    "evidence.acrossUnits",
    "tenants.number",
    "tenants.separatedBy",
  ],
  statement: {
    fr: "Un rôle ne voit que les personnes de son unité ou dont il a la charge.",
    en: "A role sees only the persons of its own unit or case load.",
  },
  source: { cnil: "CNIL notice of 1 June 2010", "apdp-guide": "APDP guide on authorisations" },
  check(context) {
    const { access } = context.document;
    const across = context.evidence?.acrossUnits;
    const remark = say(
      "V",
      "demande",
      [
        "chaque rôle n'accède qu'aux personnes de son unité ou dont il a la charge",
        "each role reach only the persons of its own unit or case load",
      ],
      [
        "limiter les lignes visibles par rôle, ou déclarer le rôle central",
        "limit the rows each role sees, or declare the role as central",
      ],
    );
    if (across !== undefined && across.length > 0)
      return observed(
        [remark],
        across.map((actor) => `evidence.acrossUnits ∋ ${actor}`),
      );
    const { tenants } = context.document;
    // One body that reaches the data of another is the widest of units.
    if (typeof tenants === "object" && tenants.separatedBy === "nothing" && tenants.number !== 1)
      return settle(context, { faults: ["tenants.separatedBy = nothing"], severity: "block", remarks: [apart()] }, satisfied());
    if (access?.units === undefined) return settle(context, { gaps: ["access.units"], mandatory: "units", remarks: [remark] }, satisfied());
    if (access.units <= 1) return satisfied("promise", [`access.units = ${access.units}`]);
    const faults: string[] = [];
    const gaps: string[] = [];
    for (const [id, role] of entries(access.roles)) {
      if (role.central === true || role.kind === "technical" || role.kind === "rights-desk" || role.kind === "auditor") continue;
      if (role.rowScope === undefined) gaps.push(`access.roles.${id}.rowScope`);
      // Only a role that is said not to be central is at fault; silence about it is silence.
      if (role.rowScope === "all" && role.central === false) faults.push(`access.roles.${id}.rowScope = all`);
      if (role.rowScope === "all" && role.central === undefined) gaps.push(`access.roles.${id}.central`);
    }
    return settle(
      context,
      { faults, gaps, mandatory: true, remarks: [remark] },
      satisfied(across === undefined ? "promise" : "evidence", [`access.units = ${access.units}`]),
    );
  },
};

function apart(): ReturnType<typeof say> {
  return say(
    "V",
    "demande",
    [
      "les données de chaque organisme soient séparées de celles des autres",
      "the data of each body be kept apart from those of the others",
    ],
    ["séparer les organismes par ligne, schéma, base ou instance", "keep the bodies apart by row, schema, database or instance"],
  );
}

/** GDPR art. 29 and 32(4); CCIN 2021-206 §I and V: `acc-undeclared-actor`. */
export const undeclaredActor: Rule = {
  id: "acc-undeclared-actor",
  section: "V",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  needs: ["access.roles.*", "evidence.actors", "functions.*.actors"],
  statement: {
    fr: "Personne hors de la matrice déclarée (fonctionnalité, alerte, journal) ne touche aux données.",
    en: "Nobody outside the declared matrix (function, alert, log) touches the data.",
  },
  source: { ccin: "CCIN 2021-206 §I, §V", gdpr: "GDPR 29, 32(4)" },
  check(context) {
    const { document, evidence } = context;
    const roles = document.access?.roles;
    const unknown = (evidence?.actors ?? []).filter((actor) => !holds(roles, actor));
    const inFile = entries(document.functions).flatMap(([, one]) => (one.actors ?? []).filter((actor) => !holds(roles, actor)));
    const all = [...new Set([...inFile, ...unknown])];
    const names = list(all.map(quoted));
    const remark = say(
      "V",
      "demande",
      [
        all.length === 0
          ? "toute personne ayant accès au traitement soit déclarée"
          : `les personnes suivantes, qui utilisent le traitement, soient déclarées parmi celles ayant accès : ${names.fr}`,
        all.length === 0
          ? "everyone with access to the processing be declared"
          : `the following, who use the processing, be declared among those with access: ${names.en}`,
      ],
      ["ajouter le rôle à la matrice, ou le retirer de la fonctionnalité", "add the role to the matrix, or remove it from the function"],
    );
    if (unknown.length > 0)
      return observed(
        [remark],
        unknown.map((actor) => `evidence.actors ∋ ${actor}`),
      );
    const gaps = all.map((actor) => `access.roles.${actor}`);
    if (entries(roles).length === 0) gaps.push("access.roles");
    return settle(context, { gaps, remarks: [remark] }, satisfied(evidence?.actors === undefined ? "promise" : "evidence"));
  },
};

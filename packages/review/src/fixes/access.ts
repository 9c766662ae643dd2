/** Fixes of section V: persons with access. */
import type { AccessDocument, Action, ProcessingDocument, RoleDocument } from "@favorable/processing";
import { entries, isSpecial } from "../facts.ts";
import { each, names, withRecords } from "./edit.ts";
import { access, todo } from "./examples.ts";
import { collect, type Fixes } from "./fix.ts";

const ACTIONS: readonly Action[] = ["read", "add", "modify", "delete", "extract"];
const mission = todo("mission du rôle", "mission of the role");

const procedure: NonNullable<AccessDocument["procedure"]> = {
  grant: todo("qui habilite, selon quels critères", "who grants access, by which criteria"),
  reviewEvery: "P6M",
  leavers: todo("fermeture au départ", "closed at departure"),
};

/** The matrix of a file, with a role and actions where it has none. */
function matrix(document: ProcessingDocument): AccessDocument {
  const stated = document.access ?? access;
  const roles =
    names(stated.roles).length > 0 ? stated.roles : each(access.roles, (role) => ({ ...role, purposes: names(document.purposes) }));
  return { ...stated, actions: stated.actions.length > 0 ? stated.actions : ACTIONS, roles };
}

/** Every cell is decided, and each category has a role that reads it. */
function decided(document: ProcessingDocument): ProcessingDocument {
  const whole = withRecords(document);
  const stated = matrix(whole);
  const categories = names(whole.categories);
  const [first] = names(stated.roles);
  type Cell = readonly Action[] | "all" | "none";
  const cellOf = (role: string, id: string): Cell => stated.grants[role]?.[id] ?? "none";
  const bare = (id: string): boolean => names(stated.roles).every((role) => cellOf(role, id) === "none" || cellOf(role, id).length === 0);
  const row = (role: string): Record<string, Cell> =>
    Object.fromEntries(categories.map((id) => [id, role === first && bare(id) ? ["read"] : cellOf(role, id)]));
  const actions = stated.actions.includes("read") ? stated.actions : ["read" as const, ...stated.actions];
  return { ...whole, access: { ...stated, actions, grants: Object.fromEntries(names(stated.roles).map((role) => [role, row(role)])) } };
}

/** Missions are stated; technical roles only read what is sensitive. */
function needed(document: ProcessingDocument): ProcessingDocument {
  const stated = matrix(document);
  const technical = entries(stated.roles).flatMap(([id, { kind }]) => (kind === "technical" ? [id] : []));
  const { authorisations } = document;
  const glass = authorisations?.breakGlass;
  return {
    ...document,
    ...(typeof glass === "object" ? { authorisations: { ...authorisations, breakGlass: { ...glass, reason: true } } } : {}),
    access: {
      ...stated,
      roles: each(stated.roles, (role): RoleDocument => ({ ...role, mission: role.mission ?? mission })),
      grants: each(stated.grants, (row, role) =>
        technical.includes(role) ? each(row, (cell, id) => (isSpecial(document, id) && cell !== "none" ? ["read"] : cell)) : row,
      ),
    },
  };
}

export const accessFixes: Fixes = {
  "acc-roles-x-actions-declared": {
    declaration: { access: { actions: ACTIONS, roles: access.roles, grants: { "*": { "*": ["read"] }, officer: { contact: ["read"] } } } },
    adapt: decided,
  },
  "acc-need-to-know-role": {
    declaration: { access: { roles: { "*": { mission }, ...access.roles } } },
    adapt: needed,
  },
  "acc-scope-by-unit": {
    ...collect("acrossUnits"),
    declaration: { access: { units: 2, roles: { "*": { rowScope: "own-unit", central: false } } } },
    adapt: (document) => {
      const stated = matrix(document);
      const { tenants } = document;
      return {
        ...document,
        ...(typeof tenants === "object" && tenants.separatedBy === "nothing" ? { tenants: { ...tenants, separatedBy: "row" } } : {}),
        access: {
          ...stated,
          units: stated.units ?? 2,
          roles: each(stated.roles, (role) => ({
            ...role,
            rowScope: role.rowScope === undefined || role.rowScope === "all" ? ("own-unit" as const) : role.rowScope,
          })),
        },
      };
    },
  },
  "acc-individual-credentials": {
    ...collect("credentials"),
    declaration: { access: { accounts: { individual: true, shared: false } } },
  },
  "acc-undeclared-actor": {
    ...collect("actors"),
    declaration: { access: { roles: access.roles } },
    adapt: (document) => {
      const stated = matrix(document);
      const actors = entries(document.functions).flatMap(([, one]) => one.actors ?? []);
      const unknown = actors.filter((actor) => !names(stated.roles).includes(actor));
      const role: RoleDocument = { label: todo("le rôle", "the role"), mission, purposes: names(document.purposes) };
      return {
        ...document,
        access: { ...stated, roles: { ...stated.roles, ...Object.fromEntries(unknown.map((id) => [id, role] as const)) } },
      };
    },
  },
  "acc-grant-and-revocation": {
    ...collect("credentials"),
    declaration: { access: { procedure } },
    adapt: (document) => ({
      ...document,
      ...(document.authorisations?.closedWithin === undefined
        ? {}
        : { authorisations: { ...document.authorisations, closedWithin: "P1D" } }),
      access: {
        ...matrix(document),
        procedure: { ...procedure, ...document.access?.procedure, reviewEvery: procedure.reviewEvery ?? "P6M" },
      },
    }),
  },
  "acc-access-traceability": {
    ...collect("coverage"),
    declaration: { logs: { events: ["connection", ...ACTIONS], entries: ["actor", "time", "object", "purpose"] } },
    adapt: (document) => ({
      ...document,
      access: matrix(document),
      logs: { ...document.logs, events: ["connection", ...ACTIONS], entries: ["actor", "time", "object", "purpose"] },
    }),
  },
  "acc-log-review": {
    ...collect("reviews"),
    declaration: { logs: { reviewEvery: "P1M", reviews: { "*": { applied: true } } } },
    adapt: (document) => ({
      ...document,
      logs: {
        ...document.logs,
        reviewEvery: "P1M",
        ...(document.logs?.reviews === undefined ? {} : { reviews: document.logs.reviews.map((one) => ({ ...one, applied: true })) }),
      },
    }),
  },
};

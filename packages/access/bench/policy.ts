/**
 * The policy that all engines are given: four roles, twelve categories, four actions, as section V of CCIN deliberation 2021-206 has it; and the
 * 240 questions: five roles, one of them unknown, on every category and action.
 */
import { decider } from "@favorable/access";

export const ACTIONS = ["read", "add", "modify", "delete"] as const;
const ROLES = ["hrDirector", "careDirector", "medicalDirector", "itAdmin"] as const;
export const CATEGORIES = [
  "staffIdentity",
  "externalIdentity",
  "professionalLife",
  "loginLogs",
  "timeInformation",
  "vaccinationProofs",
  "comments",
  "sicknessPosition",
  "salaryWithholding",
  "vaccinationStatus",
  "contraindication",
  "statistics",
] as const;

export type Grants = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Every role does everything, but for the logs: the administrator reads them. */
export const grants: Grants = Object.fromEntries(
  ROLES.map((role) => [
    role,
    Object.fromEntries(
      CATEGORIES.map((category) => [category, category !== "loginLogs" ? [...ACTIONS] : role === "itAdmin" ? ["read"] : []]),
    ),
  ]),
);

export interface Question {
  readonly role: string;
  readonly purpose: string;
  readonly action: string;
  readonly category: string;
}

export const questions: readonly Question[] = [...ROLES, "nurse"].flatMap((role) =>
  CATEGORIES.flatMap((category) => ACTIONS.map((action) => ({ role, purpose: "followUp", action, category }))),
);

/** The nested object without a prototype, that everything is measured against. */
export type Nested = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, true>>>>>>;

export function nested(of: Grants): Nested {
  const bare = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> =>
    Object.assign(Object.create(null) as Record<string, T>, Object.fromEntries(entries));
  return bare(
    Object.entries(of).map(([role, row]) => [
      role,
      bare(Object.entries(row).map(([category, actions]) => [category, bare(actions.map((action) => [action, true as const]))])),
    ]),
  );
}

/** Our engine on the same cells, for one purpose. */
export function compiled(of: Grants) {
  const roles = Object.keys(of);
  return decider({
    purposes: ["followUp"],
    categories: [...new Set(Object.values(of).flatMap((row) => Object.keys(row)))],
    actions: ACTIONS,
    roles: Object.fromEntries(roles.map((role) => [role, { purposes: ["followUp"] }])),
    grants: of,
  });
}

/** As many rules as told: five roles on N / 10 categories, two actions of four each. */
export function rules(count: number): { readonly grants: Grants; readonly questions: readonly Question[] } {
  const categories = Array.from({ length: count / 10 }, (_, at) => `category${at}`);
  const roles = Array.from({ length: 5 }, (_, at) => `role${at}`);
  const two = (role: number, category: number) => [ACTIONS[(role + category) % 4] ?? "read", ACTIONS[(role + category + 1) % 4] ?? "add"];
  const of = Object.fromEntries(roles.map((role, r) => [role, Object.fromEntries(categories.map((name, c) => [name, two(r, c)]))]));
  const asked = Array.from({ length: 240 }, (_, at) => ({
    role: roles[at % 5] ?? "",
    purpose: "followUp",
    action: ACTIONS[(at >> 2) % 4] ?? "",
    category: categories[(at * 7919) % categories.length] ?? "",
  }));
  return { grants: of, questions: asked };
}

/** The peers, each given the policy in its own form and asked for a role, a category and an action. */
import { createMongoAbility, type MongoAbility } from "@casl/ability";
import { AccessControl } from "accesscontrol";
import { createAccessControl } from "better-auth/plugins/access";
import { newEnforcer, newModelFromString, StringAdapter } from "casbin";
import { createPermix } from "permix";
import { ACTIONS, CATEGORIES, type Grants, type Question } from "./policy.ts";

export interface Engine {
  readonly name: string;
  readonly ask: (question: Question) => boolean;
}

const entriesOf = (grants: Grants) => Object.entries(grants).map(([role, row]) => [role, Object.entries(row)] as const);

export function casl(grants: Grants): Engine {
  const abilities = new Map<string, MongoAbility>(
    entriesOf(grants).map(([role, row]) => [
      role,
      createMongoAbility(row.flatMap(([subject, actions]) => actions.map((action) => ({ action, subject })))),
    ]),
  );
  return { name: "casl", ask: ({ role, action, category }) => abilities.get(role)?.can(action, category) === true };
}

export function permix(grants: Grants): Engine {
  const byRole = new Map(
    entriesOf(grants).map(([role, row]) => {
      const made = createPermix();
      made.setup(
        Object.fromEntries(row.map(([category, actions]) => [category, Object.fromEntries(ACTIONS.map((a) => [a, actions.includes(a)]))])),
      );
      return [role, made] as const;
    }),
  );
  return { name: "permix", ask: ({ role, action, category }) => byRole.get(role)?.check(category, action) === true };
}

export function betterAuth(grants: Grants): Engine {
  const control = createAccessControl(Object.fromEntries(CATEGORIES.map((category) => [category, ACTIONS])));
  const roles = new Map(entriesOf(grants).map(([role, row]) => [role, control.newRole(Object.fromEntries(row) as never)]));
  return {
    name: "better-auth",
    ask: ({ role, action, category }) => roles.get(role)?.authorize({ [category]: [action] } as never).success === true,
  };
}

export function accessControl(grants: Grants): Engine {
  const verbs = { read: "read:any", add: "create:any", modify: "update:any", delete: "delete:any" } as const;
  const control = new AccessControl(
    entriesOf(grants).flatMap(([role, row]) =>
      row.flatMap(([resource, actions]) =>
        actions.map((action) => ({ role, resource, action: verbs[action as keyof typeof verbs], attributes: "*" })),
      ),
    ),
  );
  const known = new Set(Object.keys(grants));
  const ask = ({ role, action, category }: Question): boolean => {
    // It throws on a role that it does not know.
    if (!known.has(role)) return false;
    const query = control.can(role);
    if (action === "read") return query.readAny(category).granted;
    if (action === "add") return query.createAny(category).granted;
    return action === "modify" ? query.updateAny(category).granted : query.deleteAny(category).granted;
  };
  return { name: "accesscontrol", ask };
}

const MODEL = `[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.sub == p.sub && r.obj == p.obj && r.act == p.act`;

export async function casbin(grants: Grants): Promise<Engine> {
  const lines = entriesOf(grants).flatMap(([role, row]) =>
    row.flatMap(([category, actions]) => actions.map((action) => `p, ${role}, ${category}, ${action}`)),
  );
  const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter(lines.join("\n")));
  return { name: "casbin", ask: ({ role, action, category }) => enforcer.enforceSync(role, category, action) };
}

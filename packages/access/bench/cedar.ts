/** Cedar in a process of its own: several policy sets in one process have made it abort. Prints its answers and the ratio to a nested object. */
import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { compare } from "../../../testing/bench.ts";
import { grants, nested, type Question, questions } from "./policy.ts";

const policies = Object.entries(grants).flatMap(([role, row]) =>
  Object.entries(row).flatMap(([category, actions]) =>
    actions.map((action) => `permit(principal == Role::"${role}", action == Action::"${action}", resource == Category::"${category}");`),
  ),
);
const parsed = preparsePolicySet("matrix", { staticPolicies: policies.join("\n") });
if (parsed.type !== "success") throw new Error("cedar does not take the policies");

const ask = ({ role, action, category }: Question): boolean => {
  const answer = statefulIsAuthorized({
    principal: { type: "Role", id: role },
    action: { type: "Action", id: action },
    resource: { type: "Category", id: category },
    context: {},
    entities: [],
    preparsedPolicySetId: "matrix",
  });
  return answer.type === "success" && answer.response.decision === "allow";
};
const table = nested(grants);
let allowed = 0;
const each = (work: (question: Question) => boolean) => () => {
  for (const question of questions) if (work(question)) allowed += 1;
};
const answers = questions.map(ask);
const ratio = await compare(
  each(ask),
  each(({ role, category, action }) => table[role]?.[category]?.[action] === true),
  { rounds: 5, clock: "cpu" },
);
process.stdout.write(JSON.stringify({ answers, ratio, allowed: allowed > 0 }));

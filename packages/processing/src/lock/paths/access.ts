/** Polarity of section V: roles, grants, authorisations, logs. */
import {
  activity,
  anchored,
  atLeast,
  cap,
  count,
  fewer,
  kept,
  keyedBy,
  limit,
  more,
  type PathTable,
  relation,
  risk,
  safeguard,
  same,
  scale,
  someOf,
  wholly,
} from "../path-rule.ts";

const GRANTS = "acc-roles-x-actions-declared";
const NEED = "acc-need-to-know-role";
const PROCEDURE = "acc-grant-and-revocation";
const SCOPE = "acc-scope-by-unit";
const TRACE = "acc-access-traceability";

/** Roles, grants, accounts, logs. */
export const accessPaths: PathTable = {
  "access.actions.[]": relation("sec-export-ledger"),
  "access.roles.*": fewer(GRANTS),
  "access.roles.*.label": same(GRANTS),
  "access.roles.*.mission": anchored(NEED),
  "access.roles.*.purposes.[]": fewer(NEED, "pur-compatible-use"),
  "access.roles.*.kind": same(NEED),
  "access.roles.*.central": risk(SCOPE),
  "access.roles.*.rowScope": relation(SCOPE),
  "access.grants.*": relation(GRANTS),
  "access.grants.*.*": relation(GRANTS),
  "access.grants.*.*.[]": relation(GRANTS),
  "access.immutable.[]": relation("ret-log-immutable"),
  "access.units": count(SCOPE),
  "access.accounts.individual": safeguard("acc-individual-credentials"),
  "access.accounts.shared": risk("acc-individual-credentials"),
  "access.accounts.factors": atLeast("sec-strong-auth-sensitive"),
  "access.procedure.grant": anchored(PROCEDURE),
  "access.procedure.reviewEvery": cap(PROCEDURE),
  "access.procedure.leavers": anchored(PROCEDURE),
  "logs.events.[]": more(TRACE),
  "logs.entries.[]": more(TRACE),
  "logs.store": scale(["append-only-witnessed", "append-only", "plain"], "ret-log-immutable"),
  "logs.category": anchored("ret-log-floor"),
  "logs.reviewEvery": cap("acc-log-review"),
  "logs.reviews.[]": relation("acc-log-review"),
  "logs.reviews.[].kind": relation("acc-log-review"),
  "logs.reviews.[].every": relation("acc-log-review"),
  "logs.reviews.[].applied": relation("acc-log-review"),
  "logs.reviews.[].done": wholly("acc-log-review"),
  "logs.alerts.[]": more("acc-log-review"),
  "logs.mayChange": activity("ret-log-immutable"),
  "logs.mayChange.[]": fewer("ret-log-immutable"),
  "logs.pseudonymous": safeguard(TRACE),
};

/** What is said of the matrix besides its cells. */
export const authorisationPaths: PathTable = {
  "authorisations.justifications.*": keyedBy("access.roles"),
  "authorisations.justifications.*.*": keyedBy("categories", anchored(NEED)),
  "authorisations.rowScopes.*": keyedBy("access.roles"),
  "authorisations.rowScopes.*.*": keyedBy("categories", relation(SCOPE)),
  "authorisations.limitedTo.*": keyedBy("access.roles", limit(NEED)),
  "authorisations.holders.*": keyedBy("access.roles"),
  "authorisations.holders.*.persons": count(NEED),
  "authorisations.holders.*.perUnit": count(NEED),
  "authorisations.holders.*.professions": someOf(NEED),
  "authorisations.byProfession": safeguard(NEED),
  ...kept("authorisations.criteria", PROCEDURE),
  "authorisations.validatedBy": anchored(PROCEDURE),
  ...kept("authorisations.accounts", "acc-individual-credentials"),
  "authorisations.closedWithin": cap(PROCEDURE),
  "authorisations.unusedAfter": cap(PROCEDURE),
  "authorisations.breakGlass": activity(NEED),
  "authorisations.breakGlass.roles.[]": fewer(NEED),
  "authorisations.breakGlass.reason": safeguard(NEED),
  "authorisations.breakGlass.longest": cap(NEED),
  "authorisations.breakGlass.reportEvery": cap("acc-log-review"),
  "authorisations.separated.[]": wholly(NEED),
};

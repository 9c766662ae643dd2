/** Level `sealed` as statements: an owner that cannot log in, tables of its own, functions, and nothing else for the application. */
import { constant, ident } from "./identifiers.ts";
import type { Plan } from "./plan.ts";
import { makeRole } from "./role-statements.ts";
import { contextFunction, type PlannedFunction, sealedTableStatements, sealedTables, tidyFunction } from "./sealed-context.ts";
import { functionName, SEALED_EVENT_TYPES } from "./sealed-parts.ts";
import { askFunction, nameFunction, takeFunction } from "./sealed-read.ts";
import { pinned, pinnedLater } from "./sealed-settings.ts";
import { openProcedure, readProcedure } from "./sealed-steps.ts";
import { addFunction, deleteFunction, modifyFunction, prepareFunction } from "./sealed-write.ts";

/** Every function of a plan. */
export function functionsOf(plan: Plan): readonly PlannedFunction[] {
  return [
    contextFunction(plan),
    tidyFunction(plan),
    ...plan.tables.flatMap((table) => [
      askFunction(plan, table),
      nameFunction(plan, table),
      takeFunction(plan, table),
      readProcedure(plan, table),
      openProcedure(plan, table),
      prepareFunction(plan, table),
      addFunction(plan, table),
      modifyFunction(plan, table),
      deleteFunction(plan, table),
    ]),
  ];
}

/** Facts and parts of the entries that the functions make. */
function declarations({ mapping }: Plan): string[] {
  const { policy, version } = mapping.audit ?? { policy: "access-log", version: 1 };
  return SEALED_EVENT_TYPES.map(
    (type) => `insert into favorable.audit_declared_type (type, facts, parts, policy, version)
      values (${constant(type)}, array['role', 'purpose', 'action', 'record', 'rows'], array['actor', 'subject', 'key'], ${constant(policy)}, ${Math.trunc(version)})
      on conflict (type) do update set facts = excluded.facts, parts = excluded.parts, policy = excluded.policy, version = excluded.version`,
  );
}

/** The statements that come before policies: the owner of the functions, for as long as the applier has to act in its name. */
export function sealerStatements(plan: Plan): string[] {
  const sealer = ident(plan.sealer);
  return [
    makeRole(plan.sealer),
    // Who gives an object away must be able to take the role; undone at the end.
    `grant ${sealer} to current_user`,
    `grant usage, create on schema favorable to ${sealer}`,
  ];
}

/** The statements themselves; the audit package's migrations are there before. */
export function sealedStatements(plan: Plan): string[] {
  const sealer = ident(plan.sealer);
  const logins = plan.logins.map(({ login }) => ident(login));
  const { key, use, ticket } = sealedTables(plan);
  return [
    ...declarations(plan),
    `grant execute on function favorable.append_declared(text, jsonb, text[], text[], text[]) to ${sealer}`,
    ...plan.tables.flatMap(({ name, relation, mapping }) => [
      `grant usage on schema ${ident(mapping.schema)} to ${sealer}`,
      `grant select, insert, update, delete on ${relation} to ${sealer}`,
      keySequence(relation, mapping.key, sealer),
      ...earlierChanges(plan, name),
    ]),
    ...sealedTableStatements(plan),
    ...functionsOf(plan).flatMap((one) => {
      const { name, types, open, procedure } = one;
      const signature = `favorable.${ident(name)}(${types.replace(/(^|, )\w+ /g, "$1")})`;
      const kind = procedure ? "procedure" : "function";
      return [
        created(one),
        `revoke all on ${kind} ${signature} from public`,
        ...(open && !procedure ? pinnedLater(signature) : []),
        `alter ${kind} ${signature} owner to ${sealer}`,
        ...(open && logins.length > 0 ? [`grant execute on ${kind} ${signature} to ${logins.join(", ")}`] : []),
      ];
    }),
    ...(logins.length > 0 ? [`grant usage on schema favorable to ${logins.join(", ")}`] : []),
    `alter table ${key} enable row level security`,
    `revoke all on ${key}, ${use}, ${ticket} from public`,
    `revoke create on schema favorable from ${sealer}`,
    `revoke ${sealer} from current_user`,
  ];
}

/** A function keeps its owner's rights and settings; a procedure that commits may have neither. */
function created({ name, args, returns, body, open, procedure }: PlannedFunction): string {
  const head = procedure
    ? `procedure favorable.${ident(name)}(${args}) language plpgsql security invoker`
    : `function favorable.${ident(name)}(${args}) returns ${returns} language plpgsql volatile ${pinned(open)}`;
  return `create or replace ${head} as $favorable$${body}$favorable$`;
}

/** Changes that left their entry in the caller's own transaction, of before there was `prepare`. */
function earlierChanges(plan: Plan, record: string): string[] {
  const of = { add: "text, text, jsonb", modify: "text, text[], jsonb", delete: "text, text[], text[]" };
  return Object.entries(of).map(
    ([verb, types]) => `drop function if exists favorable.${ident(functionName(plan, verb, record))}(${types})`,
  );
}

/** The key of a new row is taken before the row is there. */
function keySequence(relation: string, key: string, sealer: string): string {
  return `do $$ declare sequence text := pg_get_serial_sequence('${relation}', '${key}'); begin
      if sequence is not null then execute 'grant usage on sequence ' || sequence || ' to ${sealer}'; end if; end $$`;
}

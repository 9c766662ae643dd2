/** Level `sealed` as statements: an owner that cannot log in, tables of its own, functions, and nothing else for the application. */
import { declarations } from "./declared-types.ts";
import { ident } from "./identifiers.ts";
import { clearCallers, clearFormerTables, dropLeftovers } from "./leftovers.ts";
import type { Plan } from "./plan.ts";
import { makeRole } from "./role-statements.ts";
import { contextFunction, type PlannedFunction, sealedTableStatements, tidyFunction } from "./sealed-context.ts";
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

/**
 * The statements that come before policies: the owner of the functions, for as long as the applier has to act in its name, and its tables: the
 * functions touch them before a mapped table, and so does who applies the plan.
 */
export function sealerStatements(plan: Plan): string[] {
  const sealer = ident(plan.sealer);
  return [
    makeRole(plan.sealer),
    // Who gives an object away must be able to take the role; undone at the end.
    `grant ${sealer} to current_user`,
    `grant usage, create on schema favorable to ${sealer}`,
    dropLeftovers(plan, functionsOf(plan)),
    ...sealedTableStatements(plan),
    clearFormerTables(plan),
  ];
}

/** The statements themselves; the audit package's migrations are there before. */
export function sealedStatements(plan: Plan): string[] {
  const sealer = ident(plan.sealer);
  const logins = plan.logins.map(({ login }) => ident(login));
  const functions = functionsOf(plan);
  return [
    ...declarations(plan),
    `grant execute on function favorable.append_declared(text, jsonb, text[], text[], text[]) to ${sealer}`,
    ...plan.tables.flatMap(({ relation, mapping }) => [
      `grant usage on schema ${ident(mapping.schema)} to ${sealer}`,
      `grant select, insert, update, delete on ${relation} to ${sealer}`,
      keySequence(relation, mapping.key, sealer),
    ]),
    ...functions.flatMap((one) => {
      const { open, procedure } = one;
      const routine = routineOf(one);
      return [
        created(one),
        `revoke all on routine ${routine} from public`,
        ...(open && !procedure ? pinnedLater(routine) : []),
        `alter routine ${routine} owner to ${sealer}`,
      ];
    }),
    clearCallers(plan, functions),
    ...functions.flatMap((one) =>
      one.open && logins.length > 0 ? [`grant execute on routine ${routineOf(one)} to ${logins.join(", ")}`] : [],
    ),
    ...(logins.length > 0 ? [`grant usage on schema favorable to ${logins.join(", ")}`] : []),
    `revoke create on schema favorable from ${sealer}`,
    `revoke ${sealer} from current_user`,
  ];
}

/** Its name and the types of its arguments. */
function routineOf({ name, types }: PlannedFunction): string {
  return `favorable.${ident(name)}(${types.replace(/(^|, )\w+ /g, "$1")})`;
}

/** A function keeps its owner's rights and settings; a procedure that commits may have neither. */
function created({ name, args, returns, body, open, procedure }: PlannedFunction): string {
  const head = procedure
    ? `procedure favorable.${ident(name)}(${args}) language plpgsql security invoker`
    : `function favorable.${ident(name)}(${args}) returns ${returns} language plpgsql volatile ${pinned(open)}`;
  return `create or replace ${head} as $favorable$${body}$favorable$`;
}

/** The key of a new row is taken before the row is there. */
function keySequence(relation: string, key: string, sealer: string): string {
  return `do $$ declare sequence text := pg_get_serial_sequence('${relation}', '${key}'); begin
      if sequence is not null then execute 'grant usage on sequence ' || sequence || ' to ${sealer}'; end if; end $$`;
}

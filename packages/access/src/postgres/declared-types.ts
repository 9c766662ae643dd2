/** Facts, parts and retention of the entries that the functions make, declared in the log. */
import { constant, constants } from "./identifiers.ts";
import type { Plan } from "./plan.ts";
import { SEALED_EVENT_TYPES } from "./sealed-parts.ts";

/** SQLSTATE of a plan that would give the entries of another plan a retention that is not theirs. */
export const RETENTION_DIFFERS = "FV001";

/** Names of facts and parts, in their order. */
export const FACTS = ["role", "purpose", "action", "record", "rows"] as const;
export const PARTS = ["actor", "subject", "key"] as const;

/** Under which policy the parts are kept. */
export function retentionOf({ mapping }: Plan): { readonly policy: string; readonly version: number } {
  const { policy, version } = mapping.audit ?? { policy: "access-log", version: 1 };
  return { policy, version: Math.trunc(version) };
}

/**
 * A type has one row in a log, for all plans of the database: one that is there alone may change its retention, another policy or an earlier version
 * beside another plan is refused (`FV001`).
 */
export function declarations(plan: Plan): string[] {
  const { policy, version } = retentionOf(plan);
  return SEALED_EVENT_TYPES.map(
    (type) => `do $favorable$ begin
      if exists (select from favorable.audit_declared_type d where d.type = ${constant(type)} and (d.policy <> ${constant(policy)} or d.version > ${version}))
         and exists (select from pg_proc p where p.pronamespace = 'favorable'::regnamespace and p.proname ~ '^access_.*_context$'
           and p.proowner is distinct from to_regrole(${constant(plan.sealer)})) then
        raise exception 'another plan of this database declares the entries with another retention' using errcode = '${RETENTION_DIFFERS}';
      end if;
      insert into favorable.audit_declared_type as d (type, facts, parts, policy, version)
        values (${constant(type)}, ${constants(FACTS)}, ${constants(PARTS)}, ${constant(policy)}, ${version})
        on conflict (type) do update set facts = excluded.facts, parts = excluded.parts, policy = excluded.policy, version = excluded.version
        where (d.facts, d.parts, d.policy, d.version) is distinct from (excluded.facts, excluded.parts, excluded.policy, excluded.version);
      end $favorable$`,
  );
}

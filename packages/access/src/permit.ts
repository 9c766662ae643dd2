/** The matrix as the port that sinks ask: may this actor do this to that record, and to which fields of it? */
import type { Permit } from "@favorable/core";
import type { AnyRecord } from "@favorable/fields";
import { dutiesMixed, impersonal } from "./duties.ts";
import type { AnyMatrix } from "./matrix-type.ts";

/** Any record of the matrix's vocabulary, whatever its fields. */
export type RecordLike = Pick<AnyRecord, "name" | "fields">;

/**
 * Makes the `Permit` port of a matrix for some records, found by their names.
 *
 * The answer names the fields that serve the purpose and on whose category the role holds the action. It refuses with
 * `ACTOR_MISSING`, `ACCOUNT_SHARED`, `RECORD_UNKNOWN`, `NO_FIELD` when nothing is left, or the code of the matrix; it never throws. Roles are
 * held apart as `as` holds them: `ROLES_CONFLICT`, `ROLE_NOT_HELD`, and `HOLDS_MISSING` where a role that may not be held with another is asked
 * for without `holds`.
 *
 * @example
 * ```ts
 * import { defineMatrix, permitOf } from "@favorable/access";
 * import { defineVocabulary } from "@favorable/fields";
 * import * as z from "zod";
 *
 * const vocabulary = defineVocabulary({
 *   purposes: { followUp: { statement: { en: "Follow up" } } },
 *   categories: { identity: { label: { en: "Identity" } } },
 *   origins: { hrFile: { label: { en: "HR file" } } },
 * });
 * const agent = vocabulary.record("agent", {
 *   name: vocabulary.field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"] }),
 * });
 * const access = defineMatrix(vocabulary, {
 *   actions: ["read", "extract"],
 *   roles: { director: { label: { en: "Director" }, purposes: ["followUp"] } },
 *   grants: { director: { identity: ["read"] } },
 * });
 * const permit = permitOf(access, { agent });
 * const question = { actor: "a-17", role: "director", purpose: "followUp", record: "agent" };
 * console.log(JSON.stringify(permit({ ...question, action: "read" }))); // {"allowed":true,"fields":["name"]}
 * console.log(JSON.stringify(permit({ ...question, action: "extract" }))); // {"allowed":false,"code":"NO_FIELD"}
 * ```
 */
export function permitOf(matrix: AnyMatrix, records: Readonly<Record<string, RecordLike>>): Permit {
  const byName = new Map(Object.values(records).map((record) => [record.name, record]));
  const { conflicts = [] } = matrix.document();
  return (request) => {
    const { actor, role, purpose, action, record: name, holds } = request ?? {};
    const nobody = impersonal(actor);
    if (nobody !== undefined) return { allowed: false, code: nobody };
    const record = byName.get(name);
    if (record === undefined || !matrix.vocabulary.owns(record)) return { allowed: false, code: "RECORD_UNKNOWN" };
    const answers = Object.entries(record.fields).map(([field, { category, purposes }]) => {
      const { allowed, code } = matrix.explain({ role, purpose, action, category });
      return { field, allowed: allowed && purposes.includes(purpose), code };
    });
    const fields = answers.filter(({ allowed }) => allowed).map(({ field }) => field);
    const general = answers.find(({ code }) => !CELL_CODES.has(code))?.code;
    if (general !== undefined && UNKNOWN.has(general)) return { allowed: false, code: general };
    const mixed = dutiesMixed(conflicts, role, holds);
    if (mixed !== undefined) return { allowed: false, code: mixed };
    return fields.length > 0 ? { allowed: true, fields } : { allowed: false, code: general ?? "NO_FIELD" };
  };
}

/** A word that is not declared is told before anything about the person. */
const UNKNOWN: ReadonlySet<string> = new Set(["ROLE_UNKNOWN", "PURPOSE_UNKNOWN", "ACTION_UNKNOWN"]);
/** Refusals that speak of one category only; any other holds for the whole question. */
const CELL_CODES: ReadonlySet<string> = new Set(["GRANTED", "NOT_GRANTED", "IMMUTABLE"]);

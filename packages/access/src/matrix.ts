/** `defineMatrix`: one literal says who may do what, for what. */
import type { AnyVocabulary } from "@favorable/fields";
import { build } from "./build.ts";
import type { Action } from "./core/action.ts";
import type { Conflicts } from "./duties.ts";
import type { Decided, Written } from "./grants.ts";
import type { UntypedLiteral } from "./literal.ts";
import type { Matrix, MatrixLiteral, MatrixOptions } from "./matrix-type.ts";
import type { RoleFacts } from "./role.ts";

/**
 * Declares who may do what. Every role is decided on every category; `none` is written out.
 *
 * @throws `MATRIX_UNDECIDED`, `ROLE_UNKNOWN`, `CATEGORY_UNKNOWN`, `ACTION_UNKNOWN` with the `cells`; `PURPOSE_UNKNOWN` with the `roles`;
 *   `CONDITION_INVALID` with the `place`, `CONFLICT_INVALID`, `BREAK_GLASS_INVALID` with the `role`
 * @example
 * ```ts
 * import { defineMatrix } from "@favorable/access";
 * import { defineVocabulary } from "@favorable/fields";
 * import * as z from "zod";
 *
 * const vocabulary = defineVocabulary({
 *   purposes: { followUp: { statement: { en: "Follow up vaccination" } }, maintenance: { statement: { en: "Maintain the system" } } },
 *   categories: { identity: { label: { en: "Identity" } }, logs: { label: { en: "Connection logs" } } },
 *   origins: { hrFile: { label: { en: "HR file" } }, system: { label: { en: "The system" } } },
 * });
 * const agent = vocabulary.record("agent", {
 *   name: vocabulary.field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"] }),
 *   lastLogin: vocabulary.field(z.iso.datetime(), { category: "logs", origins: ["system"], purposes: ["followUp", "maintenance"] }),
 * });
 * const access = defineMatrix(vocabulary, {
 *   actions: ["read", "modify", "delete"],
 *   roles: {
 *     hrDirector: { label: { en: "HR director" }, purposes: ["followUp"] },
 *     administrator: { label: { en: "Administrator" }, purposes: ["maintenance"], kind: "technical" },
 *   },
 *   grants: { hrDirector: { identity: "all", logs: "none" }, administrator: { identity: "none", logs: "all" } },
 *   immutable: ["logs"],
 * });
 * const session = access.as({ actor: "a-17", role: "hrDirector", purpose: "followUp" });
 * console.log(JSON.stringify(session.project(agent, { name: "N.", lastLogin: "2021-10-30T08:00:00Z" }))); // {"name":"N."}
 * console.log(session.explain("read", "logs").text.en); // Role hrDirector may not read logs. No role may for this purpose.
 * ```
 */
export function defineMatrix<
  const V extends AnyVocabulary,
  const R extends Readonly<Record<string, RoleFacts<keyof V["purposes"] & string>>>,
  const A extends Action,
  const G extends Written,
  const K extends Conflicts<keyof R & string> = readonly [],
>(
  vocabulary: V,
  literal: MatrixLiteral<V, R, A, Decided<G, keyof R & string, keyof V["categories"] & string, A>, K>,
  options: MatrixOptions = {},
): Matrix<V, R, A, G, K> {
  // The one cast: cells and words were checked; the session's shape is computed from the same tags as its type.
  return build(vocabulary, literal as unknown as UntypedLiteral, options) as unknown as Matrix<V, R, A, G, K>;
}

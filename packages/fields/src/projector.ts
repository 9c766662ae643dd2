/**
 * Projection: a new object that holds the planned fields of a row and nothing else. Where code may be generated, the plan
 * becomes a function of its own, which is as fast as code written for that very record; elsewhere a loop gives the same.
 */
import { PrivacyError } from "@favorable/core";
import { mayGenerateCode } from "./code-generation.ts";
import type { AnyField } from "./field.ts";
import { takesNull } from "./kind.ts";
import { assertName } from "./names.ts";
import { nestedCut } from "./nested-cut.ts";
import type { PlannedField, Projector } from "./projection-plan.ts";
import { generatedProjector } from "./projector-code.ts";

/** How a projector is made. */
export interface ProjectorOptions {
  /** Makes the error of a row that lacks fields. */
  readonly incomplete: (missing: readonly string[]) => PrivacyError;
  /** Whether to generate code; as the platform allows unless told. */
  readonly generate?: boolean;
}

/**
 * Makes the projector of a plan. It reads own properties only, each once, in the order of the plan: what a row inherits, from a class
 * or from a polluted `Object.prototype`, is not there. The row is not changed, and the result is not frozen.
 *
 * A field whose plan has a `cut` holds what its schema declares, at any depth; {@link plannedField} makes such a plan of a field. Without it
 * an object that lies in the value passes whole.
 *
 * @throws `NAME_INVALID`; the projector throws what `incomplete` makes, and `ROW_INVALID` when reading the row throws, for a getter's
 *   own error may quote a value
 * @example
 * ```ts
 * import { PrivacyError } from "@favorable/core";
 * import { makeProjector } from "@favorable/fields";
 *
 * const plan = [
 *   { name: "number", optional: false, takesNull: false },
 *   { name: "until", optional: true, takesNull: false },
 * ];
 * const project = makeProjector(plan, { incomplete: (fields) => new PrivacyError("ROW_INCOMPLETE", "fields are missing", { fields }) });
 * console.log(JSON.stringify(project({ salary: 1, number: "n-1", until: null }))); // {"number":"n-1"}
 * ```
 */
export function makeProjector(plan: readonly PlannedField[], { incomplete, generate = mayGenerateCode() }: ProjectorOptions): Projector {
  const own = plan.map(({ name, optional, takesNull }) => ({ name, optional: optional === true, takesNull: takesNull === true }));
  for (const { name } of own) assertName(name, "field");
  /** Makes the result of what `valueAt` gives for each field of the plan, undefined for what is not there. */
  const assemble = (valueAt: (at: number, name: string) => unknown): Record<string, unknown> => {
    const projected: Record<string, unknown> = {};
    const missing: string[] = [];
    let at = 0;
    for (const { name, optional, takesNull } of own) {
      const value = valueAt(at++, name);
      if (value !== undefined && (value !== null || takesNull)) projected[name] = value;
      else if (!optional) missing.push(name);
    }
    if (missing.length > 0) throw new Incomplete(incomplete(missing));
    return projected;
  };
  const read = (row: object): Record<string, unknown> => {
    const open = inheritsNothing(row);
    // The one cast: by now a row is read by declared names only.
    const members = row as Readonly<Record<string, unknown>>;
    return assemble((_, name) => (open || Object.hasOwn(members, name) ? members[name] : undefined));
  };
  const loop: Projector = (row) => {
    try {
      return read(row);
    } catch (error) {
      throw refusal(error);
    }
  };
  const project = (generate ? generatedProjector(own, { assemble, read, refusal }) : undefined) ?? loop;
  const cuts = plan.flatMap(({ name, cut }) => (typeof cut === "function" ? [[name, cut] as const] : []));
  if (cuts.length === 0) return project; // Flat records pay nothing for those that are not.
  return (row) => {
    const projected = project(row);
    try {
      for (const [name, cut] of cuts) if (Object.hasOwn(projected, name)) projected[name] = cut(projected[name]);
    } catch (error) {
      throw refusal(error);
    }
    return projected;
  };
}

/**
 * The plan of a field, with the cut of what lies within it.
 *
 * @throws `SCHEMA_UNREADABLE`
 */
export function plannedField(name: string, field: Pick<AnyField, "schema" | "optional">): PlannedField {
  const cut = nestedCut(field.schema);
  return { name, optional: field.optional, takesNull: takesNull(field.schema), ...(cut === undefined ? {} : { cut }) };
}

/** Tells our own refusal from whatever a getter throws. */
class Incomplete extends Error {
  readonly reason: PrivacyError;
  constructor(reason: PrivacyError) {
    super();
    this.reason = reason;
  }
}

function refusal(error: unknown): PrivacyError {
  return error instanceof Incomplete ? error.reason : new PrivacyError("ROW_INVALID", "the row could not be read");
}

/** Whether every property that reading gives is the row's own; declared names are none that every object inherits. */
function inheritsNothing(row: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(row);
  if (prototype === null) return true;
  // A loop over an empty object meets exactly what `Object.prototype` was given since.
  for (const _ in {}) return false;
  return prototype === Object.prototype;
}

/** The code of a projector. Names were checked to be plain words, so that nothing but the plan can stand in it. */
import type { PlannedField, Projector } from "./projection-plan.ts";

/** What generated code falls back on. */
interface Slow {
  /** Makes the result, or the refusal, of values that were already read. */
  readonly assemble: (valueAt: (at: number) => unknown) => Record<string, unknown>;
  /** Reads without generated code. */
  readonly read: Projector;
  /** The error to throw instead of whatever was thrown. */
  readonly refusal: (error: unknown) => Error;
}

/** Compiles a plan; gives nothing where the platform refuses after all. */
export function generatedProjector(plan: readonly PlannedField[], slow: Slow): Projector | undefined {
  try {
    const make = new Function("slow", "empty", "prototypeOf", "plain", "nothing", codeOf(plan));
    // The one cast: what the code gives is what `codeOf` writes.
    return make(slow, {}, Object.getPrototypeOf, Object.prototype, Symbol("nothing")) as Projector;
  } catch {
    return undefined;
  }
}

/**
 * Reads each property once into a variable. A symbol that nothing holds is read before, for then V8 knows the shape of the row, and what
 * its prototype is costs nothing: a quarter of the whole. When nothing that is demanded is missing, the result is made at once, by a literal or, when
 * keys may be missing, by a constructor that shares the prototype of plain objects, since V8 lays its objects out for all their keys.
 */
function codeOf(plan: readonly PlannedField[]): string {
  const fields = plan.map(({ name, optional, takesNull }, at) => {
    const key = JSON.stringify(name);
    const absent = takesNull ? `(v${at} === undefined)` : `(v${at} === undefined || v${at} === null)`;
    return { key, at, optional, absent };
  });
  const variables = fields.map(({ at }) => `v${at}`).join(", ");
  const missing = fields.filter(({ optional }) => !optional).map(({ absent }) => absent);
  const literal = `{ ${fields.map(({ key, at }) => `${key}: v${at}`).join(", ")} }`;
  const assign = fields.map(({ key, at, optional, absent }) => `${optional ? `if (!${absent}) ` : ""}this[${key}] = v${at};`);
  const exact = fields.some(({ optional }) => optional);
  return `"use strict";
${exact ? `function Projected(${variables}) { ${assign.join(" ")} }\nProjected.prototype = plain;` : ""}
return (row) => {
  try {
    row[nothing];
    const prototype = prototypeOf(row);
    if (prototype !== plain && prototype !== null) return slow.read(row);
    for (const _ in empty) return slow.read(row);
    ${fields.map(({ key, at }) => `const v${at} = row[${key}];`).join("\n    ")}
    ${missing.length === 0 ? "" : `if (${missing.join(" || ")}) { const values = [${variables}]; return slow.assemble((at) => values[at]); }`}
    return ${exact ? `new Projected(${variables})` : literal};
  } catch (error) {
    throw slow.refusal(error);
  }
};`;
}

/**
 * Form 1 to form 2. Form 1 told of a contract by its reference alone, of other processors by their names, and of the end of a contract
 * by one word; form 2 has room for the day, the task and the time that is left. All else of form 1 stands in form 2 as it was.
 */
import type { JsonValue } from "@favorable/core";
import { eachRewritten, type MigrationStep, rewritten } from "./step.ts";

/** {@link MigrationStep} */
export const from1: MigrationStep = (document) =>
  rewritten({ ...document, format: "favorable-processing/2" }, "processors", (processors) =>
    eachRewritten(processors, (processor) =>
      rewritten(rewritten(rewritten(processor, "contract", contract), "subProcessors", subProcessors), "endOfContract", endOfContract),
    ),
  );

function contract(value: JsonValue): JsonValue {
  return typeof value === "string" ? { reference: value } : value;
}

function endOfContract(value: JsonValue): JsonValue {
  return typeof value === "string" ? { then: value } : value;
}

/** An empty list stated that there is none. A name was any text and is none of the form's names: it becomes the label. */
function subProcessors(value: JsonValue): JsonValue {
  if (!Array.isArray(value) || value.some((one) => typeof one !== "string")) return value;
  if (value.length === 0) return "none";
  // Names were in no language: a company's name is the same in both.
  return Object.fromEntries(value.map((one, at) => [`sub${at + 1}`, { label: { fr: one, en: one } }]));
}

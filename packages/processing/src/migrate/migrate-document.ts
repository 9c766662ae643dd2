/** Documents of earlier forms, brought to the form of today. */
import { type JsonValue, PrivacyError } from "@favorable/core";
import { DOCUMENT_FORMAT } from "../document/document.ts";
import { plainData } from "../plain-data.ts";
import { from1 } from "./from-1.ts";
import { isJsonObject, type MigrationStep } from "./step.ts";

/** By the version they start from; each leads to the next. */
const STEPS: ReadonlyMap<number, MigrationStep> = new Map([[1, from1]]);
const PREFIX = "favorable-processing/";
const CURRENT = Number(DOCUMENT_FORMAT.slice(PREFIX.length));

/**
 * Brings a document of an earlier form to the form of today. One that is of today's form already, or of no form of ours, comes back as
 * it is: whether it makes sense is for `readDocument`, which migrates by itself. A migrated document says the same in other words,
 * so its hash is another: what was approved under the old form is compared after migrating it as well.
 *
 * @param value - parsed JSON, or any plain data
 * @returns a copy; never the value itself
 * @throws `DOCUMENT_VERSION` with `oldest` and `newest`, the versions that can be read; `DOCUMENT_UNSAFE` for what is not plain data
 * @example
 * ```ts
 * import { migrateDocument } from "@favorable/processing";
 *
 * const old = {
 *   format: "favorable-processing/1",
 *   id: "register",
 *   stage: "draft",
 *   processors: { host: { label: { en: "Host" }, contract: "2021-7", endOfContract: "delete" } },
 * };
 * console.log(JSON.stringify(migrateDocument(old)["processors"]));
 * // {"host":{"label":{"en":"Host"},"contract":{"reference":"2021-7"},"endOfContract":{"then":"delete"}}}
 * ```
 */
export function migrateDocument(value: unknown): { readonly [key: string]: JsonValue | undefined } {
  const data = migrated(plainData(value));
  if (!isJsonObject(data))
    throw new PrivacyError("DOCUMENT_INVALID", "a document is an object", { paths: [""], problems: ["wrong-value"] });
  return data;
}

/** As {@link migrateDocument}, of plain data. */
export function migrated(data: JsonValue): JsonValue {
  const version = isJsonObject(data) ? versionOf(data["format"]) : undefined;
  if (version === undefined || version === CURRENT || !isJsonObject(data)) return data;
  let document = data;
  for (let at = version; at !== CURRENT; at++) {
    const step = STEPS.get(at);
    if (step === undefined)
      throw new PrivacyError("DOCUMENT_VERSION", "the document is of a version of the form that cannot be read here", {
        oldest: Math.min(...STEPS.keys()),
        newest: CURRENT,
      });
    document = step(document);
  }
  return document;
}

/** Undefined for what names no form of ours. */
function versionOf(format: JsonValue | undefined): number | undefined {
  if (typeof format !== "string" || !format.startsWith(PREFIX)) return undefined;
  const version = format.slice(PREFIX.length);
  // A version that cannot be counted is one that cannot be read.
  return /^[1-9][0-9]{0,5}$/.test(version) ? Number(version) : Number.NaN;
}

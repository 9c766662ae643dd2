/** Reading a mapping out of a configuration file. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { type CopyObligation, defineCopy, definePolicy, type RetentionPolicy } from "@favorable/retention";
import type { EvidenceMapping } from "./mapping.ts";

type Check = (value: unknown) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const text: Check = (value) => typeof value === "string" && value !== "";
const texts: Check = (value) => Array.isArray(value) && value.every(text);
const mapOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);
const only =
  (members: Readonly<Record<string, Check>>, ...required: readonly string[]): Check =>
  (value) =>
    isObject(value) &&
    Object.entries(value).every(([key, member]) => Object.hasOwn(members, key) && members[key]?.(member) === true) &&
    required.every((key) => Object.hasOwn(value, key));

const MEMBERS: Readonly<Record<string, Check>> = {
  records: mapOf(only({ table: text, columns: mapOf((value) => value === null || text(value)), technical: texts }, "table")),
  otherTables: texts,
  grantees: texts,
  logins: texts,
  retention: (value) =>
    Array.isArray(value) && value.every(only({ policy: isObject, table: isTable, retention: text, categories: texts }, "policy", "table")),
  purgeEntries: only({ type: text, run: text, policy: text, asOf: text, rows: text }, "type"),
  logWindow: (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 1,
  copies: (value) => Array.isArray(value) && value.every(isObject),
  channels: mapOf(only({ copies: texts, backups: texts }, "copies")),
  notices: mapOf(text),
};

/** What a table has besides its name is checked against the database. */
function isTable(value: unknown): boolean {
  return isObject(value) && text(value["table"]) && (value["subject"] === undefined || value["subject"] === null || text(value["subject"]));
}

/**
 * Reads a mapping: parsed JSON in the form of {@link EvidenceMapping}, policies and obligations as they are written down.
 *
 * @throws `MAPPING_INVALID` with the `paths` of what is unknown or of another form
 * @example
 * ```ts
 * import { readMapping } from "@favorable/review/postgres";
 *
 * const mapping = readMapping({ records: { visit: { table: "app.visit", technical: ["id"] } }, logins: ["app"] });
 * console.log(mapping.records?.["visit"]?.table); // app.visit
 * ```
 */
export function readMapping(value: unknown): EvidenceMapping {
  if (!isObject(value)) throw invalid(["mapping"]);
  const wrong = Object.entries(value).flatMap(([key, member]) => {
    const check = Object.hasOwn(MEMBERS, key) ? MEMBERS[key] : undefined;
    if (check === undefined) return ["*"];
    return check(member) ? [] : [key];
  });
  if (wrong.length > 0) throw invalid(wrong);
  const mapping = value as EvidenceMapping; // Every member was looked at, but for what is defined below.
  const { retention, copies } = mapping;
  return {
    ...mapping,
    ...(retention === undefined
      ? {}
      : { retention: retention.map((one, at) => ({ ...one, policy: defined(`retention.${at}.policy`, () => policyOf(one)) })) }),
    ...(copies === undefined ? {} : { copies: copies.map((one, at) => defined(`copies.${at}`, (): CopyObligation => defineCopy(one))) }),
  };
}

function policyOf({ policy }: { readonly policy: RetentionPolicy }): RetentionPolicy {
  return definePolicy(policy);
}

function defined<T>(path: string, define: () => T): T {
  try {
    return define();
  } catch (error) {
    const paths = isPrivacyError(error) ? error.details["paths"] : undefined;
    if (!Array.isArray(paths)) throw error;
    throw invalid(paths.length === 0 ? [path] : paths.map((place) => `${path}.${String(place)}`));
  }
}

function invalid(paths: readonly string[]): PrivacyError {
  return new PrivacyError("MAPPING_INVALID", "the mapping has mistakes", { paths });
}

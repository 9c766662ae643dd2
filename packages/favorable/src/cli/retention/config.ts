/** The configuration of the verbs: policies and the tables they are attached to. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import {
  type CopyObligation,
  type CopyObligationDefinition,
  defineCopy,
  definePolicy,
  type RetentionPolicy,
  type RetentionPolicyDefinition,
} from "@favorable/retention";
import type { RetainedTable } from "@favorable/retention/postgres";
import { readJson } from "../input.ts";

/** A policy and its table. */
export interface Attached {
  readonly policy: RetentionPolicy;
  readonly table: RetainedTable;
  /** The declared purposes its rows are held for. */
  readonly purposes?: readonly string[];
}

/** The configuration: the tables in the order in which they are swept, and what is done besides. */
export interface RetentionConfig {
  readonly tables: readonly Attached[];
  readonly copies: readonly CopyObligation[];
  /** The erasure ledger: files of it and of its key, how long backups are kept, and the zone of its days. */
  readonly erasures?: ErasureConfig;
}

/** Where the erasure ledger is. */
export interface ErasureConfig {
  readonly ledger: string;
  readonly key: string;
  readonly backups: string;
  readonly zone: string;
}

/**
 * Reads the configuration.
 *
 * @param only - the id of the one policy that is wanted
 * @throws `CONFIG_INVALID` (details: `paths`), `USAGE` when no policy has the id, `FILE_UNREADABLE`, `JSON_INVALID`
 */
export function readConfig(file: string, only: string | undefined): readonly Attached[] {
  return readWhole(file, only).tables;
}

/** The same with what `run` does besides; throws as `readConfig`. */
export function readWhole(file: string, only: string | undefined): RetentionConfig {
  const parsed = readJson(file, "configuration");
  const { tables, copies = [], erasures } = hasOnly(parsed, ["tables", "copies", "erasures"]) ? parsed : {};
  if (!Array.isArray(tables) || tables.length === 0) throw invalid(["tables"]);
  if (!Array.isArray(copies)) throw invalid(["copies"]);
  if (erasures !== undefined && !isErasures(erasures)) throw invalid(["erasures"]);
  return {
    tables: chosen(tables, only),
    copies: copies.map((one: unknown, at) => copyAt(one, at)),
    ...(erasures === undefined ? {} : { erasures }),
  };
}

function isErasures(value: unknown): value is ErasureConfig & Record<string, unknown> {
  const keys = ["ledger", "key", "backups", "zone"];
  return hasOnly(value, keys) && keys.every((key) => isText(value[key]));
}

function copyAt(definition: unknown, at: number): CopyObligation {
  try {
    return defineCopy(definition as CopyObligationDefinition); // Whatever it is, it is checked there.
  } catch (error) {
    if (!isPrivacyError(error, "COPY_INVALID")) throw error;
    throw invalid([`copies.${at}`]);
  }
}

function chosen(tables: readonly unknown[], only: string | undefined): readonly Attached[] {
  const all = tables.map((entry: unknown, at) => attachedAt(entry, at));
  if (only === undefined) return all;
  const wanted = all.filter(({ policy }) => policy.id === only);
  if (wanted.length === 0) throw new PrivacyError("USAGE", "--only takes the id of a policy of the configuration", { option: "--only" });
  return wanted;
}

function attachedAt(entry: unknown, at: number): Attached {
  if (!isRecord(entry)) throw invalid([`tables.${at}`]);
  const paths = Object.keys(entry).flatMap((key) => (key === "policy" || key === "table" || key === "purposes" ? [] : [`tables.${at}.*`]));
  const { policy, table, purposes } = entry;
  const wrong = [
    ...paths,
    ...(isRecord(policy) ? [] : [`tables.${at}.policy`]),
    ...(purposes === undefined || isTexts(purposes) ? [] : [`tables.${at}.purposes`]),
    ...tablePaths(table).map((path) => `tables.${at}.table${path}`),
  ];
  if (wrong.length > 0) throw invalid(wrong);
  return { policy: policyAt(policy as object, at), table: table as RetainedTable, ...(isNames(purposes) ? { purposes } : {}) }; // Both were looked at above.
}

const isText = (value: unknown): boolean => typeof value === "string";
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isNames = (value: unknown): value is string[] => isTexts(value);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  table: isText,
  start: isText,
  archiveStart: isText,
  lastDay: isText,
  subject: (value) => value === null || isText(value),
  anonymise: (value) => hasOnly(value, ["columns", "mark"]) && isTexts(value["columns"]) && isText(value["mark"]),
  restricted: (value) =>
    hasOnly(value, ["table", "subject", "while"]) &&
    isText(value["table"]) &&
    isText(value["subject"]) &&
    (value["while"] === undefined || isText(value["while"])),
  dependants: (value) => Array.isArray(value) && value.every(isDependant),
};

/** Where a table is not what the library takes; the database decides on the rest. */
function tablePaths(table: unknown): string[] {
  if (!isRecord(table)) return [""];
  const wrong = Object.entries(table).flatMap(([key, value]) => {
    if (!Object.hasOwn(FIELDS, key)) return [".*"];
    return FIELDS[key]?.(value) === true ? [] : [`.${key}`];
  });
  return isText(table["table"]) || wrong.includes(".table") ? wrong : [...wrong, ".table"];
}

function isDependant(value: unknown): boolean {
  if (!isRecord(value) || !isText(value["table"])) return false;
  const { subject, start } = value;
  if (!(subject === undefined || subject === null || isText(subject)) || !(start === undefined || isText(start))) return false;
  const keys = ["table", "then", "subject", "start"]; // Policies of dependants are those that are attached to them.
  if (value["then"] === "keep-anonymous") return hasOnly(value, [...keys, "columns"]) && isTexts(value["columns"]);
  return (value["then"] === "cascade" || value["then"] === "detach") && hasOnly(value, keys);
}

function hasOnly(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  return isRecord(value) && Object.keys(value).every((key) => keys.includes(key));
}

function policyAt(definition: object, at: number): RetentionPolicy {
  try {
    return definePolicy(definition as RetentionPolicyDefinition); // Whatever it is, it is checked there.
  } catch (error) {
    const paths: unknown = isPrivacyError(error, "POLICY_INVALID") ? error.details["paths"] : undefined;
    if (!Array.isArray(paths)) throw error;
    throw invalid(paths.length === 0 ? [`tables.${at}.policy`] : paths.map((path) => `tables.${at}.policy.${String(path)}`));
  }
}

function invalid(paths: readonly string[]): PrivacyError {
  return new PrivacyError("CONFIG_INVALID", "the configuration has mistakes", { paths });
}

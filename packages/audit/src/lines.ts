/** Bodies and part descriptors in an exported folder: one canonical JSON object a line, in order, nothing else. */
import { canonicalJson, fromBase64, type JsonValue, PrivacyError, toBase64, utf8 } from "@favorable/core";
import * as z from "zod";
import { isCount } from "./coded.ts";
import { type PartOpening, SALT_SIZE } from "./commitment.ts";
import { type PartDescriptor, parseDescriptor } from "./leaf.ts";
import { canonicalValue } from "./verify/canonical-text.ts";

/** The opening of a part in its place. */
export interface BodyLine extends PartOpening {
  /** Position of the entry. */
  readonly entry: number;
  /** Position of the part in the entry. */
  readonly part: number;
}

/** A descriptor that does not stand in the leaf, in its place. */
export interface DescriptorLine {
  /** Position of the entry. */
  readonly entry: number;
  /** Position of the part in the entry. */
  readonly part: number;
  /** What the log says of the part. */
  readonly descriptor: PartDescriptor;
}

const place = { entry: z.int().min(0), part: z.int().min(0) };
const descriptorForm = z.strictObject({ ...place, descriptor: z.unknown() });

/** Prints bodies; the payload is the committed text itself. */
export function formatBodies(lines: readonly BodyLine[]): Uint8Array {
  const decoder = new TextDecoder();
  return utf8(
    lines
      .map(
        ({ entry, part, payload, salt }) =>
          `{"entry":${entry},"part":${part},"payload":${decoder.decode(payload)},"salt":"${toBase64(salt)}"}\n`,
      )
      .join(""),
  );
}

/** Reads bodies; throws `LINES_INVALID` with the line where the file is not what {@link formatBodies} prints. */
export function parseBodies(bytes: Uint8Array): BodyLine[] {
  const encoder = new TextEncoder();
  return parseLines(bytes, (value, line) => {
    if (!isBody(value)) return undefined;
    const { entry, part } = value;
    const salt = fromBase64(value.salt);
    // The line is canonical: the payload's text stands between the members before and after it.
    const start = `{"entry":${entry},"part":${part},"payload":`.length;
    return salt.length === SALT_SIZE ? { entry, part, salt, payload: encoder.encode(line.slice(start, -SALT_MEMBER)) } : undefined;
  });
}

/** Characters of `,"salt":"` 24 characters of base64 and `"}`. */
const SALT_MEMBER = 35;

function isBody(value: unknown): value is { entry: number; part: number; payload: object; salt: string } {
  if (typeof value !== "object" || value === null || Object.keys(value).length !== 4) return false;
  const { entry, part, payload, salt } = value as Readonly<Record<string, unknown>>; // Every object is one.
  const isPayload = typeof payload === "object" && payload !== null && !Array.isArray(payload);
  return isCount(entry) && isCount(part) && isPayload && typeof salt === "string" && salt.length === 24;
}

/** Prints descriptors. */
export function formatDescriptors(lines: readonly DescriptorLine[]): Uint8Array {
  return utf8(
    lines
      .map(
        ({ entry, part, descriptor: { c, name, retention } }) =>
          `${canonicalJson({ entry, part, descriptor: { c, name, retention: { ...retention } } })}\n`,
      )
      .join(""),
  );
}

/** Reads descriptors; throws `LINES_INVALID` with the line where the file is not what {@link formatDescriptors} prints. */
export function parseDescriptors(bytes: Uint8Array): DescriptorLine[] {
  return parseLines(bytes, (value) => {
    const { entry, part, descriptor } = descriptorForm.parse(value);
    const read = parseDescriptor(descriptor);
    return read && { entry, part, descriptor: read };
  });
}

function parseLines<T extends { readonly entry: number; readonly part: number }>(
  bytes: Uint8Array,
  read: (value: JsonValue, line: string) => T | undefined,
): T[] {
  const text = quiet(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  if (text === undefined || !text.endsWith("\n")) throw invalid(1);
  const parsed: T[] = [];
  let last: T | undefined;
  for (const [at, line] of text.slice(0, -1).split("\n").entries()) {
    const next = quiet(() => {
      const value = canonicalValue(line);
      return value === undefined ? undefined : read(value, line);
    });
    if (next === undefined || (last !== undefined && !isBefore(last, next))) throw invalid(at + 1);
    parsed.push(next);
    last = next;
  }
  return parsed;
}

function isBefore(left: { entry: number; part: number }, right: { entry: number; part: number }): boolean {
  return left.entry < right.entry || (left.entry === right.entry && left.part < right.part);
}

/** Errors of parsers quote the text: none may travel. */
function quiet<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function invalid(line: number): PrivacyError {
  return new PrivacyError("LINES_INVALID", "the file is not canonical lines in order", { line });
}

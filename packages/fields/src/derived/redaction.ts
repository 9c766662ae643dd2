/**
 * Logs without personal values: what stands under the name of a tagged field is covered, at any depth. Pino's own paths name every level and
 * stop at the last (pinojs/pino#1708); so the line is covered as a whole, after everything else has been put into it.
 */
import { PrivacyError } from "@favorable/core";
import { type IsCovered, nameMatcher, plain } from "./covered-name.ts";
import { coverText } from "./covered-text.ts";
import type { TaggedRecord } from "./tags.ts";

/** How values are covered. */
export interface RedactionOptions {
  /** What stands instead; `[redacted]` when left out. */
  readonly censor?: string;
  /** Names beside those of the fields, such as those of a form. */
  readonly names?: readonly string[];
}

/** Covers values by the names they stand under. Names agree whatever their case, accents, hyphens,
 * underscores and spaces: `staff_number` is `staffNumber`. */
export interface Redactor {
  /** A log line of JSON. One that cannot be read is withheld: nobody knows what it holds. */
  line(line: string): string;
  /** A value as JSON would carry it; `[unreadable]` for a cyclic one or one that throws. */
  value(value: unknown): unknown;
  /** Options for pino: `pino({ ...redactor.pino })`. They cover child bindings, serialised errors and mixins, too. */
  readonly pino: {
    readonly hooks: {
      /** Covers a line as pino is about to write it. */
      streamWrite(line: string): string;
    };
  };
  /**
   * Paths for loggers that take no more (pino in browsers): the names on each of the first levels, where a `*` stands for a key or a position.
   * What lies deeper is not covered.
   *
   * @param depth - levels, 1 to 8; 4 when left out
   * @throws `DEPTH_INVALID`
   */
  paths(depth?: number): readonly string[];
}

const WITHHELD = '{"level":50,"msg":"[a log line that could not be read was withheld]"}\n';
const NESTED = 4; // JSON in a text in JSON: how far it is read.

/**
 * Makes a redactor of the fields of records.
 *
 * Beside keys it covers values that stand behind a name in a text: parameters of addresses and forms, cookies, JSON that is whole, cut off or
 * escaped, the details of PostgreSQL's errors, `name: value` in a message. Where the value ends cannot always be told; then the rest of the line or
 * text is covered. A value that stands in a message without its name stays there.
 *
 * @throws `REDACTION_EMPTY` when there is no name to cover
 * @example
 * ```ts
 * import { createRedactor, defineVocabulary } from "@favorable/fields";
 * import * as z from "zod";
 *
 * const { field, record } = defineVocabulary({
 *   purposes: { schemes: { statement: { en: "Manage the pass" } } },
 *   categories: { contact: { label: { en: "Contact" } } },
 *   origins: { subject: { label: { en: "The young person" } } },
 * });
 * const youth = record("youth", {
 *   phoneNumber: field(z.string(), { category: "contact", origins: ["subject"], purposes: ["schemes"] }),
 * });
 * const redactor = createRedactor([youth]);
 * console.log(redactor.line('{"rows":[{"to":{"phone_number":"+33 600000000"}}]}')); // {"rows":[{"to":{"phone_number":"[redacted]"}}]}
 * ```
 */
export function createRedactor(records: readonly Pick<TaggedRecord, "fields">[], options: RedactionOptions = {}): Redactor {
  const { censor = "[redacted]", names = [] } = options;
  const written = [...new Set([...records.flatMap(({ fields }) => Object.keys(fields)), ...names])];
  const covered = new Set(written.map(plain).filter((name) => name !== ""));
  if (covered.size === 0) throw new PrivacyError("REDACTION_EMPTY", "there is no field to cover");

  const isCovered = nameMatcher(covered);

  const inText = (text: string, depth: number): string => {
    if (depth < NESTED && /^[\s\uFEFF]*[[{"]/.test(text)) {
      const inner = parsed(text);
      if (inner !== undefined) return cover(inner.value, depth + 1);
    }
    return coverText(text, isCovered, censor);
  };
  const cover = (value: unknown, depth: number): string =>
    // A function of its own `this`: a member may be named by its neighbour.
    JSON.stringify(value, function (this: unknown, key, member: unknown) {
      if (member !== undefined && (isCovered(key) || isNamedBeside(this, key, isCovered))) return censor;
      return typeof member === "string" ? inText(member, depth) : member;
    });

  const line = (text: string): string => {
    try {
      return `${cover(JSON.parse(text), 0)}\n`;
    } catch {
      return WITHHELD;
    }
  };
  return Object.freeze({
    line: (text: string) => (text.endsWith("\n") ? line(text) : line(text).slice(0, -1)),
    value(value: unknown) {
      try {
        const text: unknown = cover(value, 0);
        return typeof text === "string" ? (JSON.parse(text) as unknown) : undefined;
      } catch {
        return "[unreadable]";
      }
    },
    pino: Object.freeze({
      hooks: Object.freeze({ streamWrite: (text: string) => (text.endsWith("\n") ? line(text) : line(text).slice(0, -1)) }),
    }),
    paths(depth = 4) {
      if (!Number.isInteger(depth) || depth < 1 || depth > 8)
        throw new PrivacyError("DEPTH_INVALID", "paths cover one to eight levels", { depth: String(depth) });
      const spelled = new Set(written.flatMap((name) => [name, snake(name)]));
      return Array.from({ length: depth }, (_, level) => [...spelled].map((name) => path(name, level))).flat();
    },
  });
}

function path(name: string, level: number): string {
  const above = Array.from({ length: level }, () => "*").join(".");
  if (!/^[A-Za-z_]\w*$/.test(name)) return `${above}[${JSON.stringify(name)}]`;
  return above === "" ? name : `${above}.${name}`;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Whether a member stands beside its name: `{ name: "phone", value }`, or behind it in a list, as headers and parameters come. */
function isNamedBeside(holder: unknown, key: string, isCovered: IsCovered): boolean {
  if (Array.isArray(holder)) {
    const [name, member]: readonly unknown[] = holder.slice(Number(key) - 1, Number(key) + 1);
    return Number(key) > 0 && isName(name, isCovered) && !isName(member, isCovered);
  }
  if (typeof holder !== "object" || holder === null || !VALUE.test(key)) return false;
  return Object.entries(holder).some(([label, name]) => NAME.test(label) && isName(name, isCovered));
}
const NAME = /^(?:name|key|field|column|label|id|path|param|parameter|property|attribute|header)$/i;
const VALUE = /^(?:values?|val|data|content|text|old|new|before|after|from|to|input|received)$/i;

function isName(value: unknown, isCovered: IsCovered): boolean {
  return typeof value === "string" && value.length <= 300 && isCovered(value);
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, "")) };
  } catch {
    return undefined;
  }
}

/** Rows that hold moderated texts, as somebody may read them: what no moderator accepted is not in them. */
import type { Fields } from "../field.ts";

/** Fields of free text, by the fields of a record: looked up once per record. */
const freeTexts = new WeakMap<object, readonly (readonly [name: string, moderator: string | undefined])[]>();

/**
 * Leaves out of a row the free texts that were not accepted; a pending one stays for the role that moderates it.
 *
 * The matrix of `@favorable/access` reads every row through this; a row that goes elsewhere, such as into an export, goes through it first.
 * It looks at values made by `submitText` and its like: a plain text says nothing of its state and stays, since the application moderated it
 * before it stored it.
 *
 * @param role - whose eyes; nobody's when left out
 * @returns the row itself when nothing has to go
 * @example
 * ```ts
 * import { defineVocabulary, moderatedText, readableRow, submitText } from "@favorable/fields";
 *
 * const { field, record } = defineVocabulary({
 *   purposes: { followUp: { statement: { en: "Follow up" } } },
 *   categories: { comments: { label: { en: "Comments" } } },
 *   origins: { application: { label: { en: "The application" } } },
 * });
 * const tags = { category: "comments", origins: ["application"], purposes: ["followUp"], freeText: { moderator: "director" } } as const;
 * const agent = record("agent", { comment: field(moderatedText.optional(), tags) });
 * const row = { comment: submitText({ text: "Certificat attendu", moderator: "director", by: "clerk-7", at: new Date(0) }) };
 * console.log("comment" in readableRow(agent, row, "clerk")); // false
 * console.log("comment" in readableRow(agent, row, "director")); // true
 * ```
 */
export function readableRow<R extends Readonly<Record<string, unknown>>>(
  record: { readonly fields: unknown },
  row: R,
  role?: string,
): R | Readonly<Record<string, unknown>> {
  const hidden = freeTextsOf(record.fields).filter(
    ([name, moderator]) => Object.hasOwn(row, name) && !isReadable(row[name], moderator, role),
  );
  if (hidden.length === 0) return row;
  const names = new Set(hidden.map(([name]) => name));
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.has(name)));
}

/** Anything but a text, no text, and an accepted one is hidden: an unknown state is none that somebody gave. */
function isReadable(value: unknown, moderator: string | undefined, role: string | undefined): boolean {
  if (typeof value !== "object" || value === null) return true;
  const state: unknown = Reflect.get(value, "state");
  if (state === "accepted") return true;
  return state === "pending" && role !== undefined && role === moderator && Reflect.get(value, "moderator") === role;
}

function freeTextsOf(fields: unknown): readonly (readonly [string, string | undefined])[] {
  if (typeof fields !== "object" || fields === null) return [];
  const known = freeTexts.get(fields);
  if (known !== undefined) return known;
  // The one cast: the fields of a record are fields, whatever their names and types.
  const found = Object.entries(fields as Fields).flatMap(([name, { freeText }]) =>
    freeText === undefined ? [] : [[name, freeText.moderator] as const],
  );
  freeTexts.set(fields, found);
  return found;
}

/** Reading a file: what several rules ask of it. */
import type {
  BasisDocument,
  CategoryDocument,
  FieldDocument,
  LinkDocument,
  ProcessingDocument,
  RetentionDocument,
} from "@favorable/processing";

/** Channels in which what passed stays until it is deleted. */
const TRANSIENT: ReadonlySet<string> = new Set(["mail", "secure-mail", "upload"]);

/** One field with its place. */
export interface FieldAt {
  /** `record.field`. */
  readonly name: string;
  /** Path in the document. */
  readonly path: string;
  readonly field: FieldDocument;
}

/** One basis with its place. */
export interface BasisAt {
  readonly purpose: string;
  readonly path: string;
  readonly basis: BasisDocument;
}

/**
 * The members of a map, none when it is not stated; in the order of their keys, as the canonical form has them, so that files
 * of one hash get one opinion.
 */
export function entries<T>(map: Readonly<Record<string, T>> | undefined): readonly (readonly [string, T])[] {
  return Object.entries(map ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Tells whether a map holds a name as its own. */
export function holds(map: Readonly<Record<string, unknown>> | undefined, name: string): boolean {
  return map !== undefined && Object.hasOwn(map, name);
}

/** Every field of every record. */
export function fieldsOf(document: ProcessingDocument): readonly FieldAt[] {
  return entries(document.records).flatMap(([record, { fields }]) =>
    entries(fields).map(([name, field]) => ({ name: `${record}.${name}`, path: `records.${record}.fields.${name}`, field })),
  );
}

/** Every basis of every purpose. */
export function basesOf(document: ProcessingDocument): readonly BasisAt[] {
  return entries(document.purposes).flatMap(([purpose, { bases }]) =>
    (bases ?? []).map((basis, at) => ({ purpose, path: `purposes.${purpose}.bases.${at}`, basis })),
  );
}

/** The category of that id, if declared. */
function categoryOf(document: ProcessingDocument, id: string): CategoryDocument | undefined {
  return holds(document.categories, id) ? document.categories?.[id] : undefined;
}

/** Tells whether a category is a special one. */
export function isSpecial(document: ProcessingDocument, id: string): boolean {
  return categoryOf(document, id)?.special !== undefined;
}

const CAPTURED: ReadonlySet<string> = new Set(["cctv", "body-camera", "badge-event", "geolocation", "call-recording"]);

/** Tells whether data that come from a device are declared. */
export function holdsCaptured(categories: ProcessingDocument["categories"]): boolean {
  return entries(categories).some(([, { kind }]) => kind !== undefined && CAPTURED.has(kind));
}

/** The categories that hold log entries: the one the logs name, and those of kind `access-log`. */
export function logCategories(document: ProcessingDocument): readonly string[] {
  const ids = entries(document.categories).flatMap(([id, category]) => (category.kind === "access-log" ? [id] : []));
  const own = document.logs?.category;
  return own === undefined || ids.includes(own) ? ids : [own, ...ids];
}

/** A retention with its path. */
export interface RetentionAt {
  readonly path: string;
  readonly retention: RetentionDocument;
}

/** Every retention that covers a category. */
export function retentionsOf(document: ProcessingDocument, category: string): readonly RetentionAt[] {
  return entries(document.retention).flatMap(([id, retention]) =>
    retention.categories.includes(category) ? [{ path: `retention.${id}`, retention }] : [],
  );
}

/**
 * The subjects a purpose concerns: those its statement names and those of the records that serve it. A submitted file that tells
 * neither concerns everyone; in a draft it is not told yet.
 */
export function subjectsOf(document: ProcessingDocument, purpose: string): readonly string[] {
  const named = holds(document.purposes, purpose) ? document.purposes?.[purpose]?.population : undefined;
  const serving = entries(document.records).filter(([, { fields }]) =>
    entries(fields).some(([, field]) => field.purposes.includes(purpose)),
  );
  if (named === undefined && serving.length === 0)
    return document.stage === "submitted" ? entries(document.subjects).map(([id]) => id) : [];
  return [...new Set([...(named ?? []), ...serving.flatMap(([, { subjects }]) => subjects)])].sort();
}

/** A link with its id. */
export interface LinkAt {
  readonly id: string;
  readonly link: LinkDocument;
}

/** Links that carry sensitive data or proofs: `unknown` state no channel; `transient` are channels in which messages or files stay. */
export function sensitiveLinks(document: ProcessingDocument): {
  readonly unknown: readonly LinkAt[];
  readonly transient: readonly (LinkAt & { readonly channel: NonNullable<LinkDocument["channel"]> })[];
} {
  const fields = fieldsOf(document);
  const sensitive = (item: string): boolean =>
    isSpecial(document, item) ||
    fields.some(
      ({ name, field }) => (name === item || field.category === item) && (field.proof === true || isSpecial(document, field.category)),
    );
  const links = entries(document.links).filter(([, link]) => link.carries.some(sensitive));
  return {
    unknown: links.flatMap(([id, link]) => (link.channel === undefined ? [{ id, link }] : [])),
    transient: links.flatMap(([id, link]) => {
      const { channel } = link;
      return channel !== undefined && TRANSIENT.has(channel.kind) ? [{ id, link, channel }] : [];
    }),
  };
}

/** Reading a file: what several rules ask of it. */
import type {
  BasisDocument,
  CategoryDocument,
  FieldDocument,
  LinkDocument,
  ProcessingDocument,
  RetentionDocument,
} from "@favorable/processing";

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

/** The members of a map, none when it is not stated. */
export function entries<T>(map: Readonly<Record<string, T>> | undefined): readonly (readonly [string, T])[] {
  return Object.entries(map ?? {});
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

/** The categories that hold log entries: the one the logs name, and those of kind `access-log`. */
export function logCategories(document: ProcessingDocument): readonly string[] {
  const ids = entries(document.categories).flatMap(([id, category]) => (category.kind === "access-log" ? [id] : []));
  const own = document.logs?.category;
  return own === undefined || ids.includes(own) ? ids : [own, ...ids];
}

/** The retention that covers a category, with its path. */
export function retentionOf(
  document: ProcessingDocument,
  category: string,
): { readonly path: string; readonly retention: RetentionDocument } | undefined {
  const found = entries(document.retention).find(([, retention]) => retention.categories.includes(category));
  return found === undefined ? undefined : { path: `retention.${found[0]}`, retention: found[1] };
}

/** Links that are channels in which messages or files stay, and that carry sensitive data or proofs. */
export function sensitiveChannels(
  document: ProcessingDocument,
): readonly { readonly id: string; readonly link: LinkDocument; readonly channel: NonNullable<LinkDocument["channel"]> }[] {
  const fields = fieldsOf(document);
  const sensitive = (item: string): boolean =>
    isSpecial(document, item) ||
    fields.some(
      ({ name, field }) => (name === item || field.category === item) && (field.proof === true || isSpecial(document, field.category)),
    );
  return entries(document.links).flatMap(([id, link]) => {
    const { channel } = link;
    if (channel === undefined || channel.kind === "paper" || channel.kind === "api") return [];
    return link.carries.some(sensitive) ? [{ id, link, channel }] : [];
  });
}

/** The names a document declares, by what they name. */
import type { ProcessingDocument } from "../document/document.ts";

/** What a name can be of; `data` are fields and categories, `covered` categories and processors. */
export type NameKind =
  | "events"
  | "subjects"
  | "purposes"
  | "functions"
  | "categories"
  | "origins"
  | "records"
  | "links"
  | "recipients"
  | "processors"
  | "filingSystems"
  | "hosting"
  | "retention"
  | "proceedings"
  | "roles"
  | "fields"
  | "data"
  | "covered";

/** Every declared name. */
export type Names = Readonly<Record<NameKind, ReadonlySet<string>>>;

/** Collects them; a field is `record.field`. */
export function declaredNames(document: ProcessingDocument): Names {
  const of = (part: object | undefined): ReadonlySet<string> => new Set(Object.keys(part ?? {}));
  const fields = Object.entries(document.records ?? {}).flatMap(([id, record]) =>
    Object.keys(record.fields).map((field) => `${id}.${field}`),
  );
  const categories = of(document.categories);
  const processors = of(document.processors);
  return {
    events: of(document.events),
    subjects: of(document.subjects),
    purposes: of(document.purposes),
    functions: of(document.functions),
    categories,
    origins: of(document.origins),
    records: of(document.records),
    links: of(document.links),
    recipients: of(document.recipients),
    processors,
    filingSystems: of(document.filingSystems),
    hosting: of(document.hosting),
    retention: of(document.retention),
    proceedings: of(document.proceedings),
    roles: of(document.access?.roles),
    fields: new Set(fields),
    data: new Set([...fields, ...categories]),
    covered: new Set([...categories, ...processors]),
  };
}

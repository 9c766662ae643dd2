/** Schemas of where the data lie. */
import * as z from "zod";
import type { FilingSystemDocument, HostingDocument, PhysicalMeasure, TenantsDocument } from "../document/filing-systems.ts";
import { formalityKind } from "./governance.ts";
import { state } from "./purpose.ts";
import { boolean, count, country, list, object, oneOf, optional, partialDate, word } from "./shape.ts";
import { keptElsewhere, text } from "./text.ts";

type Formality = Exclude<FilingSystemDocument["formality"], string | undefined>;

/** {@link PhysicalMeasure}. */
export const physicalMeasure: z.ZodType<PhysicalMeasure> = oneOf(
  "locked-cabinet",
  "locked-room",
  "door-code",
  "badge",
  "key",
  "guard",
  "shredder",
  "clean-desk",
);

/** {@link FilingSystemDocument}. */
export const filingSystem: z.ZodType<FilingSystemDocument> = object<FilingSystemDocument>({
  label: text,
  form: oneOf("database", "document-management", "spreadsheet", "file-server", "mailbox", "paper", "form", "device", "archive", "backup"),
  records: optional(list(word)),
  categories: optional(list(word)),
  copyOf: optional(word),
  state: optional(state),
  since: optional(partialDate),
  until: optional(partialDate),
  number: optional(count),
  declared: optional(boolean),
  formality: optional(
    z.union([object<Formality>({ kind: formalityKind, on: optional(partialDate), reference: optional(word) }), oneOf("none")]),
  ),
  measures: optional(list(physicalMeasure)),
  place: optional(text),
  retention: optional(word),
  destroyed: optional(
    object<NonNullable<FilingSystemDocument["destroyed"]>>({
      on: optional(partialDate),
      evidence: z.union([keptElsewhere, oneOf("none")]),
    }),
  ),
});

/** {@link HostingDocument}. */
export const hosting: z.ZodType<HostingDocument> = object<HostingDocument>({
  holds: list(oneOf("application", "database", "documents", "logs", "backups")),
  country,
  region: optional(word),
  processor: optional(word),
  certification: optional(word),
});

/** {@link TenantsDocument}. */
export const tenants: z.ZodType<TenantsDocument> = object<TenantsDocument>({
  separatedBy: oneOf("row", "schema", "database", "instance", "nothing"),
  keys: optional(list(word)),
  number: optional(count),
  acrossRoles: optional(list(word)),
});

/** The schema of a whole document, strict at every level. */
import { dateInZone } from "@favorable/core";
import * as z from "zod";
import type { ControllerDocument, ProcessingDocument } from "../document/document.ts";
import { access, logs, notice, rights } from "./access.ts";
import { category, origin, originRule, record } from "./information.ts";
import { link, processor, purge, recipient, retention, transfer } from "./links.ts";
import { functionDocument, purpose, subject } from "./purpose.ts";
import { capture, governance, security } from "./security.ts";
import { boolean, date, list, name, named, object, oneOf, optional, word } from "./shape.ts";
import { legalReference, namedEvent, text } from "./text.ts";

const controller = object<ControllerDocument>({
  name: word,
  kind: oneOf("public-body", "private-body", "public-service-concession"),
  nature: optional(text),
  country: optional(z.string().regex(/^[A-Z]{2}$/)),
  foundingTexts: optional(list(legalReference)),
  contact: optional(word),
});

type JointControllers = Exclude<ProcessingDocument["jointControllers"], string | undefined>;
type Officer = Exclude<ProcessingDocument["dpo"], string | undefined>;

/** {@link ProcessingDocument}. */
export const processingDocument: z.ZodType<ProcessingDocument> = object<ProcessingDocument>({
  format: z.literal("favorable-processing/1"),
  id: name,
  stage: oneOf("draft", "submitted"),
  title: optional(text),
  zone: optional(z.string().refine(isZone)),
  startsOn: optional(date),
  endsOn: optional(date),
  controller: optional(controller),
  jointControllers: optional(
    z.union([object<JointControllers>({ controllers: list(controller), arrangement: optional(text) }), oneOf("none")]),
  ),
  dpo: optional(z.union([object<Officer>({ contact: word, named: optional(boolean) }), oneOf("none")])),
  events: optional(named(namedEvent)),
  subjects: optional(named(subject)),
  purposes: optional(named(purpose)),
  functions: optional(named(functionDocument)),
  categories: optional(named(category)),
  origins: optional(named(origin)),
  originRules: optional(list(originRule)),
  records: optional(named(record)),
  notices: optional(named(notice)),
  rights: optional(rights),
  access: optional(access),
  logs: optional(logs),
  links: optional(named(link)),
  recipients: optional(named(recipient)),
  processors: optional(named(processor)),
  transfers: optional(named(transfer)),
  security: optional(security),
  retention: optional(named(retention)),
  purge: optional(purge),
  capture: optional(z.union([capture, oneOf("none")])),
  governance: optional(governance),
});

function isZone(zone: string): boolean {
  try {
    dateInZone(new Date(0), zone);
    return true;
  } catch {
    return false;
  }
}

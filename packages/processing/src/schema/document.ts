/** The schema of a whole document, strict at every level. */
import { dateInZone } from "@favorable/core";
import * as z from "zod";
import {
  type ControllerDocument,
  DOCUMENT_FORMAT,
  type JointControllersDocument,
  type OfficerDocument,
  type ProcessingDocument,
} from "../document/document.ts";
import { access, authorisations, logs } from "./access.ts";
import { accuracy, timer } from "./accuracy.ts";
import { capture } from "./capture.ts";
import { filingSystem, hosting, tenants } from "./filing-systems.ts";
import { automatedDecision, governance, risk } from "./governance.ts";
import { category, origin, originRule, record } from "./information.ts";
import { link, processor, recipient, transfer } from "./links.ts";
import { proceeding } from "./proceedings.ts";
import { functionDocument, purpose, subject } from "./purpose.ts";
import { purge, retention } from "./retention.ts";
import { notice, rights } from "./rights.ts";
import { security } from "./security.ts";
import { boolean, count, country, date, list, name, named, object, oneOf, optional, word } from "./shape.ts";
import { keptElsewhere, legalReference, namedEvent, text } from "./text.ts";

const controller = object<ControllerDocument>({
  name: word,
  kind: oneOf("public-body", "private-body", "public-service-concession"),
  nature: optional(text),
  country: optional(country),
  foundingTexts: optional(list(legalReference)),
  contact: optional(word),
  department: optional(text),
  group: optional(word),
  representative: optional(object<NonNullable<ControllerDocument["representative"]>>({ name: word, contact: word })),
});

const jointControllers = object<JointControllersDocument>({
  controllers: list(controller),
  arrangement: optional(text),
  document: optional(keptElsewhere),
  contactPoint: optional(text),
  duties: optional(
    list(
      object<NonNullable<JointControllersDocument["duties"]>[number]>({
        controller: count,
        answersFor: list(oneOf("information", "rights", "security", "breaches", "processors")),
      }),
    ),
  ),
});

const officer = object<OfficerDocument>({ contact: word, named: optional(boolean), designatedOn: optional(date) });
const none = oneOf("none");

/** {@link ProcessingDocument}. */
export const processingDocument: z.ZodType<ProcessingDocument> = object<ProcessingDocument>({
  format: z.literal(DOCUMENT_FORMAT),
  id: name,
  stage: oneOf("draft", "submitted"),
  title: optional(text),
  kind: optional(
    oneOf(
      "staff-management",
      "health-follow-up",
      "patient-record",
      "social-work",
      "video-protection",
      "access-control",
      "geolocation",
      "call-recording",
      "messaging",
      "user-service",
      "other",
    ),
  ),
  version: optional(word),
  zone: optional(
    z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/)
      .refine(isZone),
  ),
  startsOn: optional(date),
  endsOn: optional(date),
  controller: optional(controller),
  jointControllers: optional(z.union([jointControllers, none])),
  onBehalfOf: optional(z.union([list(controller), none])),
  dpo: optional(z.union([officer, none])),
  events: optional(named(namedEvent)),
  subjects: optional(named(subject)),
  purposes: optional(named(purpose)),
  functions: optional(named(functionDocument)),
  categories: optional(named(category)),
  origins: optional(named(origin)),
  originRules: optional(list(originRule)),
  records: optional(named(record)),
  accuracy: optional(accuracy),
  timers: optional(named(timer)),
  automatedDecisions: optional(z.union([named(automatedDecision), none])),
  notices: optional(named(notice)),
  rights: optional(rights),
  access: optional(access),
  authorisations: optional(authorisations),
  tenants: optional(z.union([tenants, none])),
  logs: optional(logs),
  links: optional(named(link)),
  recipients: optional(named(recipient)),
  processors: optional(named(processor)),
  transfers: optional(named(transfer)),
  filingSystems: optional(named(filingSystem)),
  hosting: optional(named(hosting)),
  security: optional(security),
  retention: optional(named(retention)),
  purge: optional(purge),
  capture: optional(z.union([capture, none])),
  governance: optional(governance),
  risks: optional(named(risk)),
  proceedings: optional(named(proceeding)),
});

function isZone(zone: string): boolean {
  try {
    dateInZone(new Date(0), zone);
    return true;
  } catch {
    return false;
  }
}

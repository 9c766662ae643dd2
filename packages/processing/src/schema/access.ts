/** Schemas of sections IV and V: notices, rights, roles, grants, logs. */
import * as z from "zod";
import type { AccessDocument, Action, LogsDocument, RoleDocument } from "../document/access.ts";
import type { NoticeDocument, RightsDocument } from "../document/rights.ts";
import { boolean, count, list, named, object, oneOf, optional, period, sha256, word } from "./shape.ts";
import { legalReference, text } from "./text.ts";

const action = oneOf("read", "add", "modify", "delete", "extract");

/** {@link RoleDocument}. */
const role: z.ZodType<RoleDocument> = object<RoleDocument>({
  label: text,
  mission: optional(text),
  purposes: list(word),
  kind: optional(oneOf("business", "technical", "rights-desk", "auditor")),
  central: optional(boolean),
  rowScope: optional(oneOf("all", "own-record", "own-unit", "case-load", "tenant")),
});

const cell: z.ZodType<readonly Action[] | "all" | "none"> = z.union([list(action), oneOf("all", "none")]);

/** {@link AccessDocument}. */
export const access: z.ZodType<AccessDocument> = object<AccessDocument>({
  actions: list(action),
  roles: named(role),
  grants: named(named(cell)),
  immutable: optional(list(word)),
  units: optional(count),
  accounts: optional(
    object<NonNullable<AccessDocument["accounts"]>>({
      individual: optional(boolean),
      shared: optional(boolean),
      factors: optional(count),
    }),
  ),
  procedure: optional(object<NonNullable<AccessDocument["procedure"]>>({ grant: text, reviewEvery: optional(period), leavers: text })),
});

/** {@link LogsDocument}. */
export const logs: z.ZodType<LogsDocument> = object<LogsDocument>({
  events: optional(list(oneOf("connection", "read", "add", "modify", "delete", "extract", "refusal", "export", "erasure"))),
  entries: optional(list(oneOf("actor", "time", "object", "purpose", "role"))),
  store: optional(oneOf("plain", "append-only", "append-only-witnessed")),
  category: optional(word),
  reviewEvery: optional(period),
});

/** {@link NoticeDocument}. */
export const notice: z.ZodType<NoticeDocument> = object<NoticeDocument>({
  title: text,
  attached: boolean,
  sha256: optional(sha256),
  mentions: optional(
    list(
      oneOf(
        "controller",
        "dpo",
        "purposes",
        "basis",
        "legitimate-interests",
        "recipients",
        "transfers",
        "retention",
        "rights",
        "withdrawal",
        "complaint",
        "compulsory",
        "consequences",
        "automated-decision",
        "categories",
        "source",
      ),
    ),
  ),
  channels: list(
    object<NoticeDocument["channels"][number]>({
      kind: oneOf("intranet", "letter", "e-mail", "handed-over", "display", "website", "form"),
      reaches: list(word),
      when: optional(oneOf("before-collection", "at-collection", "within-one-month", "later")),
    }),
  ),
});

type Means = NonNullable<RightsDocument["means"]>;
const mean = optional(object<NonNullable<Means["access"]>>({ how: text, reference: optional(legalReference) }));

/** {@link RightsDocument}. */
export const rights: z.ZodType<RightsDocument> = object<RightsDocument>({
  contact: optional(text),
  channels: optional(list(oneOf("e-mail", "web", "post", "on-site"))),
  answerWithin: optional(period),
  identityCheck: optional(z.union([list(oneOf("session", "challenge", "known-facts", "id-copy")), oneOf("none")])),
  identityCopy: optional(
    z.union([
      oneOf("never-asked"),
      object<Exclude<RightsDocument["identityCopy"], string | undefined>>({
        blackAndWhite: optional(boolean),
        crossed: optional(boolean),
        access: optional(list(word)),
        retention: optional(period),
        securedTransmission: optional(boolean),
      }),
    ]),
  ),
  means: optional(
    object<Means>({ access: mean, rectification: mean, erasure: mean, restriction: mean, objection: mean, portability: mean }),
  ),
  propagation: optional(boolean),
});

/** Schemas of section V: roles, grants, authorisations, logs. */
import * as z from "zod";
import type {
  AccessDocument,
  Action,
  ConditionDocument,
  EmergencyRoleDocument,
  LogReviewDocument,
  LogsDocument,
  RoleDocument,
  RowRuleDocument,
  RowScope,
} from "../document/access.ts";
import type { AuthorisationsDocument, BreakGlassDocument, HoldersDocument } from "../document/authorisations.ts";
import { boolean, count, date, list, name, named, object, oneOf, optional, period, whole, word } from "./shape.ts";
import { keptElsewhere, text } from "./text.ts";

const action = oneOf("read", "add", "modify", "delete", "extract");

const rowScope: z.ZodType<RowScope> = oneOf("all", "own-record", "own-unit", "case-load", "tenant");

/** {@link RoleDocument}. */
const role: z.ZodType<RoleDocument> = object<RoleDocument>({
  label: text,
  mission: optional(text),
  purposes: list(word),
  kind: optional(oneOf("business", "technical", "rights-desk", "auditor")),
  central: optional(boolean),
  rowScope: optional(rowScope),
});

const cell: z.ZodType<readonly Action[] | "all" | "none"> = z.union([list(action), oneOf("all", "none")]);

/** {@link ConditionDocument}. */
const condition: z.ZodType<ConditionDocument> = object<ConditionDocument>({
  kind: oneOf("own-record", "own-unit", "case-load", "tenant", "last-days", "during"),
  field: optional(name),
  days: optional(whole(0, 36_500)),
  from: optional(date),
  until: optional(date),
});

/** {@link RowRuleDocument}. */
const rowRule: z.ZodType<RowRuleDocument> = object<RowRuleDocument>({
  roles: optional(list(word)),
  actions: optional(list(action)),
  where: z.union([
    condition,
    object<Extract<RowRuleDocument["where"], { kind: "any-of" }>>({ kind: oneOf("any-of"), of: list(condition) }),
  ]),
});

/** {@link AccessDocument}. */
export const access: z.ZodType<AccessDocument> = object<AccessDocument>({
  actions: list(action),
  roles: named(role),
  grants: named(named(cell)),
  immutable: optional(list(word)),
  when: optional(list(rowRule)),
  conflicts: optional(list(list(word))),
  breakGlass: optional(named(object<EmergencyRoleDocument>({ for: list(word), maximumMinutes: whole(1, 1440) }))),
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

/** {@link AuthorisationsDocument}. */
export const authorisations: z.ZodType<AuthorisationsDocument> = object<AuthorisationsDocument>({
  justifications: optional(named(named(text))),
  rowScopes: optional(named(named(rowScope))),
  limitedTo: optional(named(list(oneOf("maintenance", "security")))),
  holders: optional(
    named(object<HoldersDocument>({ persons: optional(count), perUnit: optional(count), professions: optional(list(text)) })),
  ),
  byProfession: optional(boolean),
  criteria: optional(keptElsewhere),
  validatedBy: optional(word),
  accounts: optional(keptElsewhere),
  closedWithin: optional(period),
  unusedAfter: optional(period),
  breakGlass: optional(
    z.union([
      object<BreakGlassDocument>({
        roles: list(word),
        reason: optional(boolean),
        longest: optional(period),
        reportEvery: optional(period),
      }),
      oneOf("none"),
    ]),
  ),
  separated: optional(list(list(word))),
});

const logReview = object<LogReviewDocument>({
  kind: oneOf("sample", "systematic", "incidental", "break-glass-report", "automatic-alert"),
  every: optional(period),
  applied: optional(boolean),
  done: optional(object<NonNullable<LogReviewDocument["done"]>>({ times: count, from: optional(date), until: optional(date) })),
});

/** {@link LogsDocument}. */
export const logs: z.ZodType<LogsDocument> = object<LogsDocument>({
  events: optional(list(oneOf("connection", "read", "add", "modify", "delete", "extract", "refusal", "export", "erasure"))),
  entries: optional(list(oneOf("actor", "time", "object", "purpose", "role"))),
  store: optional(oneOf("plain", "append-only", "append-only-witnessed")),
  category: optional(word),
  reviewEvery: optional(period),
  reviews: optional(list(logReview)),
  alerts: optional(list(object<NonNullable<LogsDocument["alerts"]>[number]>({ when: text, to: list(word) }))),
  mayChange: optional(z.union([list(word), oneOf("nobody")])),
  pseudonymous: optional(boolean),
});

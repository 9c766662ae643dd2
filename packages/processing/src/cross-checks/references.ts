/**
 * Every place of the form that names something declared elsewhere in it. Places that are left out name what need not be declared:
 * actors of functions and alerts, moderators, who may change a log.
 */
import type { NameKind, Names } from "./names.ts";
import { placesOf, type Report } from "./place.ts";

const STARTS = (path: string): readonly (readonly [string, NameKind])[] => [
  [`${path}.field`, "fields"],
  [`${path}.event`, "events"],
];
const BOUNDS = (path: string): readonly (readonly [string, NameKind])[] => [
  [`${path}.minimum.event`, "events"],
  [`${path}.maximum.event`, "events"],
];

/** Path pattern → what the text there names. `*` is any name, `[]` any item. */
export const REFERENCES: readonly (readonly [string, NameKind])[] = [
  ["purposes.*.population.[]", "subjects"],
  ["purposes.*.bases.[].endEvent", "events"],
  ["purposes.*.compatibility.collectedFor", "purposes"],
  ["functions.*.purposes.[]", "purposes"],
  ["functions.*.uses.[]", "data"],
  ["origins.*.link", "links"],
  ["origins.*.excludes.[]", "categories"],
  ["originRules.[].origin", "origins"],
  ["originRules.[].categories.[]", "categories"],
  ["originRules.[].keeps.[]", "fields"],
  ["records.*.subjects.[]", "subjects"],
  ["records.*.fields.*.category", "categories"],
  ["records.*.fields.*.origins.[]", "origins"],
  ["records.*.fields.*.purposes.[]", "purposes"],
  ["accuracy.updates.[].of.[]", "data"],
  ["accuracy.updates.[].event", "events"],
  ["accuracy.updates.[].origin", "origins"],
  ...STARTS("timers.*.start"),
  ["timers.*.field", "fields"],
  ["timers.*.function", "functions"],
  ["automatedDecisions.*.purposes.[]", "purposes"],
  ["notices.*.compulsory.[]", "data"],
  ["notices.*.channels.[].reaches.[]", "subjects"],
  ["rights.means.*.function", "functions"],
  ["rights.withdrawal.function", "functions"],
  ["rights.humanDecision.function", "functions"],
  ["access.roles.*.purposes.[]", "purposes"],
  ["access.immutable.[]", "categories"],
  ["access.when.[].roles.[]", "roles"],
  ["access.conflicts.[].[]", "roles"],
  ["access.breakGlass.*.for.[]", "roles"],
  ["authorisations.validatedBy", "roles"],
  ["authorisations.breakGlass.roles.[]", "roles"],
  ["authorisations.separated.[].[]", "roles"],
  ["tenants.keys.[]", "fields"],
  ["tenants.acrossRoles.[]", "roles"],
  ["logs.category", "categories"],
  ["links.*.purposes.[]", "purposes"],
  ["links.*.carries.[]", "data"],
  ["recipients.*.purposes.[]", "purposes"],
  ["recipients.*.categories.[]", "categories"],
  ["processors.*.purposes.[]", "purposes"],
  ["processors.*.categories.[]", "categories"],
  ["processors.*.role", "roles"],
  ["transfers.*.categories.[]", "categories"],
  ["transfers.*.purposes.[]", "purposes"],
  ["transfers.*.recipient", "recipients"],
  ["transfers.*.processor", "processors"],
  ["filingSystems.*.records.[]", "records"],
  ["filingSystems.*.categories.[]", "categories"],
  ["filingSystems.*.copyOf", "filingSystems"],
  ["filingSystems.*.retention", "retention"],
  ["hosting.*.processor", "processors"],
  ["security.authentication.[].roles.[]", "roles"],
  ["security.exports.approvedBy", "roles"],
  ["security.backups.hosting", "hosting"],
  ["retention.*.categories.[]", "categories"],
  ["retention.*.purposes.[]", "purposes"],
  ...STARTS("retention.*.start"),
  ...BOUNDS("retention.*"),
  ["retention.*.archive.roles.[]", "roles"],
  ["retention.*.archive.filingSystem", "filingSystems"],
  ["retention.*.exceptions.[].maximum.event", "events"],
  ...STARTS("retention.*.former.[].start"),
  ...BOUNDS("retention.*.former.[]"),
  ["purge.events.[]", "events"],
  ["capture.systems.*.purposes.[]", "purposes"],
  ["capture.systems.*.processor", "processors"],
  ["governance.register.lists.[]", "data"],
  ["governance.impactAssessment.covers.[]", "covered"],
  ["proceedings.*.follows", "proceedings"],
];

/** Path pattern → what the last name of the path names. */
export const KEYS: readonly (readonly [string, NameKind])[] = [
  ["access.breakGlass.*", "roles"],
  ["authorisations.justifications.*", "roles"],
  ["authorisations.justifications.*.*", "categories"],
  ["authorisations.rowScopes.*", "roles"],
  ["authorisations.rowScopes.*.*", "categories"],
  ["authorisations.limitedTo.*", "roles"],
  ["authorisations.holders.*", "roles"],
];

/** Reports each text that names nothing declared. */
export function references(document: object, names: Names, report: Report): void {
  for (const [pattern, kind] of REFERENCES)
    for (const { path, value } of placesOf(document, pattern))
      if (typeof value === "string" && !names[kind].has(value)) report(path, "dangling");
  for (const [pattern, kind] of KEYS)
    for (const { path } of placesOf(document, pattern)) if (!names[kind].has(String(path.at(-1)))) report(path, "dangling");
}

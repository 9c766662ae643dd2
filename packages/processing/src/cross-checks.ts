/**
 * What makes no sense whatever the law says: a name used and declared nowhere, a matrix with holes, days in the wrong
 * order. What a rulebook decides (a purpose without basis, a period too short, a missing notice) is never refused here:
 * a file must be able to state its faults, or there would be nothing to review.
 */

import type { ProcessingDocument } from "./document/document.ts";
import type { PathPrinter, Problem, ProblemKind } from "./problem.ts";

type Path = readonly PropertyKey[];
type Report = (path: Path, problem: ProblemKind) => void;

/** Finds every such problem, in the order of the document. */
export function crossChecks(document: ProcessingDocument, print: PathPrinter): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, problem) => problems.push({ path: print(path), problem });
  const names = declared(document);
  const all = (known: ReadonlySet<string>, path: Path, used: readonly string[] | undefined): void => {
    used?.forEach((name, at) => {
      if (!known.has(name)) report([...path, at], "dangling");
    });
  };
  const one = (known: ReadonlySet<string>, path: Path, used: string | undefined): void => {
    if (used !== undefined && !known.has(used)) report(path, "dangling");
  };

  days(document, report);
  for (const [id, purpose] of entries(document.purposes)) {
    all(names.subjects, ["purposes", id, "population"], purpose.population);
    for (const [at, basis] of (purpose.bases ?? []).entries()) one(names.events, ["purposes", id, "bases", at, "endEvent"], basis.endEvent);
  }
  for (const [id, use] of entries(document.functions)) all(names.purposes, ["functions", id, "purposes"], use.purposes);
  for (const [id, origin] of entries(document.origins)) one(names.links, ["origins", id, "link"], origin.link);
  document.originRules?.forEach((rule, at) => {
    one(names.origins, ["originRules", at, "origin"], rule.origin);
    all(names.categories, ["originRules", at, "categories"], rule.categories);
    all(names.fields, ["originRules", at, "keeps"], rule.keeps);
  });
  for (const [id, record] of entries(document.records)) {
    all(names.subjects, ["records", id, "subjects"], record.subjects);
    for (const [name, field] of entries(record.fields)) {
      const path = ["records", id, "fields", name];
      one(names.categories, [...path, "category"], field.category);
      all(names.origins, [...path, "origins"], field.origins);
      all(names.purposes, [...path, "purposes"], field.purposes);
    }
  }
  for (const [id, notice] of entries(document.notices))
    for (const [at, channel] of notice.channels.entries()) all(names.subjects, ["notices", id, "channels", at, "reaches"], channel.reaches);
  matrix(document, names, report);
  one(names.categories, ["logs", "category"], document.logs?.category);
  for (const [id, link] of entries(document.links)) {
    all(names.purposes, ["links", id, "purposes"], link.purposes);
    all(new Set([...names.fields, ...names.categories]), ["links", id, "carries"], link.carries);
  }
  for (const [id, recipient] of entries(document.recipients)) {
    all(names.purposes, ["recipients", id, "purposes"], recipient.purposes);
    all(names.categories, ["recipients", id, "categories"], recipient.categories);
  }
  for (const [id, transfer] of entries(document.transfers)) all(names.categories, ["transfers", id, "categories"], transfer.categories);
  for (const [id, retention] of entries(document.retention)) {
    const path = ["retention", id];
    all(names.categories, [...path, "categories"], retention.categories);
    if (retention.start?.kind === "field") one(names.fields, [...path, "start", "field"], retention.start.field);
    if (retention.start?.kind === "event") one(names.events, [...path, "start", "event"], retention.start.event);
    one(names.events, [...path, "minimum", "event"], retention.minimum?.event);
    one(names.events, [...path, "maximum", "event"], retention.maximum?.event);
    all(names.roles, [...path, "archive", "roles"], retention.archive?.roles);
  }
  return problems;
}

interface Names {
  readonly events: ReadonlySet<string>;
  readonly subjects: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  /** `record.field` */
  readonly fields: ReadonlySet<string>;
}

function declared(document: ProcessingDocument): Names {
  const of = (part: Readonly<Record<string, unknown>> | undefined): ReadonlySet<string> => new Set(Object.keys(part ?? {}));
  return {
    events: of(document.events),
    subjects: of(document.subjects),
    purposes: of(document.purposes),
    categories: of(document.categories),
    origins: of(document.origins),
    links: of(document.links),
    roles: of(document.access?.roles),
    fields: new Set(entries(document.records).flatMap(([id, record]) => Object.keys(record.fields).map((field) => `${id}.${field}`))),
  };
}

/** Silence is never permission, and in a matrix it is not a decision either: each role × category is written. */
function matrix({ access }: ProcessingDocument, names: Names, report: Report): void {
  if (access === undefined) return;
  for (const [id, role] of entries(access.roles))
    role.purposes.forEach((purpose, at) => {
      if (!names.purposes.has(purpose)) report(["access", "roles", id, "purposes", at], "dangling");
    });
  for (const [id, row] of entries(access.grants)) {
    if (!names.roles.has(id)) report(["access", "grants", id], "dangling");
    for (const [category, cell] of entries(row)) {
      if (!names.categories.has(category)) report(["access", "grants", id, category], "dangling");
      if (typeof cell === "string") continue;
      cell.forEach((action, at) => {
        if (!access.actions.includes(action)) report(["access", "grants", id, category, at], "dangling");
      });
    }
  }
  for (const role of names.roles)
    for (const category of names.categories) {
      const row = Object.hasOwn(access.grants, role) ? access.grants[role] : undefined;
      if (row === undefined || !Object.hasOwn(row, category)) report(["access", "grants", role, category], "undecided");
    }
  access.immutable?.forEach((category, at) => {
    if (!names.categories.has(category)) report(["access", "immutable", at], "dangling");
  });
}

/** ISO dates compare as texts. */
function days(document: ProcessingDocument, report: Report): void {
  const ordered = (from: string | undefined, until: string | undefined, path: Path): void => {
    if (from !== undefined && until !== undefined && from > until) report(path, "reversed");
  };
  ordered(document.startsOn, document.endsOn, ["endsOn"]);
  for (const [id, purpose] of entries(document.purposes))
    purpose.bases?.forEach((basis, at) => {
      ordered(basis.from, basis.until, ["purposes", id, "bases", at, "until"]);
    });
}

function entries<T>(part: Readonly<Record<string, T>> | undefined): readonly (readonly [string, T])[] {
  return Object.entries(part ?? {});
}

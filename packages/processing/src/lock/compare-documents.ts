/** Compares two documents by what they effectively say. */
import { canonicalJson, type JsonValue } from "@favorable/core";
import type { ProcessingDocument } from "../document/document.ts";
import { readDocument } from "../read-document.ts";
import { type Change, type Difference, type Direction, type Drift, driftOf } from "./difference.ts";
import { collectFacts, type Fact, type Facts, type Relation } from "./fact.ts";
import type { Stated } from "./order.ts";
import { pathFacts } from "./path-facts.ts";
import { accessFacts } from "./relations/access.ts";
import { categoryFacts } from "./relations/categories.ts";
import { disclosureFacts } from "./relations/disclosure.ts";
import { authenticationFacts, dutyFacts, logReviewFacts } from "./relations/measures.ts";
import { moderatorFacts, namingFacts } from "./relations/named.ts";
import { noticeFacts } from "./relations/notices.ts";
import { retentionFacts } from "./relations/retention.ts";
import { conditionFacts, emergencyFacts, rowFacts, separationFacts } from "./relations/rows.ts";
import { environmentFacts, originFacts, populationFacts } from "./relations/safeguards.ts";
import { unitsOf } from "./relations/units.ts";
import { type Renames, renameDifferences, renamed } from "./renames.ts";

/** What {@link compareDocuments} may be told. */
export interface CompareOptions {
  /** Names of the approved document that are others now; what is not told here is one thing gone and another come. */
  readonly renames?: Renames;
}

/**
 * Compares a document with the approved one, on effective relations (role × action × field, field → period, subjects × channel…), never on
 * text. Every path of the form has a declared polarity; what has none is a widening whatever it says.
 *
 * @param approved - what was approved
 * @param current - what is to be used now
 * @throws `DOCUMENT_INVALID`, `DOCUMENT_UNSAFE`; `RENAME_INVALID` with the `rename` and a `reason`
 * @example
 * ```ts
 * import { compareDocuments, readDocument } from "@favorable/processing";
 *
 * const base = { format: "favorable-processing/2", id: "visitors", stage: "submitted" } as const;
 * const approved = readDocument({ ...base, security: { backups: { rotation: "P30D" } } });
 * const current = readDocument({ ...base, security: { backups: { rotation: "P2M" } } });
 * const { direction, differences } = compareDocuments(approved, current);
 * console.log(direction); // widening
 * console.log(differences[0]?.place); // security.backups.rotation
 * ```
 */
export function compareDocuments(approved: ProcessingDocument, current: ProcessingDocument, options: CompareOptions = {}): Drift {
  const [from, after] = [readDocument(approved), readDocument(current)];
  const before = options.renames === undefined ? from : renamed(from, after, options.renames);
  const told: Difference[] = [...renameDifferences(options.renames), ...compareFacts(factsOf(before), factsOf(after))];
  return driftOf([...told, ...restated(before, after, told)]);
}

const DESCRIBED = '"described"';

/** Parts whose effect is told at another place, or under the name of a relation. */
const TOLD_OF: Readonly<Partial<Record<Relation, readonly (keyof ProcessingDocument)[]>>> = {
  access: ["access"],
  immutable: ["access"],
  rows: ["access", "authorisations"],
  category: ["categories"],
  retention: ["retention"],
  recipients: ["recipients"],
  transfers: ["transfers"],
  processors: ["processors"],
  filingSystems: ["filingSystems"],
  links: ["links"],
  origins: ["origins", "originRules"],
};

/** Parts of the document that are written otherwise and of which nothing else is told: whatever else changed, they are named. */
function restated(before: ProcessingDocument, after: ProcessingDocument, told: readonly Difference[]): readonly Difference[] {
  const named = new Set(told.flatMap(({ place, relation }) => [place.split(".")[0] ?? "", ...(TOLD_OF[relation] ?? [])]));
  const keys = new Set([...Object.keys(before), ...Object.keys(after)] as (keyof ProcessingDocument)[]);
  const written = (document: ProcessingDocument, key: keyof ProcessingDocument): string =>
    canonicalJson(json({ value: document[key] ?? null }));
  return [...keys]
    .filter((key) => !named.has(key) && written(before, key) !== written(after, key))
    .map((place) => ({
      direction: "neutral",
      change: "restated",
      place,
      relation: "document",
      about: [],
      polarity: "neutral",
      rules: [],
    }));
}

/** What a read document effectively says. */
export function factsOf(document: ProcessingDocument): Facts {
  const into = collectFacts();
  const units = unitsOf(document);
  pathFacts(json(document), into);
  accessFacts(document, units, into);
  categoryFacts(document, units, into);
  disclosureFacts(document, units, into);
  retentionFacts(document, units, into);
  originFacts(document, units, into);
  noticeFacts(document, into);
  populationFacts(document, into);
  environmentFacts(document, into);
  rowFacts(document, units, into);
  conditionFacts(document, into);
  emergencyFacts(document, into);
  separationFacts(document, into);
  authenticationFacts(document, into);
  logReviewFacts(document, into);
  dutyFacts(document, into);
  namingFacts(document, units, into);
  moderatorFacts(document, into);
  return into;
}

/** A read document is plain data; interfaces have no index signature, which the type of JSON has. */
function json(document: object): JsonValue {
  return document as unknown as JsonValue;
}

/** Compares fact by fact: none is weighed against another, so that no narrowing can hide a widening. */
export function compareFacts(before: Facts, after: Facts): Difference[] {
  const found: { readonly fact: Fact; readonly difference: Difference }[] = [];
  const lost = new Set<string>();
  const come = new Set<string>();
  for (const key of new Set([...before.facts.keys(), ...after.facts.keys()])) {
    const [was, is] = [before.facts.get(key), after.facts.get(key)];
    const fact = is ?? was;
    if (fact === undefined || isTold(fact, was, is, before, after)) continue;
    if (is === undefined) lost.add(key);
    if (was === undefined) come.add(key);
    for (const difference of differencesOf(fact, was, is)) found.push({ fact, difference });
  }
  const inside = new Set(found.map(({ fact }) => fact.inside));
  return found
    .filter(({ fact, difference }) => {
      if (fact.inside !== undefined && (lost.has(fact.inside) || (come.has(fact.inside) && fact.inside.endsWith("#present")))) return false;
      // That a part is stated now is told by what it states.
      return !(fact.key.endsWith("#stated") && difference.direction === "narrowing" && inside.has(fact.key));
    })
    .map(({ difference }) => difference);
}

/** Whether other differences say it: an element that comes or goes, or the category that a field is still in. */
function isTold(fact: Fact, was: Fact | undefined, is: Fact | undefined, before: Facts, after: Facts): boolean {
  // A name that is declared in neither document guards nothing: what is said of it is compared all the same.
  const guards = fact.guards.filter((guard) => before.elements.has(guard) || after.elements.has(guard));
  if (guards.some((guard) => !after.elements.has(guard))) return true;
  if (guards.some((guard) => !before.elements.has(guard))) return fact.toldWhenNew !== true;
  return was !== undefined && is !== undefined && was.via !== undefined && was.via === is.via;
}

function differencesOf(fact: Fact, was: Fact | undefined, is: Fact | undefined): readonly Difference[] {
  const make = (direction: Direction, change: Change, from: Stated, to: Stated): Difference => ({
    direction,
    change,
    place: fact.place,
    relation: fact.relation,
    about: fact.about === undefined ? [] : [fact.about],
    polarity: fact.polarity,
    rules: fact.rules,
    ...(from === undefined ? {} : { before: from }),
    ...(to === undefined ? {} : { after: to }),
  });
  if ("members" in fact.says) {
    const [had, has] = [membersOf(was), membersOf(is)];
    const added = has.filter((member) => !had.includes(member));
    const removed = had.filter((member) => !has.includes(member));
    const { polarity } = fact;
    return [
      ...(added.length === 0 ? [] : [make(polarity === "contravariant" ? "narrowing" : "widening", "added", undefined, parsed(added))]),
      ...(removed.length === 0 ? [] : [make(polarity === "covariant" ? "narrowing" : "widening", "removed", parsed(removed), undefined)]),
    ];
  }
  const [from, to] = [statedBy(was), statedBy(is)];
  if (isOne(from, to)) return [];
  const { within, isPart } = fact.says;
  const narrower = within(to, from);
  const direction = !narrower ? "widening" : within(from, to) ? "neutral" : "narrowing";
  if (isPart === true) return [make(direction, to === undefined ? "withdrawn" : "added", undefined, undefined)];
  return [make(direction, from === undefined ? "added" : to === undefined ? "removed" : "changed", from, to)];
}

/** Whether two values are written alike. */
function isOne(from: Stated, to: Stated): boolean {
  if (from === to || typeof from !== "object" || typeof to !== "object") return from === to;
  return canonicalJson(from) === canonicalJson(to);
}

/** Members as texts, each once, however often and in whatever order they stand. */
function membersOf(fact: Fact | undefined): readonly string[] {
  return fact !== undefined && "members" in fact.says ? [...new Set(fact.says.members)] : [];
}

function statedBy(fact: Fact | undefined): Stated {
  return fact !== undefined && "value" in fact.says ? fact.says.value : undefined;
}

/** What is told of members is data again; that a part is described at all has no value to tell. */
function parsed(members: readonly string[]): Stated {
  if (members[0] === DESCRIBED) return undefined;
  return members.map((member) => JSON.parse(member) as JsonValue);
}

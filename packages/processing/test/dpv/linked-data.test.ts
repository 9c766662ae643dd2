import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as dpv from "@favorable/fields/dpv";
import { type ProcessingDocument, readDocument } from "@favorable/processing";
import { linkedData, linkedDataContext, saidInDpv, unsaidInDpv } from "@favorable/processing/dpv";
import jsonld from "jsonld";
import { expect, test } from "vitest";
import { codeOf } from "../../../../testing/codes.ts";
import { changed, register } from "../lock/register.ts";
import { whole } from "../whole-document.ts";

/** Nothing is fetched: a test that needs the network fails. */
const options = { documentLoader: () => Promise.reject(new Error("no network")) };
const document = readDocument(whole);
const data = linkedData(document, { gdpr: true });

/** Every constant of the vocabulary, of every kind. */
const terms = new Set(
  Object.values(dpv)
    .flatMap((kind) => (typeof kind === "object" ? Object.values(kind) : []))
    .filter((one) => typeof one === "string"),
);

const expanded = async (value: unknown) =>
  (await jsonld.expand(value as jsonld.JsonLdDocument, options))[0] as Readonly<Record<string, unknown>>;

function irisOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(irisOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(key.startsWith("@") ? [] : [key]),
    ...(key === "@id" && typeof member === "string" ? [member] : []),
    ...(key === "@type" ? [member].flat().filter((one): one is string => typeof one === "string") : []),
    ...irisOf(member),
  ]);
}

test("expanded, every term of the vocabulary is one of its constants, and no other IRI but ours, Dublin Core, RDF, SKOS and XML Schema", async () => {
  const iris = [...new Set(irisOf(await expanded(data)))];
  const vocabulary = iris.filter((iri) => iri.startsWith("https://w3id.org/dpv"));
  expect(vocabulary.length).toBeGreaterThan(60);
  const stated = ["https://w3id.org/dpv/2.3", ...JSON.stringify(document).matchAll(/https:\/\/w3id\.org\/dpv[^"]+/g)].map(String);
  expect(vocabulary.filter((iri) => !terms.has(iri as never) && !stated.includes(iri))).toEqual([]);
  const others = iris.filter((iri) => !iri.startsWith("https://w3id.org/dpv") && !iri.startsWith("urn:favorable:processing:whole"));
  expect(
    others.filter(
      (iri) =>
        !/^http:\/\/(purl\.org\/dc\/terms\/|www\.w3\.org\/(1999\/02\/22-rdf-syntax-ns|2001\/XMLSchema|2004\/02\/skos\/core)#)/.test(iri),
    ),
  ).toEqual([]);
});

test("expansion loses no property: every key of the data has its IRI", async () => {
  const keys = (value: unknown): number =>
    typeof value !== "object" || value === null
      ? 0
      : Object.entries(value).reduce(
          (sum, [key, member]) => sum + (key === "@context" ? 0 : (/^[a-z-]+:/.test(key) ? 1 : 0) + keys(member)),
          0,
        );
  const iriKeys = (value: unknown): number =>
    typeof value !== "object" || value === null
      ? 0
      : Object.entries(value).reduce((sum, [key, member]) => sum + (/^https?:/.test(key) ? 1 : 0) + iriKeys(member), 0);
  expect(iriKeys(await expanded(data))).toBe(keys(data));
});

test("as triples and back it is the same graph: ids are IRIs, literals have types, languages are kept", async () => {
  const quads = String(await jsonld.toRDF(data as jsonld.JsonLdDocument, { ...options, format: "application/n-quads" }));
  expect(quads).toContain(
    "<urn:favorable:processing:whole> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/dpv#PersonalDataProcess>",
  );
  expect(quads).toContain('"text"@en');
  expect(quads).toContain('"P18M"^^<http://www.w3.org/2001/XMLSchema#duration>');
  expect(quads).not.toContain("undefined");
  expect(quads).not.toMatch(/<(?!https?:|urn:)/);
});

test("every reference to a part of the document is one of a part that is described", async () => {
  const described = new Set<string>();
  const referred = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one);
    else if (typeof value === "object" && value !== null) {
      const id = Reflect.get(value, "@id");
      if (typeof id === "string" && id.startsWith("urn:")) (Object.keys(value).length > 1 ? described : referred).add(id);
      for (const member of Object.values(value)) look(member);
    }
  };
  look(await expanded(linkedData(register)));
  expect(referred.size).toBeGreaterThanOrEqual(10);
  expect([...referred].filter((id) => !described.has(id))).toEqual([]);
});

test("articles of the GDPR are named for controllers under it, not for one of Monaco", () => {
  const of = (country: string) => JSON.stringify(linkedData(changed((d) => Object.assign(Object(d.controller), { country }))));
  expect(of("FR")).toContain("eu-gdpr:A6-1-c");
  expect(of("MC")).not.toMatch(/"eu-gdpr:A/);
  expect(of("MC")).toContain("dpv:LegalObligation");
});

test("a cap from a fixed day is the day it ends; one until an event names it; none is an indeterminate duration", () => {
  const stored = (d: ProcessingDocument) => JSON.stringify(linkedData(d)["dpv:hasStorageCondition"]);
  expect(stored(register)).toContain('"@value":"2023-04-30","@type":"xsd:date"');
  expect(stored(register)).toContain("dpv:UntilEventDuration");
  expect(stored(changed((d) => void delete d.retention?.["register"]?.maximum))).toContain("dpv:IndeterminateDuration");
});

test("nothing is dropped unseen: what has no word is listed, and what is not listed changes the data", () => {
  const unsaid = new Set(unsaidInDpv(document));
  const silent: string[] = [];
  const loud: string[] = [];
  const tried = new Set<string>();
  const before = JSON.stringify(data);
  for (const [path, pattern] of leavesOf(document)) {
    const after: unknown = structuredClone(document);
    const parent = path.slice(0, -1).reduce<unknown>((part, key) => Reflect.get(Object(part), key), after);
    const is: unknown = Reflect.get(Object(parent), path.at(-1) ?? "");
    if (Array.isArray(parent) && parent.length === 1) continue;
    if (tried.has(pattern)) continue;
    tried.add(pattern);
    if (pattern.endsWith(".dpv")) Reflect.set(Object(parent), "dpv", "https://w3id.org/dpv#Marketing");
    else if (typeof is === "boolean") Reflect.set(Object(parent), path.at(-1) ?? "", !is);
    else if (Array.isArray(parent)) parent.splice(Number(path.at(-1)), 1);
    else Reflect.deleteProperty(Object(parent), path.at(-1) ?? "");
    let now: string;
    try {
      now = JSON.stringify(linkedData(readDocument(after), { gdpr: true }));
    } catch {
      continue; // What must be there cannot be taken away.
    }
    const isUnsaid = [...unsaid].some((one) => pattern === one || pattern.startsWith(`${one}.`));
    if (now === before && !isUnsaid) silent.push(pattern);
    if (now !== before && isUnsaid) loud.push(pattern);
  }
  expect([...new Set(silent)]).toEqual([]);
  // Of the matrix the operations are said, not who may carry them out on what: it is listed all the same.
  expect(loud).toEqual(["access.grants.*.*.[]"]);
});

test("what is listed as said is a path of the form", () => {
  expect(new Set(saidInDpv).size).toBe(saidInDpv.length);
  for (const path of saidInDpv)
    expect([path, [...patterns(document), ...patterns(register)].some((one) => one === path || one.startsWith(`${path}.`))]).toEqual([
      path,
      true,
    ]);
});

test("a base is an absolute IRI, and parts of an address are its fragments", () => {
  for (const base of ["", "no iri", "https://example.org/a#b", "_:b0", 'urn:x"y', "urn:a b"])
    expect(codeOf(() => linkedData(register, { base }))).toBe("BASE_INVALID");
  expect(JSON.stringify(linkedData(register, { base: "https://example.org/register" }))).toContain(
    '"https://example.org/register#purposes.followUp"',
  );
});

test("the context is inline, frozen, and has no address to fetch", () => {
  expect(Object.isFrozen(linkedDataContext)).toBe(true);
  expect(data["@context"]).toBe(linkedDataContext);
  expect(readdirSync(join(import.meta.dirname)).filter((name) => name.endsWith(".jsonld"))).toEqual([]);
});

const MAPS = new Set([
  "events",
  "subjects",
  "purposes",
  "functions",
  "categories",
  "origins",
  "records",
  "records.*.fields",
  "notices",
  "access.roles",
  "access.grants",
  "access.grants.*",
  "links",
  "recipients",
  "processors",
  "processors.*.subProcessors",
  "transfers",
  "retention",
  "timers",
  "automatedDecisions",
  "filingSystems",
  "hosting",
  "risks",
  "proceedings",
  "proceedings.*.remarks",
  "capture.systems",
  "authorisations.justifications",
  "authorisations.justifications.*",
  "authorisations.rowScopes",
  "authorisations.rowScopes.*",
  "authorisations.limitedTo",
  "authorisations.holders",
]);

type Leaf = readonly [path: readonly string[], pattern: string];

function leavesOf(value: unknown, path: readonly string[] = [], pattern = ""): readonly Leaf[] {
  if (typeof value !== "object" || value === null) return [[path, pattern]];
  return Object.entries(value).flatMap(([key, member]) => {
    const step = Array.isArray(value) ? "[]" : MAPS.has(pattern) ? "*" : key;
    return leavesOf(member, [...path, key], pattern === "" ? step : `${pattern}.${step}`);
  });
}

function patterns(value: unknown): ReadonlySet<string> {
  return new Set(leavesOf(value).map(([, pattern]) => pattern));
}

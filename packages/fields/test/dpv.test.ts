import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as dpv from "@favorable/fields/dpv";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";

const OTHERS: readonly string[] = ["dpvPrefixes", "legalBasisTerms", "originTerms"];
const modules = Object.entries<unknown>(dpv).flatMap(([name, value]) =>
  typeof value === "object" && value !== null && !OTHERS.includes(name) ? [value] : [],
);
const terms = modules.flatMap((module) => Object.entries<string>({ ...module }));
const map = join(import.meta.dirname, "../../../../shared/reference/dpv-map.md");

describe("the constants of DPV 2.3", () => {
  it("have IRIs of the vocabulary whose last part is their name, each in one kind only", () => {
    expect(terms.length).toBeGreaterThan(500);
    for (const [name, iri] of terms) {
      expect(dpv.isDpvIri(iri)).toBe(true);
      expect(iri.split("#")[1]?.replaceAll("-", "_")).toBe(name);
    }
    expect(new Set(terms.map(([, iri]) => iri)).size).toBe(terms.length);
  });

  it("hold every IRI of the map that was checked against the vocabulary's own tables", (context) => {
    let text: string;
    try {
      text = readFileSync(map, "utf8");
    } catch {
      return context.skip("reason: ../shared/reference/dpv-map.md is not there");
    }
    const known = new Set(terms.map(([, iri]) => iri));
    const listed = [...text.matchAll(/`(https:\/\/w3id\.org\/dpv[^`#]*#[A-Za-z0-9-]+)`/g)].map(([, iri]) => iri ?? "");
    expect(listed.length).toBeGreaterThan(300);
    expect(listed.filter((iri) => !known.has(iri))).toEqual([]);
  });

  it("have an English label each, and a French one for every purpose, data category, legal basis of art. 6 and 9, and right", () => {
    for (const [, iri] of terms) expect(dpv.dpvLabel(iri)?.en).toMatch(/\S/);
    const french = [...Object.values(dpv.purposes), ...Object.values(dpv.dataCategories), ...Object.values(dpv.rights)];
    expect(french.filter((iri) => dpv.dpvLabel(iri)?.fr === undefined)).toEqual([]);
    for (const letter of ["a", "b", "c", "d", "e", "f"])
      expect(dpv.dpvLabel(dpv.expandIri(`eu-gdpr:A6-1-${letter}`))?.fr).toMatch(/\p{L}{3}/u);
    for (const letter of "abcdefghij") expect(dpv.dpvLabel(dpv.expandIri(`eu-gdpr:A9-2-${letter}`))?.fr).toMatch(/\p{L}{3}/u);
  });

  it("are written short and long alike", () => {
    for (const [, iri] of terms) expect(dpv.expandIri(dpv.compactIri(iri))).toBe(iri);
    expect(dpv.compactIri("https://w3id.org/dpv/ai#Model")).toBe("https://w3id.org/dpv/ai#Model");
    expect(dpv.dpvLabel("https://w3id.org/dpv/ai#Model")).toBeUndefined();
  });

  it.each(["http://www.w3.org/ns/dpv#Purpose", "https://w3id.org/dpv", "dpv:Purpose", "https://w3id.org/dpv#a b", ""])(
    "refuses %j, which is no IRI of the vocabulary",
    (iri) => {
      expect(codeOf(() => dpv.compactIri(iri))).toBe("DPV_IRI_INVALID");
      expect(dpv.isDpvIri(iri)).toBe(false);
    },
  );

  it.each(["ai:Model", "constructor:x", "dpv:", "Purpose"])("refuses %j, which is no short IRI", (compact) => {
    expect(codeOf(() => dpv.expandIri(compact))).toBe("DPV_IRI_INVALID");
  });
});

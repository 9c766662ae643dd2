import { defineVocabulary, recordLinkedData } from "@favorable/fields";
import { dataCategories, purposes } from "@favorable/fields/dpv";
import jsonld from "jsonld";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { codeOf } from "../../../testing/codes.ts";

const vocabulary = defineVocabulary({
  purposes: {
    followUp: {
      statement: { fr: "Suivi de la vaccination", en: "Follow-up of the vaccination" },
      dpv: purposes.VaccinationManagement,
      bases: [
        { kind: "consent", until: "2021-10-29" },
        { kind: "legal-obligation", from: "2021-10-30", reference: { text: "Law 1.509", article: "1" } },
      ],
    },
    statistics: { statement: { en: "Count" } },
  },
  categories: {
    identity: { label: { en: "Identity" } },
    nir: { label: { en: "Number" }, nationalId: true },
    status: { label: { en: "Status" }, special: "health", dpv: dataCategories.HealthRecord },
  },
  origins: {
    person: { label: { en: "The person" }, kind: "subject" },
    health: { label: { en: "Occupational health" }, kind: "third-party", certifies: true },
  },
  subjects: { staff: { label: { en: "Staff" } }, pupils: { label: { en: "Pupils" }, minors: true } },
});
const { field, record } = vocabulary;
const agent = record(
  "agent",
  {
    number: field(z.string(), { category: "nir", origins: ["person"], purposes: ["followUp"] }),
    status: field(z.string(), {
      category: "status",
      origins: ["person", "health"],
      purposes: ["followUp", "statistics"],
      label: { fr: "Statut" },
    }),
  },
  { label: { en: "Agent" } },
);
const base = "https://register.example/";
const DPV = "https://w3id.org/dpv#";
/** Nothing is fetched, and nothing that has no meaning in the context is dropped silently; the types know neither option. */
const offline = {
  safe: true,
  async documentLoader(url: string): Promise<never> {
    throw new Error(`nothing is fetched: ${url}`);
  },
} as object as never;

describe("a record as linked data", () => {
  it("is read by a JSON-LD processor without fetching anything, and says what it means in DPV's words", async () => {
    const document = JSON.parse(JSON.stringify(recordLinkedData(agent, vocabulary, base))) as jsonld.JsonLdDocument;
    const quads = (await jsonld.toRDF(document, offline)) as unknown as readonly {
      readonly subject: { readonly value: string };
      readonly predicate: { readonly value: string };
      readonly object: { readonly value: string; readonly language?: string };
    }[];
    const said = (subject: string, predicate: string): readonly string[] =>
      quads.filter((quad) => quad.subject.value === base + subject && quad.predicate.value === predicate).map((quad) => quad.object.value);
    const type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    expect(said("record/agent", type)).toEqual([`${DPV}PersonalDataProcess`]);
    expect(said("record/agent", `${DPV}hasPersonalData`)).toEqual([`${base}record/agent/number`, `${base}record/agent/status`]);
    expect(said("record/agent", `${DPV}hasDataSubject`)).toHaveLength(2);
    expect(said("record/agent/status", type)).toEqual([dataCategories.HealthRecord, `${DPV}SpecialCategoryPersonalData`]);
    expect(said("record/agent/number", type)).toEqual([`${DPV}PersonalData`, dataCategories.OfficialID]);
    expect(said("record/agent/status", `${DPV}hasPurpose`)).toEqual([`${base}purpose/followUp`, `${base}purpose/statistics`]);
    expect(said("purpose/followUp", type)).toEqual([purposes.VaccinationManagement]);
    expect(said("purpose/statistics", type)).toEqual([`${DPV}Purpose`]);
    expect(said("purpose/followUp", `${DPV}hasLegalBasis`)).toHaveLength(2);
    expect(said("origin/health", type)).toEqual([`${DPV}ThirdPartyDataSource`]);
    expect(said("subject/pupils", type)).toEqual([`${DPV}Child`]);
    const dates = quads.filter(({ predicate }) => predicate.value.startsWith("https://schema.org/valid")).map(({ object }) => object.value);
    expect(dates.sort()).toEqual(["2021-10-29", "2021-10-30"]);
    expect(quads.find(({ object }) => object.value === "Suivi de la vaccination")?.object.language).toBe("fr");
    for (const { predicate } of quads) expect(predicate.value).toMatch(/^https?:/);
  });

  it("comes back the same after expanding and compacting", async () => {
    const document = JSON.parse(JSON.stringify(recordLinkedData(agent, vocabulary, base))) as jsonld.JsonLdDocument;
    const expanded = await jsonld.expand(document, offline);
    const compacted = await jsonld.compact(expanded as never, document as never, offline);
    expect(await jsonld.canonize(compacted as never, offline)).toBe(await jsonld.canonize(document as never, offline));
  });

  it("needs a base that names can stand under, and a record of the vocabulary", () => {
    for (const odd of ["register", "https://register.example", "javascript:x/", "https://a b/", 'https://"/', undefined])
      expect(codeOf(() => recordLinkedData(agent, vocabulary, odd as never))).toBe("LINKED_DATA_BASE");
    expect(codeOf(() => recordLinkedData({ ...agent }, vocabulary, base))).toBe("RECORD_FOREIGN");
  });
});

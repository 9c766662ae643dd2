/** The impact assessment, against what the CNIL's PIA software reads of a file. */
import type { ProcessingDocument } from "@favorable/processing";
import { impactAssessment, paperMarkdown, piaFile } from "@favorable/review/documents";
import { describe, expect, it } from "vitest";
import { whole } from "../../processing/test/whole-document.ts";
import { SAMPLES } from "./documents-samples.ts";

const options = { language: "fr", createdOn: "2026-01-02" } as const;
/** The questions of `pia_architecture.json` of PIA 4.1.0: answered in words, by lists, on a gauge. */
const WORDS = [111, 112, 113, 121, 122, 123, 211, 212, 213, 214, 215, 221, 222, 223, 224, 225, 226, 227];
const LISTS = [321, 322, 323, 324, 331, 332, 333, 334, 341, 342, 343, 344];
const GAUGES = [325, 326, 335, 336, 345, 346];

describe.each(Object.entries(SAMPLES))("the file of %s", (_, document) => {
  const file = piaFile(document, options);

  it("has each of the 36 questions once: answered, or commented as not stated; a proposal is commented as one", () => {
    const open = file.comments.filter(({ description }) => description.startsWith("Non déclaré"));
    const asked = [...file.answers, ...open].map(({ reference_to }) => reference_to).sort((left, right) => left - right);
    expect(asked).toEqual([...WORDS, ...LISTS, ...GAUGES].sort((left, right) => left - right));
    expect(file.comments.every(({ for_measure }) => !for_measure)).toBe(true);
    const proposals = file.comments.filter((one) => !open.includes(one));
    for (const { reference_to, description } of proposals) {
      expect(LISTS).toContain(reference_to);
      expect(description).toContain("Proposé à partir de la déclaration");
    }
    // Whoever reads only the answer sees it too; measures go by their titles, which the software looks up.
    const proposed = new Set(proposals.map(({ reference_to }) => reference_to));
    for (const { reference_to, data } of file.answers)
      if (LISTS.includes(reference_to) && ![324, 334, 344].includes(reference_to))
        for (const line of data.list ?? []) expect(line.endsWith("(à valider)")).toBe(proposed.has(reference_to));
  });

  it("rates nothing that no risk rates", () => {
    const rated = file.answers.filter(({ reference_to }) => GAUGES.includes(reference_to)).length;
    const stated = new Set(
      Object.values(document.risks ?? {}).flatMap(({ feared, severity, likelihood }) => [
        ...(severity === undefined ? [] : [`${feared} severity`]),
        ...(likelihood === undefined ? [] : [`${feared} likelihood`]),
      ]),
    );
    expect(rated).toBe(stated.size);
  });

  it("answers each question in the member of the data that the software reads for it", () => {
    for (const { reference_to, data } of file.answers) {
      expect(Object.keys(data).sort()).toEqual(["gauge", "list", "text"]);
      if (WORDS.includes(reference_to))
        expect(data).toEqual({ text: expect.stringMatching(/^<ul><li>.+<\/li><\/ul>$/s), gauge: null, list: null });
      else if (LISTS.includes(reference_to)) expect(data.list?.length).toBeGreaterThan(0);
      else expect([1, 2, 3, 4]).toContain(data.gauge);
    }
  });

  it("has the members that the import reads, times it can parse, and nothing a person has to decide", () => {
    expect(Object.keys(file).sort()).toEqual(["answers", "comments", "evaluations", "measures", "pia"]);
    expect(file.pia).toMatchObject({ status: 0, dpo_status: null, concerned_people_status: null, evaluator_name: "", validator_name: "" });
    expect(file.evaluations).toEqual([]);
    for (const { created_at } of [file.pia, ...file.answers, ...file.measures, ...file.comments])
      expect(new Date(created_at).toISOString()).toBe("2026-01-02T00:00:00.000Z");
    expect(new Set(file.measures.map(({ id }) => id)).size).toBe(file.measures.length);
    // What a feared event names as a measure is found among the measures, by its title.
    const titles = new Set(file.measures.map(({ title }) => title));
    for (const { reference_to, data } of file.answers)
      if ([324, 334, 344].includes(reference_to)) for (const title of data.list ?? []) expect(titles).toContain(title);
    expect(JSON.parse(JSON.stringify(file))).toEqual(file);
  });
});

describe.each(Object.entries(SAMPLES).filter(([name]) => name.endsWith("corrected")))("the risks of %s", (_, document) => {
  it("are proposed where none is declared: measures, sources, threats and impacts of each event, in the file and on paper", () => {
    const { answers } = piaFile(document, options);
    for (const reference of LISTS)
      expect(answers.find(({ reference_to }) => reference_to === reference)?.data.list?.length).toBeGreaterThan(0);
    for (const [language, mark] of [
      ["fr", "(à valider)"],
      ["en", "(to be validated)"],
    ] as const) {
      const risks = paperMarkdown(impactAssessment(document, { language })).split(/^## 3\. /m)[1] ?? "";
      expect(risks.split(mark).length).toBeGreaterThan(12);
      expect(risks.match(/à coter par une personne|to be rated by a person/g)).toHaveLength(6);
    }
  });
});

describe("a proposal", () => {
  const base = { format: "favorable-processing/2", id: "visits", stage: "draft" } as const;
  const list = (document: ProcessingDocument, reference: number) =>
    piaFile(document, options).answers.find(({ reference_to }) => reference_to === reference)?.data.list ?? [];

  it("is drawn from nothing in a declaration that states nothing", () => {
    for (const reference of LISTS) expect(list(base, reference)).toEqual([]);
  });

  it("gives way to what a risk states, list by list", () => {
    const document = {
      ...base,
      categories: { health: { label: { fr: "Santé" }, special: "health" } },
      risks: { leak: { feared: "illegitimate-access", impacts: [{ fr: "Refus d'assurance" }] } },
    } as const satisfies ProcessingDocument;
    expect(list(document, 321)).toEqual(["Refus d'assurance"]);
    expect(list(document, 323)).toEqual(["Personne externe, sans habilitation (à valider)"]);
    expect(list(document, 331)).toEqual(["Décision ou démarche fondée sur des informations inexactes : « Santé » (à valider)"]);
  });

  it("names a measure only where the declaration says that it is in place", () => {
    const document = {
      ...base,
      security: { backups: "none", encryption: { atRest: false }, paper: { used: false }, passwords: { minimumLength: 12 } },
    } as const satisfies ProcessingDocument;
    const { measures } = piaFile(document, options);
    expect(measures.map(({ title }) => title)).toEqual(["Mots de passe"]);
    expect(list(document, 324)).toEqual(["Mots de passe"]);
    expect(list(document, 344)).toEqual([]);
    const paper = paperMarkdown(impactAssessment(document, { language: "fr" }));
    expect(paper).toContain("Déclaré comme n’étant pas en place");
  });
});

it("leaves no question open for a declaration that states every part, but the events it does not fear", () => {
  const feared = whole.risks === undefined ? [] : Object.values(whole.risks).map((risk) => risk.feared);
  const open = piaFile(whole as ProcessingDocument, options).comments.map(({ reference_to }) => reference_to);
  expect(feared.length).toBeGreaterThan(0);
  expect(open.filter((reference) => reference < 300)).toEqual([]);
});

it("says that no purpose rests on consent, where the declared bases are others", () => {
  const file = piaFile(
    {
      format: "favorable-processing/2",
      id: "visits",
      stage: "draft",
      purposes: { entry: { statement: { fr: "Entrée" }, bases: [{ kind: "public-task" }] } },
    },
    options,
  );
  expect(file.answers.find(({ reference_to }) => reference_to === 222)?.data.text).toBe(
    "<ul><li>Aucune finalité ne repose sur le consentement.</li></ul>",
  );
});

it("takes the highest severity and likelihood of the risks of one event", () => {
  const risk = { feared: "disappearance", sources: ["no-person"], measures: [{ fr: "Sauvegarde" }] } as const;
  const file = piaFile(
    {
      format: "favorable-processing/2",
      id: "visits",
      stage: "draft",
      risks: { fire: { ...risk, severity: 2, likelihood: 3 }, flood: { ...risk, severity: 4 } },
    },
    options,
  );
  const of = (reference: number) => file.answers.find(({ reference_to }) => reference_to === reference)?.data;
  expect([of(345)?.gauge, of(346)?.gauge, of(343)?.list, of(344)?.list]).toEqual([4, 3, ["source non humaine"], ["Sauvegarde"]]);
  expect(file.measures.map(({ title }) => title)).toEqual(["Sauvegarde"]);
});

it("escapes every declared text, since the software shows answers as HTML", () => {
  const text = { fr: '<img src=x onerror="alert(1)">&' };
  const file = piaFile(
    {
      format: "favorable-processing/2",
      id: "visits",
      stage: "draft",
      purposes: { entry: { statement: text } },
      security: { breach: { procedure: text } },
    },
    options,
  );
  const html = [...file.answers.map(({ data }) => data.text ?? ""), ...file.measures.map(({ content }) => content)].join("");
  expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;");
  expect(html).not.toMatch(/<(?!\/?(ul|li)>)/);
});

it("refuses a day that is none", () => {
  expect(() =>
    piaFile({ format: "favorable-processing/2", id: "visits", stage: "draft" }, { ...options, createdOn: "2026-02-30" }),
  ).toThrow(expect.objectContaining({ code: "DATE_INVALID" }));
});

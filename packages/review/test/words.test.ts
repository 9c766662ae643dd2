/** The words of an opinion: French in French, facts in no language, nothing twice, nothing empty. */
import { profileOf, profiles, type Remark, review, rulebook } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { citation } from "../src/citation.ts";
import { moment, momentEn, withA, withDe } from "../src/french.ts";
import { sayPeriod } from "../src/periods.ts";
import { MENTIONS } from "../src/vocabulary.ts";
import { cite, list } from "../src/wording.ts";
import { everyOpinion } from "./all-cases.ts";
import { set } from "./change.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete } from "./complete.ts";

const remarks = (): readonly Remark[] => everyOpinion().flatMap(({ findings }) => findings.flatMap((finding) => finding.remarks));

describe("an opinion", () => {
  it("says nothing twice", () => {
    for (const { findings } of everyOpinion()) {
      const said = findings.flatMap((finding) =>
        finding.remarks.map(({ section, word, statement }) => `${section} ${word} ${statement.fr}`),
      );
      expect(said.filter((one, at) => said.indexOf(one) !== at)).toEqual([]);
    }
  });

  it("has one remark on the missing basis, and one on the text that a public body needs for sensitive data", () => {
    const opinion = review(set(complete, "purposes.followUp.bases", []), { profile: "cnil-gdpr", asOf: "2021-10-20" });
    const on = ["law-basis-declared", "law-explicit-legal-text", "law-basis-in-force", "law-consent-valid", "inf-legally-limited-fields"];
    expect(opinion.findings.filter(({ rule, state }) => on.includes(rule) && state === "fired").map(({ rule }) => rule)).toEqual(
      on.slice(0, 2),
    );
  });

  it("speaks French without English and without keys of the file outside quotation marks", () => {
    const english = /\b(the|of|for|with|and|none|policy|mentions? of|controller|purposes|rights|withdrawal|complaint|P\d+[YMDW])\b/;
    const keys = /\b[a-z]+[a-z]*[A-Z][A-Za-z]*\b/;
    const bare = (text: string): string => text.replace(/« [^»]* »/g, "").replace(/\((GDPR|RGPD|CNIL|APDP)[^)]*\)/g, "");
    // What a file labels in English only stands as it is labelled.
    const own = (text: string): string =>
      bare(text)
        .replace("Labour office", "")
        .replace(/: other|Host/, "");
    const texts = remarks().flatMap(({ statement, remedy }) => [own(statement.fr), own(remedy.fr)]);
    expect(texts.filter((text) => english.test(text) || keys.test(text))).toEqual([]);
  });

  it("contracts articles and lists nothing empty", () => {
    const texts = remarks().flatMap(({ statement, remedy }) => [statement.fr, statement.en, remedy.fr, remedy.en]);
    expect(texts.filter((text) => /\b(à|de) les?\b|\bà le\b|: *$|\(\)|\( |: *[,;)]|\b0 (sans|without)\b/.test(text))).toEqual([]);
  });

  it("asks in clauses that follow “asks that” and « demande que »", () => {
    const asked = remarks().filter(({ word }) => word === "demande");
    expect(asked.filter(({ statement }) => /\b(cannot|must|shall|doit|doivent)\b/.test(`${statement.en} ${statement.fr}`))).toEqual([]);
  });

  it("notes facts as paths, signs and values, in no language", () => {
    const words = / (of|the|no|not|lacks|and|from|until|lives|with|for|to|by|is|are|in|past|left|ends?|last|late|without) /;
    const facts = everyOpinion().flatMap(({ findings }) =>
      findings.flatMap(({ declared = [], missing = [] }) => [...declared, ...missing]),
    );
    expect([...new Set(facts)].filter((fact) => words.test(` ${fact} `))).toEqual([]);
    expect(facts).toContain("retention.logs.maximum = P1Y < P18M");
  });

  it("quotes an actor that the file does not declare", () => {
    const finding = review(chpgSubmitted, { profile: "ccin-1165", asOf: "2021-10-20" }).findings.find(
      ({ rule }) => rule === "acc-undeclared-actor",
    );
    expect(finding?.remarks[0]?.statement.fr).toContain("« caseManagers »");
  });
});

describe("a source", () => {
  it("is of the profile's own authority and law, unless there is none", () => {
    const foreign: Readonly<Record<string, RegExp>> = {
      "ccin-1165": /GDPR|1\.565|APDP|CNIL|pass message|municipal/,
      "apdp-1565": /1\.165|CNIL|pass message|municipal/,
      "cnil-gdpr": /CCIN|1\.[15]65|APDP|pass message|municipal/,
    };
    for (const opinion of everyOpinion())
      for (const { rule, source } of opinion.findings) {
        const own = profileOf(opinion.profile).sources;
        const has = own.some((kind) => rulebook.find(({ id }) => id === rule)?.source[kind] !== undefined);
        if (has) expect([rule, source.en]).not.toEqual([rule, expect.stringMatching(foreign[opinion.profile] ?? /^/)]);
        expect([rule, source.fr]).not.toEqual([rule, ""]);
      }
  });

  it("of a published period reads in French", () => {
    const sources = Object.values(profiles).flatMap(({ caps, floors }) =>
      [...Object.values(caps), ...Object.values(floors)].map(({ source }) => citation(source).fr),
    );
    expect(sources.filter((source) => /\b(guide on|law|sheet|notice|recommendation|standard|after|training)\b/.test(source))).toEqual([]);
  });
});

describe("words", () => {
  it("of periods are years when they are whole, months else", () => {
    const said = ["P60M", "P1Y", "P18M", "P2Y", "P6M", "P30D", "P1M", "P12M15D"].map((text) => sayPeriod(text as never).fr);
    expect(said).toEqual(["5 ans", "1 an", "18 mois", "2 ans", "6 mois", "30 jours", "1 mois", "1 an et 15 jours"]);
    expect(sayPeriod("P60M" as never).en).toBe("5 years");
  });

  it("contract with « de » and « à »", () => {
    expect(["les bénévoles", "le personnel", "la direction", "l'ensemble du personnel", "élèves"].map(withDe)).toEqual([
      "des bénévoles",
      "du personnel",
      "de la direction",
      "de l'ensemble du personnel",
      "des élèves",
    ]);
    expect(["les articles 13 et 14", "le délégué", "l'article 14"].map(withA)).toEqual([
      "aux articles 13 et 14",
      "au délégué",
      "à l'article 14",
    ]);
  });

  it("of a moment have their article once", () => {
    expect(["fin de l'obligation", "la fin de l'obligation", "échéance", "départ", "grand soir"].map(moment)).toEqual([
      "la fin de l'obligation",
      "la fin de l'obligation",
      "l'échéance",
      "le départ",
      "l'événement « grand soir »",
    ]);
    expect(["end of the duty", "the end of the duty"].map(momentEn)).toEqual(["the end of the duty", "the end of the duty"]);
  });

  it("of lists keep names apart that have commas", () => {
    const both = (text: string): { fr: string; en: string } => ({ fr: text, en: text });
    expect(list(["a", "b", "c"].map(both)).fr).toBe("a, b et c");
    expect(list(["a, x", "b"].map(both)).fr).toBe("a, x ; b");
  });

  it("of an article are in the language of the sentence", () => {
    expect(cite({ text: "loi n° 1", article: "1 and 2" })).toEqual({ fr: "loi n° 1, articles 1 et 2", en: "loi n° 1, articles 1 and 2" });
  });

  it("exist for every mention in both languages", () => {
    for (const { fr, en } of Object.values(MENTIONS)) expect(fr).not.toBe(en);
  });
});

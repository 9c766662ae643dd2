/** The purpose that the review proposes: composed of declared words, or the statement with a list; never a broken sentence. */
import type { ProcessingDocument, SubjectDocument, Text } from "@favorable/processing";
import { type Finding, review } from "@favorable/review";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drop, set } from "./change.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete } from "./complete.ts";

const onTheDay = { profile: "ccin-1165", asOf: "2021-10-20" } as const;

function findingOn(file: ProcessingDocument): Finding | undefined {
  return review(file, onTheDay).findings.find(({ rule }) => rule === "pur-covers-data-subjects");
}

const proposed = (file: ProcessingDocument): Partial<Text> | undefined => findingOn(file)?.remarks[0]?.statement;
const rewritten = (change: (file: ProcessingDocument) => ProcessingDocument): string | undefined => proposed(change(chpgSubmitted))?.fr;

/** A file with one purpose that names its first category of persons only. */
function file(statement: Text, subjects: readonly Partial<SubjectDocument>[], object?: Text, criterion?: Text): ProcessingDocument {
  const named = subjects.map((one, at) => [`s${at}`, { label: {}, relation: "staff", ...one }] as const);
  return {
    format: "favorable-processing/2",
    id: "any",
    stage: "submitted",
    subjects: Object.fromEntries(named),
    purposes: {
      p: {
        statement,
        ...(object === undefined ? {} : { object }),
        main: true,
        population: ["s0"],
        bases: [{ kind: "legal-obligation", reference: { text: "loi" }, ...(criterion === undefined ? {} : { criterion }) }],
      },
    },
  };
}

const label = (fr: string, en: string): Partial<SubjectDocument> => ({ label: { fr, en } });

describe("a purpose rewritten from declared words", () => {
  it("is the Commission's, and the finding tells which words the file gave", () => {
    const remark = findingOn(chpgSubmitted)?.remarks[0];
    expect(remark?.statement.fr).toBe(
      "Suivi de la vaccination des employés et des personnes intervenant au CHPG soumises à l'obligation vaccinale",
    );
    expect(remark?.remedy.fr).toContain(
      "; mots que donne la déclaration : « Suivi de la vaccination », « employés », « personnes intervenant au CHPG », « soumises à l'obligation vaccinale »",
    );
    expect(remark?.remedy.en).toContain("words that the declaration gives: “Follow-up of the vaccination”, “employees”");
  });

  it("contracts the articles of the names", () => {
    const subjects = {
      staff: { label: { fr: "x" }, namedAs: { fr: "le personnel" }, relation: "staff" },
      students: { label: { fr: "y" }, namedAs: { fr: "les élèves" }, relation: "student" },
      whole: { label: { fr: "z" }, namedAs: { fr: "l'ensemble des bénévoles" }, relation: "volunteer" },
    };
    expect(rewritten((given) => set(given, "subjects", subjects))).toBe(
      "Suivi de la vaccination du personnel, des élèves et de l'ensemble des bénévoles soumises à l'obligation vaccinale",
    );
  });

  it("does not say a criterion twice", () => {
    const given = set(chpgSubmitted, "purposes.followUp.object", { fr: "Suivi des personnes soumises à l'obligation vaccinale" });
    expect(proposed(given)?.fr?.match(/soumises à l'obligation vaccinale/g)).toHaveLength(1);
  });

  it("is no proposal when it is the stated one: the population is asked for", () => {
    const finding = findingOn(set(complete, "purposes.followUp.population", ["staff"]));
    expect(finding?.remarks.map(({ word }) => word)).toEqual(["demande"]);
  });
});

describe("a purpose without words for a sentence", () => {
  it("keeps its statement and lists the labels", () => {
    const subjects = [label("Le personnel", "The staff"), label("Clientèle", "Customers"), label("Public", "The public")];
    const object = { fr: "Vidéosurveillance des locaux", en: "Video surveillance of premises" };
    expect(
      proposed(file({ fr: "Surveillance de la sécurité du personnel", en: "Security surveillance of staff" }, subjects, object)),
    ).toEqual({
      fr: "Surveillance de la sécurité du personnel, concernant : le personnel ; Clientèle ; Public",
      en: "Security surveillance of staff, concerning: the staff; Customers; the public",
    });
  });

  it("names the hospital's persons by their labels once the file gives no words for a sentence", () => {
    const silent = Object.keys(chpgSubmitted.subjects ?? {}).reduce((now, id) => drop(now, `subjects.${id}.namedAs`), chpgSubmitted);
    expect(proposed(silent)?.fr).toBe(
      "Suivi de la vaccination des employés du CHPG contre la COVID-19, concernant : l'ensemble du personnel ; élèves de l'IFAS ; médecins vacataires ; élèves de l'IFSI ; prestataires extérieurs ; bénévoles (soumises à l'obligation vaccinale)",
    );
    expect(findingOn(silent)?.remarks[0]?.remedy.fr).not.toContain("mots que donne la déclaration");
  });

  it.each([
    ["Gestion des alertes professionnelles des salariés.", "Salariés", "Auteur du signalement"],
    ["Géolocalisation des véhicules conduits par les chauffeurs", "chauffeurs", "intérimaires"],
    ["Lutte contre la fraude des assurés", "assurés", "Monsieur le Directeur"],
  ])("stays a sentence: %s", (statement, one, other) => {
    const given = file({ fr: statement }, [label(one, one), label(other, other)], { fr: "Objet" });
    expect(proposed(given)?.fr).toBe(`${statement.replace(/\.$/, "")}, concernant : ${one} ; ${other}`);
  });

  it("replaces the list of an earlier rewriting", () => {
    const given = file({ fr: "Prêt de livres, concernant : abonnés" }, [label("abonnés", "a"), label("lecteurs", "b")]);
    expect(proposed(given)?.fr).toBe("Prêt de livres, concernant : abonnés ; lecteurs");
  });

  it("is one language where the file states it in one", () => {
    const given = file({ en: "Lending of books." }, [label("abonnés", "subscribers"), label("lecteurs", "readers")]);
    expect(proposed(given)).toEqual({
      fr: "Lending of books, concerning: subscribers; readers",
      en: "Lending of books, concerning: subscribers; readers",
    });
  });
});

describe("whatever the words", () => {
  const word = fc.constantFrom(
    ..."Le le Les les La la L' l' l’équipe des du de Monsieur Madame Clientèle clientèle personnel personnels élèves assurés Public. ; : the The of Director staff x".split(
      " ",
    ),
  );
  const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
  const name = fc.oneof(phrase, fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }));
  const either = fc.option(name, { nil: undefined });

  it("no article is doubled, no capital follows « des », and nothing ends before a list", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ label: name, namedAs: either }), { minLength: 2, maxLength: 4 }), either, (persons, object) => {
        const subjects = persons.map((one) => ({
          label: { fr: one.label, en: one.label },
          ...(one.namedAs === undefined ? {} : { namedAs: { fr: one.namedAs, en: one.namedAs } }),
        }));
        const statement = { fr: "Tenue du registre municipal.", en: "Keeping of the municipal register." };
        const text = proposed(file(statement, subjects, object === undefined ? undefined : { fr: object, en: object }));
        const [before = "", list] = (text?.fr ?? "").split(", concernant : ");
        if (list !== undefined) {
          expect(before).toBe("Tenue du registre municipal");
          return;
        }
        // Composed: what the engine joined is what is judged, the file's own object stands as it was declared.
        const joined = before.slice((object ?? "").replace(/[\s.;:,!?…]+$/u, "").trim().length);
        expect(joined).not.toMatch(/\b(?:des|du|de la) (?:les?|la|des?|du|l['’])(?: |$)|\bdes \p{Lu}|Monsieur le|[.;:]/u);
        expect(joined).toMatch(/^ (?:des|du|de la|de l['’]|de tou|de chaque)/);
      }),
      { numRuns: 300 },
    );
  });
});

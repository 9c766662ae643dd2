/** Cases of the rules on purpose and law. */
import { type Case, chain, put, without } from "./case.ts";

export const purposeAndLaw: readonly Case[] = [
  {
    rule: "pur-determined-explicit",
    when: "the purpose is a catch-all",
    change: put("purposes.followUp.statement", { fr: "Gestion" }),
    gives: ["block", "I demande"],
  },
  {
    rule: "pur-determined-explicit",
    when: "a function serves no purpose",
    change: put("functions.census.purposes", []),
    gives: ["block", "I demande"],
  },
  ...["Statistiques", "Exploitation des données", "Exploration et exploitation des données", "Gestion et suivi", "Divers", "Traitement", "Suivi"].map(
    (fr): Case => ({
      rule: "pur-determined-explicit",
      when: `the purpose is « ${fr} »`,
      change: put("purposes.followUp.statement", { fr }),
      gives: ["block", "I demande"],
    }),
  ),
  ...["Gestion des adhérents", "Paie", "Suivi vaccinal", "Gestion du personnel"].map(
    (fr): Case => ({
      rule: "pur-determined-explicit",
      when: `the purpose is short but has its object: « ${fr} »`,
      change: put("purposes.followUp.statement", { fr }),
      gives: "human",
    }),
  ),
  { rule: "pur-determined-explicit", when: "there is no function", change: without("functions"), gives: ["block", "I demande"] },
  {
    rule: "pur-covers-data-subjects",
    when: "a category is not named",
    change: chain(
      put("purposes.followUp.population", ["staff"]),
      put("purposes.followUp.statement", { fr: "Suivi de la vaccination des employés" }),
    ),
    gives: ["modify", "I modifie"],
  },
  {
    rule: "pur-covers-data-subjects",
    when: "the sentence names everyone and the list does not",
    change: put("purposes.followUp.population", ["staff"]),
    gives: ["modify", "I demande"],
  },
  {
    rule: "pur-covers-data-subjects",
    when: "no purpose is marked as the main one and all together name everyone",
    change: chain(
      without("purposes.followUp.main"),
      put("purposes.followUp.population", ["staff"]),
      put("purposes.census", {
        statement: { fr: "Recensement" },
        population: ["nursingStudents", "careStudents", "volunteers", "locums", "providers"],
      }),
    ),
    gives: "satisfied",
  },
  {
    rule: "pur-covers-data-subjects",
    when: "no purpose is marked as the main one and together they forget someone",
    change: chain(
      without("purposes.followUp.main"),
      put("purposes.followUp.population", ["staff"]),
      put("purposes.census", { statement: { fr: "Recensement" }, population: ["volunteers"] }),
    ),
    gives: ["modify", "I modifie"],
  },
  { rule: "pur-covers-data-subjects", when: "nobody is declared", change: without("subjects"), gives: ["modify", "I demande"] },
  {
    rule: "pur-subjects-within-legal-scope",
    when: "a category has no place in the law",
    change: without("subjects.volunteers.legalScope"),
    gives: ["reserve", "I demande"],
  },
  {
    rule: "pur-subjects-within-legal-scope",
    when: "no duty is invoked",
    change: put("purposes.followUp.bases", [{ kind: "consent" }]),
    gives: "not-applicable",
  },
  {
    rule: "pur-subjects-within-legal-scope",
    when: "a category has no place in a law that does not concern it",
    change: chain(
      without("subjects.volunteers.legalScope"),
      put("records.outsider.subjects", ["locums", "providers"]),
      put("records.situation.subjects", ["staff"]),
      put("purposes.followUp.population", ["staff", "nursingStudents", "careStudents", "locums", "providers"]),
    ),
    gives: "human",
  },
  { rule: "pur-compatible-use", when: "nothing was used", evidence: { uses: [] }, gives: "not-assessable" },
  {
    rule: "pur-compatible-use",
    when: "data are used for a purpose that is not declared",
    evidence: { uses: [{ purpose: "ranking" }] },
    gives: ["block", "I demande"],
  },
  {
    rule: "pur-compatible-use",
    when: "a field is used outside its tag",
    change: put("records.situation.fields.scheme.purposes", []),
    gives: ["block", "I demande"],
  },
  {
    rule: "pur-compatible-use",
    when: "a further purpose has its assessment",
    change: put("purposes.followUp.compatibility", { reference: "7", on: "2021-10-01" }),
    gives: "human",
  },
  { rule: "pur-compatible-use", when: "nobody looked", evidence: "none", gives: "not-assessable" },
  { rule: "law-basis-declared", when: "a purpose has none", change: put("purposes.followUp.bases", []), gives: ["block", "II demande"] },
  {
    rule: "law-basis-declared",
    when: "two hold on the same day",
    change: put("purposes.followUp.bases.0.until", "2021-10-30"),
    gives: ["block", "II demande"],
  },
  {
    rule: "law-basis-declared",
    when: "two stand side by side without dates",
    change: put("purposes.followUp.bases", [{ kind: "consent" }, { kind: "contract" }]),
    gives: ["block", "II demande"],
  },
  {
    rule: "law-explicit-legal-text",
    when: "the article is not cited",
    change: without("purposes.followUp.bases.1.reference.article"),
    gives: ["reserve", "II demande"],
  },
  {
    rule: "law-explicit-legal-text",
    when: "a public body invokes its interest",
    change: put("purposes.followUp.bases", [{ kind: "legitimate-interest", balance: { reference: "7", on: "2021-10-01" } }]),
    gives: ["reserve", "II demande"],
  },
  {
    rule: "law-basis-in-force",
    when: "no basis covers the first days",
    change: chain(put("purposes.followUp.bases.0.from", "2021-10-25")),
    gives: ["reserve", "II demande"],
  },
  {
    rule: "law-basis-in-force",
    when: "two bases leave a gap",
    change: put("purposes.followUp.bases.0.until", "2021-10-27"),
    gives: ["reserve", "II demande"],
  },
  {
    rule: "law-basis-in-force",
    when: "the last one ends before the processing",
    change: chain(put("endsOn", "2024-01-01"), put("purposes.followUp.bases.1.until", "2023-01-01")),
    gives: ["reserve", "II demande"],
  },
  ...["law-explicit-legal-text", "law-basis-in-force", "law-consent-valid"].map(
    (rule): Case => ({
      rule,
      when: "there is no basis at all, which is said once",
      change: put("purposes.followUp.bases", []),
      gives: "not-assessable",
    }),
  ),
  {
    rule: "law-basis-in-force",
    when: "no first day is stated while an opinion is asked for",
    change: chain(
      without("startsOn"),
      put("purposes.followUp.bases.0.from", "2021-10-25"),
      put("governance.formality.kind", "opinion-request"),
    ),
    gives: "satisfied",
  },
  {
    rule: "law-basis-in-force",
    when: "no first day is stated and none is asked for",
    change: chain(without("startsOn"), put("purposes.followUp.bases.0.from", "2021-10-25")),
    gives: ["reserve", "II demande"],
  },
  {
    rule: "law-special-category-condition",
    when: "a health category has no condition",
    change: without("categories.vaccinationStatus.condition"),
    gives: ["block", "II demande"],
  },
  {
    rule: "law-special-category-condition",
    when: "the basis cites its text, where that suffices",
    change: without("categories.vaccinationStatus.condition"),
    profile: "ccin-1165",
    gives: "satisfied",
  },
  {
    rule: "law-special-category-condition",
    when: "the basis does not cite its text",
    change: chain(without("categories.vaccinationStatus.condition"), without("purposes.followUp.bases.1.reference")),
    profile: "ccin-1165",
    gives: ["block", "II demande"],
  },
  {
    rule: "law-consent-valid",
    when: "consent covers several purposes",
    change: put("purposes.followUp.bases.0.consent.perPurpose", false),
    gives: ["block", "II demande"],
  },
  {
    rule: "law-consent-valid",
    when: "withdrawing is harder than giving",
    change: put("purposes.followUp.bases.0.consent.asEasyAsGiving", false),
    gives: ["block", "II demande"],
  },
  {
    rule: "law-consent-valid",
    when: "employees consent and nothing says why freely",
    change: without("purposes.followUp.bases.0.consent.imbalance"),
    gives: ["reminder", "II rappelle"],
  },
  {
    rule: "law-consent-valid",
    when: "a use finds no record",
    evidence: { consents: { uses: 5, withoutRecord: 1 } },
    gives: ["block", "II demande"],
  },
  {
    rule: "law-consent-valid",
    when: "it is only named, where that suffices",
    change: without("purposes.followUp.bases.0.consent"),
    profile: "ccin-1165",
    gives: "satisfied",
  },
];

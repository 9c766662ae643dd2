/** Each field on its own: need, legal text, origin, national identifiers. */
import { human, notApplicable, requires, satisfied, settle } from "../../context.ts";
import { basesOf, entries, type FieldAt, fieldsOf, holds, logCategories } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Remark } from "../../verdict.ts";
import { named, say } from "../../wording.ts";

/** GDPR art. 5(1)(c) and 25(2); law 1.165 art. 10-1; law 1.565 art. 4 and 23: `inf-each-field-necessary`. */
export const eachFieldNecessary: Rule = {
  id: "inf-each-field-necessary",
  section: "III",
  severity: "reserve",
  origin: "both",
  decides: decides("D+H"),
  needs: ["purposes", "records.*.fields.*.justification", "records.*.fields.*.legalRef", "records.*.fields.*.purposes"],
  statement: {
    fr: "Chaque information est adéquate, pertinente et nécessaire à une finalité déclarée.",
    en: "Each field is adequate, relevant and necessary for a stated purpose.",
  },
  source: {
    ccin: "CCIN 2021-206 §III",
    "law-1165": "law 1.165 art. 10-1",
    "law-1565": "law 1.565 art. 4, 23",
    gdpr: "GDPR 5(1)(c), 25(2)",
    "cnil-guide": "CNIL developer guide, sheet 7",
  },
  check(context) {
    const { document } = context;
    const fields = fieldsOf(document);
    const gaps = fields.length === 0 ? ["records"] : [];
    const faults = fields.filter(({ field }) => field.purposes.length === 0).map(({ path }) => `${path}.purposes = []`);
    for (const { field } of fields)
      gaps.push(...field.purposes.filter((purpose) => !holds(document.purposes, purpose)).map((purpose) => `purposes.${purpose}`));
    const pass = human(
      "Chaque information est-elle adéquate, pertinente et non excessive au regard de sa finalité ?",
      "Is each field adequate, relevant and not excessive for its purpose?",
    );
    const remark = say(
      "III",
      "demande",
      [
        "seules les informations nécessaires à une finalité déclarée soient traitées",
        "only information necessary for a declared purpose be processed",
      ],
      [
        "rattacher chaque information à une finalité et en justifier le besoin, ou la retirer",
        "tie each field to a purpose and justify the need, or remove it",
      ],
    );
    const settled = settle(context, { faults, gaps: [...new Set(gaps)], remarks: [remark] }, pass);
    if (settled.state !== "human" || !requires(context, "field-justification")) return settled;
    const unjustified = fields.filter(({ field }) => field.justification === undefined && field.legalRef === undefined);
    return settle(context, { gaps: unjustified.map(({ path }) => `${path}.justification`), remarks: [remark] }, pass);
  },
};

/** CCIN 2021-206 §III, « strictement limitées à celles légalement prévues »: `inf-legally-limited-fields`. */
export const legallyLimitedFields: Rule = {
  id: "inf-legally-limited-fields",
  section: "III",
  severity: "reserve",
  origin: "seed",
  decides: decides("D+H"),
  needs: [
    "categories.*.kind",
    "logs.category",
    "purposes.*.bases.*.kind",
    "records.*.fields.*.category",
    "records.*.fields.*.legalRef",
    "records.*.fields.*.purposes",
  ],
  statement: {
    fr: "Sous une obligation légale, les informations sont strictement celles que le texte prévoit.",
    en: "Where the basis is a legal obligation, fields are strictly those the text provides.",
  },
  source: { ccin: "CCIN 2021-206 §III" },
  check(context) {
    const { document } = context;
    const fields = fieldsOf(document);
    const bases = basesOf(document);
    if (fields.length === 0 || bases.length === 0)
      return settle(context, { gaps: [fields.length === 0 ? "records" : "purposes.*.bases"], mandatory: false, remarks: [] }, satisfied());
    const bound = new Set(bases.flatMap(({ purpose, basis }) => (basis.kind === "legal-obligation" ? [purpose] : [])));
    if (bound.size === 0) return notApplicable("no-subject");
    // Log entries prove how the data were handled; no text on the data provides for them.
    const logs = logCategories(document);
    const without = fields.filter(
      ({ field }) => field.legalRef === undefined && !logs.includes(field.category) && field.purposes.some((purpose) => bound.has(purpose)),
    );
    return settle(
      context,
      { gaps: without.map(({ path }) => `${path}.legalRef`), remarks: [limited(without, document)] },
      human("Le texte cité prévoit-il bien chacune de ces informations ?", "Does the text cited provide for each of these fields?"),
    );
  },
};

function limited(without: readonly FieldAt[], document: Parameters<typeof fieldsOf>[0]): Remark {
  const names = named([...new Set(without.map(({ field }) => field.category))], document.categories);
  return say(
    "III",
    "demande",
    [
      "les informations collectées soient strictement limitées à celles légalement prévues",
      "the information collected be strictly limited to what the law provides",
    ],
    [
      `citer pour chaque information le texte qui la prévoit, ou la retirer (sans texte, ${without.length} : ${names.fr})`,
      `cite for each field the text that provides for it, or remove it (without a text, ${without.length}: ${names.en})`,
    ],
  );
}

/** GDPR art. 14(2)(f) and 15(1)(g); CCIN 2021-206 §III: `inf-origin-declared`. */
export const originDeclared: Rule = {
  id: "inf-origin-declared",
  section: "III",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  needs: ["categories.*", "origins", "records.*.fields.*.category", "records.*.fields.*.origins"],
  statement: { fr: "Chaque catégorie indique son origine.", en: "Every category states where it comes from." },
  source: { ccin: "CCIN 2021-206 §III", gdpr: "GDPR 14(2)(f), 15(1)(g)" },
  check(context) {
    const { document } = context;
    const fields = fieldsOf(document);
    const gaps = new Set<string>();
    if (entries(document.categories).length === 0) gaps.add("categories");
    const unknown: string[] = [];
    for (const [id] of entries(document.categories)) {
      const own = fields.filter(({ field }) => field.category === id);
      if (own.length === 0 || own.some(({ field }) => field.origins.length === 0)) unknown.push(id);
      if (own.length === 0) gaps.add(`records.*.fields.*.category ∌ ${id}`);
    }
    const faults = fields.filter(({ field }) => field.origins.length === 0).map(({ path }) => `${path}.origins = []`);
    for (const { field } of fields) for (const origin of field.origins) if (!holds(document.origins, origin)) gaps.add(`origins.${origin}`);
    const names = named(unknown, document.categories);
    const remark = say(
      "III",
      "demande",
      ["l'origine de chaque catégorie d'informations soit indiquée", "the origin of each category of information be stated"],
      [
        `déclarer l'origine ${names.fr === "" ? "de chaque information" : `de : ${names.fr}`}`,
        `declare the origin of ${names.en === "" ? "each field" : names.en}`,
      ],
    );
    return settle(context, { faults, gaps: [...gaps], remarks: [remark] }, satisfied());
  },
};

/** GDPR art. 87: `inf-national-id-restricted`. */
export const nationalIdRestricted: Rule = {
  id: "inf-national-id-restricted",
  section: "III",
  severity: "block",
  origin: "both",
  decides: decides("D"),
  needs: [
    "categories.*.legalRef",
    "categories.*.nationalId",
    "records.*.fields.*.category",
    "records.*.fields.*.legalRef",
    "records.*.fields.*.nationalId",
  ],
  statement: {
    fr: "Un identifiant national n'est utilisé que si un texte le permet.",
    en: "A national identifier is used only where a text allows it.",
  },
  source: { cnil: "CNIL notice of 1 June 2010", gdpr: "GDPR 87" },
  check(context) {
    const fields = fieldsOf(context.document);
    const { categories } = context.document;
    const without = fields.filter(({ field }) => {
      const category = holds(categories, field.category) ? categories?.[field.category] : undefined;
      // A field says for itself what its category says of all.
      return (field.nationalId ?? category?.nationalId) === true && field.legalRef === undefined && category?.legalRef === undefined;
    });
    const gaps = fields.length === 0 ? ["records"] : without.map(({ path }) => `${path}.legalRef`);
    for (const [id, category] of entries(categories))
      if (category.nationalId === true && category.legalRef === undefined && !fields.some(({ field }) => field.category === id))
        gaps.push(`categories.${id}.legalRef`);
    const remark = say(
      "III",
      "demande",
      [
        "aucun identifiant national ne soit traité sans texte qui le permette",
        "no national identifier be processed without a text that allows it",
      ],
      ["citer le texte, ou retirer l'identifiant", "cite the text, or remove the identifier"],
    );
    return settle(context, { gaps, remarks: [remark] }, satisfied());
  },
};

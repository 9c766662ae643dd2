import { satisfied, settle } from "../../context.ts";
import { basesOf, entries, fieldsOf } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { named, say } from "../../wording.ts";

/** GDPR art. 9(1)-(2); law 1.565 art. 7; CCIN 2021-206 §II and VI: `law-special-category-condition`. */
export const specialCategoryCondition: Rule = {
  id: "law-special-category-condition",
  section: "II",
  severity: "block",
  origin: "both",
  decides: decides("D"),
  needs: [
    "categories.*.condition",
    "categories.*.special",
    "purposes.*.bases.*.kind",
    "purposes.*.bases.*.reference",
    "records.*.fields.*.category",
    "records.*.fields.*.purposes",
  ],
  statement: {
    fr: "Toute donnée sensible a une condition qui en lève l'interdiction.",
    en: "Any special-category field (health, biometrics, union, political…) has a condition that lifts the prohibition.",
  },
  source: {
    ccin: "CCIN 2021-206 §II, §VI",
    cnil: "CNIL notice of 1 June 2010",
    press: "municipal vaccination file",
    "law-1565": "law 1.565 art. 7",
    gdpr: "GDPR 9(1)-(2)",
  },
  check(context) {
    const { document, profile } = context;
    const special = entries(document.categories).filter(([, category]) => category.special !== undefined);
    const gaps = entries(document.categories).length === 0 ? ["categories"] : [];
    const bare: string[] = [];
    for (const [id, category] of special) {
      if (category.condition !== undefined) continue;
      if (profile.special === "basis" && restsOnStatedBasis(document, id)) continue;
      bare.push(id);
      gaps.push(`categories.${id}.condition`);
    }
    const names = named(bare, document.categories);
    const remark = say(
      "II",
      "demande",
      [
        `la condition permettant de traiter des données sensibles soit indiquée${bare.length > 0 ? ` : ${names.fr}` : ""}`,
        `the condition that allows sensitive data be stated${bare.length > 0 ? `: ${names.en}` : ""}`,
      ],
      [
        "citer la condition pour chaque catégorie sensible, ou retirer la catégorie",
        "cite the condition for each sensitive category, or remove the category",
      ],
    );
    return settle(
      context,
      { gaps, remarks: [remark] },
      satisfied(
        "promise",
        special.map(([id, category]) => `categories.${id}.special = ${category.special}`),
      ),
    );
  },
};

/** Every purpose the category's fields serve rests, throughout, on consent or on a duty or task that cites its text. */
function restsOnStatedBasis(document: Parameters<typeof fieldsOf>[0], category: string): boolean {
  const purposes = new Set(fieldsOf(document).flatMap(({ field }) => (field.category === category ? field.purposes : [])));
  const bases = basesOf(document).filter(({ purpose }) => purposes.has(purpose));
  const carried = [...purposes].every((purpose) => bases.some((one) => one.purpose === purpose));
  return (
    purposes.size > 0 &&
    carried &&
    bases.every(
      ({ basis }) =>
        basis.kind === "consent" || ((basis.kind === "legal-obligation" || basis.kind === "public-task") && basis.reference !== undefined),
    )
  );
}

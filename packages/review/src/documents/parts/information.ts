/** Tables on information: fields by category, with origin, purpose and legal reference; and on how long it is kept. */
import type { RetentionDocument } from "@favorable/processing";
import { member } from "../../dossier/clean.ts";
import { count } from "../../dossier/language.ts";
import type { EvidenceBundle } from "../../evidence/bundle.ts";
import { entries, fieldsOf, retentionsOf } from "../../facts.ts";
import { table } from "../paper/blocks.ts";
import type { Block, Line } from "../paper/paper.ts";
import { joined, spansOf, textOf } from "../paper/spans.ts";
import { bound, cited, coded, day, item, named, names, type Saying, startOfRule } from "../saying.ts";
import { stated } from "../stated.ts";

/** The fields by their labels; those that have none are counted, and named where `identifiers` says so. */
function fieldNames(say: Saying, names: readonly string[], identifiers: boolean): Line {
  const labelled = (name: string): boolean => spansOf(item(say, name)).every(({ code }) => code !== true);
  const shown = identifiers ? names : names.filter(labelled);
  const rest = names.length - shown.length;
  const { t } = say;
  const also = shown.length === 0 ? "" : t("et ", "and ");
  const counted = t(`${rest} information${rest > 1 ? "s" : ""} (annexe C)`, `${rest} item${rest > 1 ? "s" : ""} (annex C)`);
  return joined([...shown.map((name) => item(say, name)), ...(rest === 0 ? [] : [`${also}${counted}`])], ", ");
}

/**
 * Category, fields, origin, purpose, legal reference; one row each, fields without a declared category at the end.
 *
 * @param identifiers - whether fields without a label are named by their identifiers
 */
export function informationTable(say: Saying, identifiers = true): Block {
  const { document, t } = say;
  const fields = fieldsOf(document);
  const ids = [...new Set([...entries(document.categories).map(([id]) => id), ...fields.map(({ field }) => field.category)])];
  const rows = ids.map((id): readonly Line[] => {
    const own = fields.filter(({ field }) => field.category === id);
    const category = member(document.categories, id);
    const references = [category?.legalRef, ...own.map(({ field }) => field.legalRef)].filter((one) => one !== undefined);
    const special = category?.special === undefined ? [] : [{ text: ` (${coded(say, category.special)})` }];
    const unique = (list: readonly string[]): readonly string[] => [...new Set(list)].sort();
    return [
      [named(say, "categories", id), ...special],
      own.length === 0
        ? say.unstated
        : fieldNames(
            say,
            own.map(({ name }) => name),
            identifiers,
          ),
      own.length === 0 ? say.unstated : names(say, "origins", unique(own.flatMap(({ field }) => field.origins))),
      own.length === 0 ? say.unstated : names(say, "purposes", unique(own.flatMap(({ field }) => field.purposes))),
      references.length === 0 ? say.unstated : [...new Set(references.map((one) => cited(say, one)))].join(say.apart),
    ];
  });
  return table(
    t("Informations par catégorie", "Information by category"),
    [
      t("Catégorie", "Category"),
      t("Informations", "Information"),
      t("Origine", "Origin"),
      t("Finalité", "Purpose"),
      t("Référence légale", "Legal reference"),
    ],
    rows,
    t("Les informations traitées ne sont pas déclarées.", "The information processed is not stated."),
  );
}

const COLUMNS = ["category", "origins", "purposes", "kind", "label"];

/** The fields of each record, one a row, with whatever is stated of them. */
export function recordTables(say: Saying): readonly Block[] {
  const { document, t, language } = say;
  return entries(document.records).map(([id, record]) => {
    const about = `${named(say, "records", id).text} (${t("personnes concernées", "persons concerned")}${language === "fr" ? " : " : ": "}${textOf(names(say, "subjects", record.subjects))})`;
    return table(
      `${t("Fichier", "Record")} ${about}`,
      [
        t("Champ", "Field"),
        t("Nature", "Kind"),
        t("Catégorie", "Category"),
        t("Origine", "Origin"),
        t("Finalité", "Purpose"),
        t("Précisions", "Details"),
      ],
      entries(record.fields).map(([name, field]): readonly Line[] => [
        item(say, `${id}.${name}`),
        coded(say, field.kind),
        named(say, "categories", field.category),
        names(say, "origins", field.origins),
        names(say, "purposes", field.purposes),
        joined(
          stated(say, field, ["fields"], COLUMNS).map(({ line }) => line),
          say.apart,
        ),
      ]),
      t(`Le fichier ${about} n'a pas de champ déclaré.`, `The record ${about} has no field stated.`),
    );
  });
}

/** What a table of retention shows besides the declared bounds. */
export interface KeepingColumns {
  /** What is asked of each category, when a review was made. */
  readonly demanded?: (category: string) => Line;
  readonly evidence?: EvidenceBundle | undefined;
}

/** Category, period, start, floor, cap, end; one row for each retention of a category. */
export function retentionTable(say: Saying, { demanded, evidence }: KeepingColumns = {}): Block {
  const { document, t } = say;
  const covered = entries(document.retention).flatMap(([, { categories }]) => categories);
  const ids = [...new Set([...entries(document.categories).map(([id]) => id), ...covered])];
  const rows = ids.flatMap((id): readonly (readonly Line[])[] => {
    const rules: readonly (RetentionDocument | undefined)[] = retentionsOf(document, id).map(({ retention }) => retention);
    return (rules.length === 0 ? [undefined] : rules).map((rule) => [
      named(say, "categories", id),
      bound(say, rule?.maximum),
      startOfRule(say, rule),
      rule === undefined ? say.unstated : bound(say, rule.minimum),
      rule?.then === undefined ? say.unstated : coded(say, rule.then),
      rule?.reference === undefined ? say.unstated : cited(say, rule.reference),
      ...(demanded === undefined ? [] : [demanded(id)]),
      oldest(say, evidence, id),
    ]);
  });
  return table(
    t("Durées de conservation", "Retention periods"),
    [
      t("Catégorie", "Category"),
      t("Durée déclarée (plafond)", "Declared period (cap)"),
      t("Point de départ", "Start"),
      t("Durée minimale (plancher)", "Minimum (floor)"),
      t("Sort final", "Final outcome"),
      t("Texte", "Text"),
      ...(demanded === undefined ? [] : [t("Demandé", "Asked")]),
      t("Plus ancien enregistrement constaté", "Oldest record found"),
    ],
    rows,
    t("Les durées de conservation ne sont pas déclarées.", "Retention periods are not stated."),
  );
}

/** Members that the table tells; the field a period counts from is listed by its name. */
export function withoutTold({ start }: RetentionDocument): readonly string[] {
  return ["categories", "minimum", "maximum", "then", "reference", ...(start?.kind === "field" ? [] : ["start"])];
}

function oldest(say: Saying, evidence: EvidenceBundle | undefined, category: string): Line {
  const { t, language } = say;
  const age = member(evidence?.ages, category);
  if (age === undefined) return t("non constaté", "not observed");
  const late = age.overdue === 0 ? t("rien en retard", "nothing overdue") : `${count(language, age.overdue)} ${t("en retard", "overdue")}`;
  const held = age.held === undefined || age.held === 0 ? "" : `, ${count(language, age.held)} ${t("retenus", "on hold")}`;
  return `${age.oldest === undefined ? t("aucun enregistrement", "no record") : day(say, age.oldest)} (${late}${held})`;
}

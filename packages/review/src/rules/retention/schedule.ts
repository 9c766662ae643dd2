import { period } from "@favorable/core";
import { human, satisfied, settle } from "../../context.ts";
import { entries, holds, logCategories, retentionsOf } from "../../facts.ts";
import { longer, readPeriod } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Bilingual, Remark } from "../../verdict.ts";
import { named, say } from "../../wording.ts";
import { says } from "../words.ts";

/** GDPR art. 5(1)(e), 13(2)(a) and 30(1)(f); law 1.565 art. 4 and 27; CCIN 2021-206 §VIII: `ret-defined-per-category`. */
export const definedPerCategory: Rule = {
  id: "ret-defined-per-category",
  section: "VIII",
  severity: "block",
  origin: "both",
  decides: decides("D"),
  needs: [
    "categories.*.kind",
    "events",
    "logs.category",
    "retention.*.archive.period",
    "retention.*.categories",
    "retention.*.maximum.event",
    "retention.*.maximum.period",
    "retention.*.minimum",
    "retention.*.reference",
    "retention.*.start",
  ],
  statement: {
    fr: "Chaque catégorie a une durée maximale et un point de départ (ni « au moins », ni « autant que nécessaire »).",
    en: "Each category has a maximum duration and a start event (not “at least”, not “as needed”).",
  },
  source: {
    ccin: "CCIN 2021-206 §VIII",
    cnil: "CNIL notice on body-worn cameras; CNIL notice of 1 June 2010",
    "law-1565": "law 1.565 art. 4, 27",
    gdpr: "GDPR 5(1)(e), 30(1)(f), 13(2)(a)",
  },
  check(context) {
    const { document } = context;
    const categories = entries(document.categories);
    const logs = logCategories(document);
    const gaps = categories.length === 0 ? ["categories"] : [];
    const capless: string[] = [];
    const doubled: string[] = [];
    const several: string[] = [];
    const endless: string[] = [];
    const open = new Set<string>();
    for (const [id] of categories) {
      const covering = retentionsOf(document, id);
      const before = gaps.length + capless.length;
      if (covering.length === 0) gaps.push(`retention.*.categories ∌ ${id}`);
      if (covering.length > 1) {
        several.push(id);
        doubled.push(`${covering.map(({ path }) => path).join(", ")}: ${id}`);
      }
      for (const { path, retention } of covering) {
        const { minimum, maximum, start } = retention;
        const bounded = readPeriod(maximum?.period) !== undefined || maximum?.event !== undefined;
        const stated = readPeriod(maximum?.period);
        // Longer than a working and civil life is no maximum, unless a text sets it.
        if (stated !== undefined && longer(stated, LIFE) && retention.reference === undefined) endless.push(`${path}.maximum = ${stated}`);
        const archived = readPeriod(retention.archive?.period);
        if (archived !== undefined && longer(archived, LIFE) && retention.reference === undefined)
          endless.push(`${path}.archive.period = ${archived}`);
        if (!bounded && minimum !== undefined) capless.push(`${path}.maximum`);
        else if (!bounded) gaps.push(`${path}.maximum`);
        // An event that bounds the period must be declared; an entry of a log starts its own period.
        else if (maximum?.event !== undefined && !holds(document.events, maximum.event)) gaps.push(`events.${maximum.event}`);
        else if (maximum?.event === undefined && start === undefined && !logs.includes(id)) gaps.push(`${path}.start`);
      }
      if (gaps.length + capless.length > before) open.add(id);
    }
    const names = named([...open], document.categories);
    const remark = say(
      "VIII",
      "demande",
      [
        "une durée maximale de conservation et son point de départ soient fixés pour chaque catégorie d'informations",
        "a maximum retention period and its start be set for each category of information",
      ],
      [
        `fixer la durée maximale et le point de départ${open.size === 0 ? "" : ` de : ${names.fr}`}`,
        `set the maximum period and its start${open.size === 0 ? "" : ` for: ${names.en}`}`,
      ],
    );
    const settled = settle(
      context,
      { faults: [...new Set(endless)], gaps: [...new Set(gaps)], remarks: [remark] },
      satisfied(
        "promise",
        entries(document.retention).map(([id]) => `retention.${id}`),
      ),
    );
    if (settled.state !== "satisfied") return settled;
    // « At least » without a cap: the period exists but has no end. Two policies on one category: which one holds is not told.
    const remarks = [...(capless.length > 0 ? [remark] : []), ...(several.length > 0 ? [single(named(several, document.categories))] : [])];
    return settle(context, { faults: doubled, gaps: [...new Set(capless)], severity: "reserve", remarks }, settled);
  },
};

/** What archives open after, at the latest, for civil registers and for files of court cases (French heritage code, art. L213-2). */
const LIFE = period("P75Y");

function single(names: Bilingual): Remark {
  return say(
    "VIII",
    "demande",
    [
      `une seule durée de conservation s'applique à chaque catégorie d'informations : ${names.fr}`,
      `one retention period only apply to each category of information: ${names.en}`,
    ],
    ["ne garder pour chaque catégorie qu'une politique de conservation", "keep one retention policy for each category"],
  );
}

/** GDPR art. 5(1)(e); CCIN 2021-206 §VIII: `ret-anchored-justified`. */
export const anchoredJustified: Rule = {
  id: "ret-anchored-justified",
  section: "VIII",
  severity: "reserve",
  origin: "both",
  decides: decides("D+H"),
  needs: ["categories.*.kind", "logs.category", "retention.*.categories", "retention.*.justification", "retention.*.reference"],
  statement: {
    fr: "La durée s'appuie sur un texte ou sur un besoin démontré pour cette finalité.",
    en: "The duration is anchored in a text or a need shown for that purpose.",
  },
  source: { ccin: "CCIN 2021-206 §VIII", cnil: "CNIL notice of 1 June 2010", gdpr: "GDPR 5(1)(e)" },
  check(context) {
    const { document } = context;
    const logs = logCategories(document);
    const all = entries(document.retention);
    const gaps = all.length === 0 ? ["retention"] : [];
    for (const [id, retention] of all) {
      // The life of a log follows from what it proves: the rule on the floor of logs decides it.
      if (retention.categories.every((category) => logs.includes(category))) continue;
      if (retention.reference === undefined && !says(retention.justification)) gaps.push(`retention.${id}.justification`);
    }
    const remark = say(
      "VIII",
      "demande",
      ["les durées de conservation soient justifiées par un texte ou un besoin", "retention periods be justified by a text or a need"],
      ["citer le texte ou le besoin qui fonde chaque durée", "cite the text or need behind each period"],
    );
    return settle(
      context,
      { gaps, remarks: [remark] },
      human("Les durées sont-elles proportionnées à la finalité ?", "Are the periods proportionate to the purpose?"),
    );
  },
};

/** Essonne case files; CNIL developer guide, sheet 14: `ret-archive-separated`. */
export const archiveSeparated: Rule = {
  id: "ret-archive-separated",
  section: "VIII",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  needs: ["retention.*.activeFor", "retention.*.archive.roles", "retention.*.maximum.period"],
  statement: {
    fr: "Ce qui doit être gardé plus longtemps va dans une archive séparée, d'accès restreint.",
    en: "What must be kept longer goes to a separate archive with restricted access.",
  },
  source: { cnil: "CNIL notice of 1 June 2010", "cnil-guide": "CNIL developer guide, sheet 14" },
  check(context) {
    const all = entries(context.document.retention);
    const gaps: string[] = [];
    const silent = all.length === 0 ? ["retention"] : [];
    for (const [id, retention] of all) {
      const most = readPeriod(retention.maximum?.period);
      const active = readPeriod(retention.activeFor);
      if (active === undefined && retention.archive === undefined) silent.push(`retention.${id}.activeFor`);
      if (active !== undefined && most !== undefined && longer(most, active) && (retention.archive?.roles ?? []).length === 0)
        gaps.push(`retention.${id}.archive`);
    }
    const remark = say(
      "VIII",
      "demande",
      [
        "les informations qui ne sont plus d'usage courant soient archivées à part, avec un accès restreint",
        "information no longer in daily use be archived apart, with restricted access",
      ],
      ["déclarer l'archive, ses rôles et sa durée", "declare the archive, its roles and its period"],
    );
    const settled = settle(context, { gaps, remarks: [remark] }, satisfied());
    return settled.state === "satisfied"
      ? settle(context, { gaps: silent, mandatory: "active-period", remarks: [remark] }, settled)
      : settled;
  },
};

/** The schedule: that there is one, what anchors it, what published periods say, where long storage goes. */
import { human, notApplicable, satisfied, settle } from "../../context.ts";
import { entries, holds, logCategories, retentionOf } from "../../facts.ts";
import { longer, readPeriod } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import { named, say } from "../../wording.ts";

/** GDPR art. 5(1)(e), 13(2)(a) and 30(1)(f); law 1.565 art. 4 and 27; CCIN 2021-206 §VIII: `ret-defined-per-category`. */
export const definedPerCategory: Rule = {
  id: "ret-defined-per-category",
  section: "VIII",
  severity: "block",
  origin: "both",
  decides: decides("D"),
  statement: {
    fr: "Chaque catégorie a une durée maximale et un point de départ (ni « au moins », ni « autant que nécessaire »).",
    en: "Each category has a maximum duration and a start event (not “at least”, not “as needed”).",
  },
  source: {
    decision: "CCIN 2021-206 §VIII; CNIL notice on body-worn cameras; Essonne case files",
    gdpr: "GDPR 5(1)(e), 30(1)(f), 13(2)(a)",
    "law-1565": "law 1.565 art. 4, 27",
  },
  check(context) {
    const { document } = context;
    const categories = entries(document.categories);
    const logs = logCategories(document);
    const gaps = categories.length === 0 ? ["categories"] : [];
    const capless: string[] = [];
    const open = new Set<string>();
    for (const [id] of categories) {
      const found = retentionOf(document, id);
      const maximum = found?.retention.maximum;
      const bounded = readPeriod(maximum?.period) !== undefined || maximum?.event !== undefined;
      const before = gaps.length + capless.length;
      if (found === undefined) gaps.push(`retention: ${id}`);
      else if (!bounded && found.retention.minimum !== undefined) capless.push(`${found.path}.maximum`);
      else if (!bounded) gaps.push(`${found.path}.maximum`);
      // An event that bounds the period must be declared; an entry of a log starts its own period.
      else if (maximum?.event !== undefined && !holds(document.events, maximum.event)) gaps.push(`events.${maximum.event}`);
      else if (maximum?.event === undefined && found.retention.start === undefined && !logs.includes(id)) gaps.push(`${found.path}.start`);
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
      { gaps: [...new Set(gaps)], remarks: [remark] },
      satisfied(
        "promise",
        entries(document.retention).map(([id]) => `retention.${id}`),
      ),
    );
    // « At least » without a cap: the period exists but has no end.
    return settled.state === "satisfied"
      ? settle(context, { gaps: [...new Set(capless)], severity: "reserve", remarks: [remark] }, settled)
      : settled;
  },
};

/** GDPR art. 5(1)(e); CCIN 2021-206 §VIII: `ret-anchored-justified`. */
export const anchoredJustified: Rule = {
  id: "ret-anchored-justified",
  section: "VIII",
  severity: "reserve",
  origin: "both",
  decides: decides("D+H"),
  statement: {
    fr: "La durée s'appuie sur un texte ou sur un besoin démontré pour cette finalité.",
    en: "The duration is anchored in a text or a need shown for that purpose.",
  },
  source: { decision: "CCIN 2021-206 §VIII; Essonne case files", gdpr: "GDPR 5(1)(e)" },
  check(context) {
    const { document } = context;
    const logs = logCategories(document);
    const all = entries(document.retention);
    const gaps = all.length === 0 ? ["retention"] : [];
    for (const [id, retention] of all) {
      // The life of a log follows from what it proves: the rule on the floor of logs decides it.
      if (retention.categories.every((category) => logs.includes(category))) continue;
      if (retention.reference === undefined && retention.justification === undefined) gaps.push(`retention.${id}.justification`);
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

/** Published caps and floors of the profile; law 1.565 art. 84: `ret-doctrine-cap`. */
export const doctrineCap: Rule = {
  id: "ret-doctrine-cap",
  section: "VIII",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  statement: {
    fr: "La durée ne dépasse pas celle que l'autorité publie pour ce type de données, sauf justification.",
    en: "The duration does not exceed the authority's published cap for that kind of data, unless justified.",
  },
  source: {
    decision: "CNIL notice on body-worn cameras; Essonne case files",
    "law-1565": "law 1.565 art. 84",
    guide: "CNIL developer guide, sheet 14; CNIL recommendation on logging (2021-122); APDP guides",
  },
  check(context) {
    const { document, profile } = context;
    const gaps = document.categories === undefined ? ["categories"] : [];
    const faults: string[] = [];
    const declared: string[] = [];
    const limits: string[] = [];
    let concerned = false;
    for (const [id, category] of entries(document.categories)) {
      const cap = category.kind === undefined ? undefined : profile.caps[category.kind];
      const floor = category.kind === undefined ? undefined : profile.floors[category.kind];
      if (cap === undefined && floor === undefined) continue;
      concerned = true;
      const found = retentionOf(document, id);
      const stated = readPeriod(found?.retention.maximum?.period);
      if (found === undefined || (stated === undefined && found.retention.maximum?.event === undefined)) {
        gaps.push(`retention: ${id}`);
        continue;
      }
      const most = readPeriod(cap?.period);
      const least = readPeriod(floor?.period);
      const justified = found.retention.justification !== undefined;
      // An end that depends on an event cannot be compared with a published period: it needs its reason too.
      const over = most !== undefined && (found.retention.maximum?.event !== undefined || (stated !== undefined && longer(stated, most)));
      if (over && !justified) {
        gaps.push(`${found.path}.justification`);
        limits.push(`${id}: ${most} (${cap?.source})`);
      }
      if (over && justified) declared.push(`${found.path}.maximum above ${most}, with its reason`);
      const under = least !== undefined && stated !== undefined && found.retention.maximum?.event === undefined && longer(least, stated);
      if (under) {
        faults.push(`${found.path}.maximum = ${stated}, published floor ${least}`);
        limits.push(`${id}: ${least} (${floor?.source})`);
      }
    }
    if (!concerned && gaps.length === 0) return notApplicable("no-subject");
    const remark = say(
      "VIII",
      "demande",
      [
        "les durées soient ramenées à celles que publie l'autorité, ou leur dépassement justifié",
        "periods be brought back to those the authority publishes, or exceeding them be justified",
      ],
      [`durées publiées : ${limits.join(" ; ")}`, `published periods: ${limits.join("; ")}`],
    );
    return settle(context, { faults, gaps, mandatory: concerned, remarks: [remark] }, satisfied("promise", declared));
  },
};

/** Essonne case files; CNIL developer guide, sheet 14: `ret-archive-separated`. */
export const archiveSeparated: Rule = {
  id: "ret-archive-separated",
  section: "VIII",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  statement: {
    fr: "Ce qui doit être gardé plus longtemps va dans une archive séparée, d'accès restreint.",
    en: "What must be kept longer goes to a separate archive with restricted access.",
  },
  source: { decision: "Essonne case files", guide: "CNIL developer guide, sheet 14" },
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

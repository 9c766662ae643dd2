/** Traceability: what leaves an entry, and who looks at the entries. */
import { period } from "@favorable/core";
import { observed, satisfied, settle } from "../../context.ts";
import { longer, overdue, readPeriod } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import { say } from "../../wording.ts";

/** GDPR art. 5(2) and 32; CNIL notice on body-worn cameras; CCIN 2021-206 §III and V: `acc-access-traceability`. */
export const accessTraceability: Rule = {
  id: "acc-access-traceability",
  section: "V",
  severity: "block",
  origin: "both",
  decides: decides("D+E"),
  needs: ["access.actions", "evidence.coverage.actions", "evidence.coverage.entries", "logs.entries", "logs.events"],
  statement: {
    fr: "Toute consultation, addition, modification, suppression et extraction est journalisée : auteur, heure, objet, finalité.",
    en: "Every consultation, addition, change, deletion and extraction is logged with actor, time, object, purpose.",
  },
  source: {
    ccin: "CCIN 2021-206 §III, §V",
    cnil: "CNIL notice on body-worn cameras",
    gdpr: "GDPR 5(2), 32",
    "apdp-guide": "APDP guide on authorisations",
    "cnil-guide": "CNIL recommendation on logging (2021-122)",
  },
  check(context) {
    const { logs, access } = context.document;
    const seen = context.evidence?.coverage;
    const everyAction = context.profile.traced === "every-action";
    const remark = say(
      "V",
      "demande",
      ["les accès au traitement soient journalisés", "accesses to the processing be logged"],
      everyAction
        ? [
            "journaliser chaque action accordée avec son auteur, l'heure, l'objet et la finalité",
            "log each granted action with its actor, time, object and purpose",
          ]
        : ["journaliser les connexions des personnes habilitées", "log the connections of authorised persons"],
    );
    if (seen !== undefined && seen.entries < seen.actions)
      return observed([remark], [`evidence.coverage = ${seen.entries}/${seen.actions}`]);
    if (logs?.events === undefined) return settle(context, { gaps: ["logs.events"], remarks: [remark] }, satisfied());
    const events = logs.events;
    const actions = access?.actions ?? [];
    const untraced = actions.filter((action) => !events.includes(action));
    const faults: string[] = [];
    const gaps: string[] = [];
    if (everyAction) {
      if (access === undefined) gaps.push("access.actions");
      if (untraced.length > 0) faults.push(`logs.events ∌ ${untraced.join(", ")}`);
      if (logs.entries === undefined) gaps.push("logs.entries");
      const lacking = (["actor", "time", "object", "purpose"] as const).filter(
        (one) => logs.entries !== undefined && !logs.entries.includes(one),
      );
      if (lacking.length > 0) faults.push(`logs.entries ∌ ${lacking.join(", ")}`);
    } else if (!events.includes("connection") && access === undefined && events.length > 0) {
      gaps.push("access.actions");
    } else if (!events.includes("connection") && (actions.length === 0 || untraced.length > 0)) {
      faults.push(`logs.events = ${events.join(", ") || "[]"}`);
    }
    return settle(
      context,
      { faults, gaps, remarks: [remark] },
      satisfied(seen === undefined ? "promise" : "evidence", [`logs.events = ${events.join(", ")}`]),
    );
  },
};

const YEAR = period("P1Y");

/** APDP guide on authorisations; CNIL developer guide, sheet 8: `acc-log-review`. */
export const logReview: Rule = {
  id: "acc-log-review",
  section: "V",
  severity: "reminder",
  origin: "else",
  decides: decides("D+E"),
  needs: ["evidence.reviews.logs", "logs.reviewEvery", "logs.reviews.*.applied", "logs.reviews.*.kind"],
  statement: {
    fr: "Les journaux sont consultés régulièrement ou par alerte automatique.",
    en: "Logs are looked at regularly or by automatic alert.",
  },
  source: { "apdp-guide": "APDP guide on authorisations", "cnil-guide": "CNIL developer guide, sheet 8" },
  check(context) {
    const every = context.document.logs?.reviewEvery;
    const last = context.evidence?.reviews?.logs;
    const remark = say(
      "V",
      "rappelle",
      [
        "les journaux doivent être examinés régulièrement ou par alerte automatique",
        "logs must be examined regularly or by automatic alert",
      ],
      ["fixer la périodicité de l'examen et en conserver la trace", "set the period of the review and keep a record of it"],
    );
    // A review that the file says is not done is none.
    const idle = (context.document.logs?.reviews ?? []).filter(({ applied }) => applied === false);
    if (idle.length > 0)
      return settle(context, { faults: idle.map(({ kind }) => `logs.reviews: ${kind}, applied = false`), remarks: [remark] }, satisfied());
    if (readPeriod(every) === undefined) return settle(context, { gaps: ["logs.reviewEvery"], remarks: [remark] }, satisfied());
    const stated = readPeriod(every);
    // Entries live about a year (CNIL 2021-122, APDP): what is read more rarely is gone before anyone looks.
    if (stated !== undefined && longer(stated, YEAR))
      return settle(context, { faults: [`logs.reviewEvery = ${every} > ${YEAR}`], remarks: [remark] }, satisfied());
    if (last !== undefined && overdue(last, every, context.asOf) === true)
      return observed([remark], [`evidence.reviews.logs = ${last}; logs.reviewEvery = ${every}`]);
    return satisfied(last === undefined ? "promise" : "evidence", [`logs.reviewEvery = ${every}`]);
  },
};

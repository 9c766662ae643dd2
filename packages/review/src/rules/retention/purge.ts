/** Deletion: that it happens, when it must, and leaves a proof. */
import { addPeriod, isCalendarDate } from "@favorable/core";
import { byEvidence, observed, satisfied, settle } from "../../context.ts";
import { entries, holds, logCategories } from "../../facts.ts";
import { overdue, readPeriod } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import { named, say } from "../../wording.ts";

/** GDPR art. 5(1)(e); CNIL notice on body-worn cameras: `ret-no-overdue-records`. */
export const noOverdueRecords: Rule = {
  id: "ret-no-overdue-records",
  section: "VIII",
  severity: "block",
  origin: "both",
  decides: decides("E"),
  statement: { fr: "Aucun enregistrement ne dépasse sa durée déclarée.", en: "No record is older than its declared duration." },
  source: { decision: "CNIL notice on body-worn cameras; Essonne case files", gdpr: "GDPR 5(1)(e)" },
  check(context) {
    return byEvidence(context, context.evidence?.ages, "ages", (ages) => {
      const late = entries(ages).filter(([, age]) => age.overdue > 0);
      // A category nobody looked at may hold anything.
      const logs = logCategories(context.document);
      const unseen = entries(context.document.categories).flatMap(([id]) =>
        holds(ages, id) || logs.includes(id) ? [] : [`evidence.ages.${id}`],
      );
      if (late.length === 0 && unseen.length > 0) return { state: "not-assessable", missing: unseen };
      if (late.length === 0)
        return satisfied(
          "evidence",
          entries(ages).map(([id, age]) => `${id}: oldest ${age.oldest ?? "none"}`),
        );
      const names = named(
        late.map(([id]) => id),
        context.document.categories,
      );
      const remark = say(
        "VIII",
        "demande",
        [
          `les informations conservées au-delà de leur durée soient supprimées sans délai : ${names.fr}`,
          `information kept past its period be deleted without delay: ${names.en}`,
        ],
        ["exécuter la purge et en joindre la preuve", "run the purge and attach its proof"],
      );
      return observed(
        [remark],
        late.map(([id, age]) => `${id}: ${age.overdue} overdue`),
      );
    });
  },
};

/** CCIN 2021-206 §VIII; municipal vaccination file; CNIL developer guide, sheets 7 and 14: `ret-automatic-purge`. */
export const automaticPurge: Rule = {
  id: "ret-automatic-purge",
  section: "VIII",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  statement: {
    fr: "La purge est automatique, déclenchée par le temps ou par l'événement, et suit un raccourcissement de la loi.",
    en: "Purge is automatic, triggered by time or by the end event, and follows a shortening of the law.",
  },
  source: {
    decision: "CCIN 2021-206 §VIII; municipal vaccination file; CNIL notice on body-worn cameras",
    guide: "CNIL developer guide, sheets 7, 14",
  },
  check(context) {
    const { purge, startsOn } = context.document;
    const remark = say(
      "VIII",
      "demande",
      [
        "la suppression soit automatique et suive tout raccourcissement de la durée",
        "deletion be automatic and follow any shortening of the period",
      ],
      ["programmer la purge, et la tenir à sa périodicité", "schedule the purge, and keep to its period"],
    );
    const runs = context.evidence?.purges;
    if (runs !== undefined) {
      const last = runs
        .map(({ on }) => on)
        .sort()
        .at(-1);
      const every = readPeriod(purge?.every);
      const never = last === undefined && every !== undefined && isCalendarDate(startsOn) && addPeriod(startsOn, every) < context.asOf;
      if (never || overdue(last, every, context.asOf) === true)
        return observed([remark], [`last purge: ${last ?? "never"}; declared every ${every}`]);
    }
    const faults: string[] = [];
    const gaps: string[] = [];
    if (purge?.automatic === undefined) gaps.push("purge.automatic");
    if (purge?.automatic === false) faults.push("purge.automatic = false");
    if (readPeriod(purge?.every) === undefined) gaps.push("purge.every");
    if (purge?.followsShortening === false) faults.push("purge.followsShortening = false");
    return settle(
      context,
      { faults, gaps, mandatory: "purge", remarks: [remark] },
      satisfied(runs === undefined ? "promise" : "evidence", [`purge.every = ${purge?.every}`]),
    );
  },
};

/** Municipal vaccination file (« the file was destroyed »); CNIL developer guide, sheet 7: `ret-erasure-evidence`. */
export const erasureEvidence: Rule = {
  id: "ret-erasure-evidence",
  section: "VIII",
  severity: "reserve",
  origin: "both",
  decides: decides("E"),
  statement: { fr: "L'effacement laisse une preuve vérifiable.", en: "Erasure leaves a verifiable proof." },
  source: { decision: "municipal vaccination file", guide: "CNIL developer guide, sheet 7" },
  check(context) {
    return byEvidence(context, context.evidence?.purges, "purges", (runs) => {
      const unproved = runs.filter((run) => run.proved < run.deleted);
      if (unproved.length === 0)
        return satisfied("evidence", [`${runs.length} runs, ${runs.reduce((sum, run) => sum + run.deleted, 0)} deletions proved`]);
      const remark = say(
        "VIII",
        "demande",
        ["chaque suppression laisse une preuve vérifiable", "each deletion leave a verifiable proof"],
        ["inscrire chaque suppression au journal dans la même transaction", "enter each deletion in the log in the same transaction"],
      );
      return observed(
        [remark],
        unproved.map((run) => `${run.policy}: ${run.deleted} deleted, ${run.proved} proved`),
      );
    });
  },
};

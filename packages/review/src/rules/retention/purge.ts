/** Deletion: that it happens, when it must, and leaves a proof. */
import { addPeriod, isCalendarDate } from "@favorable/core";
import { byEvidence, notApplicable, observed, satisfied, settle } from "../../context.ts";
import { entries, holds, logCategories } from "../../facts.ts";
import { longer, overdue, readPeriod } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import { named, say } from "../../wording.ts";
import { dayOf } from "./ends.ts";

/** GDPR art. 5(1)(e); CNIL notice on body-worn cameras: `ret-no-overdue-records`. */
export const noOverdueRecords: Rule = {
  id: "ret-no-overdue-records",
  section: "VIII",
  severity: "block",
  origin: "both",
  decides: decides("E"),
  needs: ["categories.*.kind", "evidence.ages.*.oldest", "evidence.ages.*.overdue", "logs.category"],
  statement: { fr: "Aucun enregistrement ne dépasse sa durée déclarée.", en: "No record is older than its declared duration." },
  source: { cnil: "CNIL notice on body-worn cameras; CNIL notice of 1 June 2010", gdpr: "GDPR 5(1)(e)" },
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
          entries(ages).map(([id, age]) => `evidence.ages.${id}.oldest = ${age.oldest ?? "∅"}`),
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
        late.map(([id, age]) => `evidence.ages.${id}.overdue = ${age.overdue}`),
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
  needs: [
    "events.*.on",
    "evidence.purges.*.on",
    "evidence.purges.*.policy",
    "purge.automatic",
    "purge.every",
    "purge.followsShortening",
    "purge.lengtheningNeedsReview",
    "retention.*.maximum.event",
    "retention.*.maximum.period",
    "security.backups.erasure",
    "startsOn",
  ],
  statement: {
    fr: "La purge est automatique, déclenchée par le temps ou par l'événement, et suit un raccourcissement de la loi.",
    en: "Purge is automatic, triggered by time or by the end event, and follows a shortening of the law.",
  },
  source: {
    ccin: "CCIN 2021-206 §VIII",
    cnil: "CNIL notice on body-worn cameras",
    press: "municipal vaccination file",
    "cnil-guide": "CNIL developer guide, sheets 7, 14",
  },
  check(context) {
    const { purge, startsOn, retention } = context.document;
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
      const every = readPeriod(purge?.every);
      const begun = every !== undefined && isCalendarDate(startsOn) && addPeriod(startsOn, every) < context.asOf;
      const late = entries(retention).flatMap(([policy, { maximum }]) => {
        const last = runs
          .filter((run) => run.policy === policy)
          .map(({ on }) => on)
          .sort()
          .at(-1);
        // A policy that hangs on an event without a day yet has nothing to delete.
        const idle = maximum?.event !== undefined && dayOf(context.document, maximum.event) === undefined;
        const missed = last === undefined ? begun && !idle : overdue(last, every, context.asOf) === true;
        return missed ? [`evidence.purges: ${policy}, ${last ?? "∅"}; purge.every = ${every}`] : [];
      });
      if (late.length > 0) return observed([remark], late);
    }
    const faults: string[] = [];
    const gaps: string[] = [];
    if (purge?.automatic === undefined) gaps.push("purge.automatic");
    if (purge?.automatic === false) faults.push("purge.automatic = false");
    if (readPeriod(purge?.every) === undefined) gaps.push("purge.every");
    // A purge that is rarer than a period is long keeps data for twice that period and more.
    const rare = entries(retention).filter(([, { maximum }]) => {
      const [most, each] = [readPeriod(maximum?.period), readPeriod(purge?.every)];
      return most !== undefined && each !== undefined && longer(each, most);
    });
    faults.push(...rare.map(([id, { maximum }]) => `purge.every = ${purge?.every} > retention.${id}.maximum = ${maximum?.period}`));
    if (purge?.lengtheningNeedsReview === false) faults.push("purge.lengtheningNeedsReview = false");
    const backups = context.document.security?.backups;
    // A copy that nothing ever erases keeps what was deleted.
    if (typeof backups === "object" && backups.erasure === "never") faults.push("security.backups.erasure = never");
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
  needs: [
    "evidence.purges.*.deleted",
    "evidence.purges.*.policy",
    "evidence.purges.*.proved",
    "filingSystems.*.destroyed.evidence",
    "purge.evidence",
  ],
  statement: { fr: "L'effacement laisse une preuve vérifiable.", en: "Erasure leaves a verifiable proof." },
  source: { press: "municipal vaccination file", "cnil-guide": "CNIL developer guide, sheet 7" },
  check(context) {
    const remark = say(
      "VIII",
      "demande",
      ["chaque suppression laisse une preuve vérifiable", "each deletion leave a verifiable proof"],
      ["inscrire chaque suppression au journal dans la même transaction", "enter each deletion in the log in the same transaction"],
    );
    const claimed = entries(context.document.filingSystems).filter(([, system]) => system.destroyed?.evidence === "none");
    const faults = claimed.map(([id]) => `filingSystems.${id}.destroyed.evidence = none`);
    if (context.document.purge?.evidence === false) faults.push("purge.evidence = false");
    if (faults.length > 0) return settle(context, { faults, remarks: [remark] }, satisfied());
    return byEvidence(context, context.evidence?.purges, "purges", (runs) => {
      const unproved = runs.filter((run) => run.proved < run.deleted);
      // Runs that had nothing to delete prove no deletion.
      if (runs.every((run) => run.deleted === 0)) return notApplicable("no-subject");
      if (unproved.length === 0)
        return satisfied("evidence", [`evidence.purges.*.proved = ${runs.reduce((sum, run) => sum + run.proved, 0)}`]);
      return observed(
        [remark],
        unproved.map((run) => `evidence.purges: ${run.policy}, ${run.proved}/${run.deleted}`),
      );
    });
  },
};

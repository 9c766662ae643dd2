/** Breaches that happened: what the register shows. */
import { byEvidence, notApplicable, observed, satisfied } from "../../context.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Remark } from "../../verdict.ts";
import { say } from "../../wording.ts";

/** GDPR art. 33(1) and 34(1); law 1.565 art. 32: `sec-breach-notified`. */
export const breachNotified: Rule = {
  id: "sec-breach-notified",
  section: "VII",
  severity: "reserve",
  origin: "else",
  decides: decides("E"),
  needs: ["evidence.breaches.notifiedLate", "evidence.breaches.overdue", "evidence.breaches.personsUntold", "evidence.breaches.recorded"],
  statement: {
    fr: "Chaque violation est notifiée à l'autorité dans les 72 heures, et les personnes sont informées si le risque est élevé.",
    en: "Each breach is notified to the authority within 72 hours, and the persons are told if the risk is high.",
  },
  source: { "law-1565": "law 1.565 art. 32", gdpr: "GDPR 33(1), 34(1)" },
  check(context) {
    return byEvidence(context, context.evidence?.breaches, "breaches", ({ recorded, overdue, notifiedLate, personsUntold }) => {
      if (recorded === 0) return notApplicable("no-subject");
      const facts = [
        ...(overdue > 0 ? [`evidence.breaches.overdue = ${overdue}/${recorded}`] : []),
        ...(personsUntold > 0 ? [`evidence.breaches.personsUntold = ${personsUntold}/${recorded}`] : []),
        ...(notifiedLate > 0 ? [`evidence.breaches.notifiedLate = ${notifiedLate}/${recorded}`] : []),
      ];
      const remarks = [...(overdue > 0 ? [notify()] : []), ...(personsUntold > 0 ? [tell()] : [])];
      if (remarks.length > 0) return observed(remarks, facts, "block");
      // What was late cannot be undone: it is recalled.
      if (notifiedLate > 0) return observed([recall()], facts, "reminder");
      return satisfied("evidence", [`evidence.breaches.overdue = 0/${recorded}`]);
    });
  },
};

function notify(): Remark {
  return say(
    "VII",
    "demande",
    [
      "les violations dont le délai de 72 heures est passé soient notifiées sans attendre",
      "breaches past their 72 hours be notified at once",
    ],
    [
      "notifier chaque violation, avec les motifs du retard, et inscrire la notification au registre",
      "notify each breach with the reasons for the delay, and enter the notification in the register",
    ],
  );
}

function tell(): Remark {
  return say(
    "VII",
    "demande",
    ["les personnes exposées à un risque élevé soient informées de la violation", "persons at high risk be told of the breach"],
    [
      "informer chaque personne, ou inscrire au registre ce qui en dispense",
      "tell each person, or enter in the register what exempts from it",
    ],
  );
}

function recall(): Remark {
  return say(
    "VII",
    "rappelle",
    [
      "une violation doit être notifiée à l'autorité dans les 72 heures de sa connaissance",
      "a breach must be notified to the authority within 72 hours of being known",
    ],
    [
      "tenir le délai, ou inscrire au registre les motifs du retard",
      "keep to the delay, or enter the reasons for the delay in the register",
    ],
  );
}

/** What the fields may hold: sensitive content, free text, accurate values. */
import { human, notApplicable, observed, satisfied, settle } from "../../context.ts";
import { entries, fieldsOf, holds, isSpecial } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { say } from "../../wording.ts";

/** GDPR art. 5(1)(c) and 9; CCIN 2021-206 §III, « uniquement »: `inf-special-category-minimal`. */
export const specialCategoryMinimal: Rule = {
  id: "inf-special-category-minimal",
  section: "III",
  severity: "reserve",
  origin: "both",
  decides: decides("D+H"),
  needs: [
    "categories.*.special",
    "purposes.*.bases",
    "records.*.fields.*.category",
    "records.*.fields.*.justification",
    "records.*.fields.*.kind",
    "records.*.fields.*.purposes",
    "records.*.fields.*.reason",
  ],
  statement: {
    fr: "Les données de santé et autres données sensibles se limitent au statut utile, en liste fermée, jamais aux diagnostics ni aux motifs.",
    en: "Health and other sensitive content is reduced to the status needed, as a closed list, never diagnoses or reasons.",
  },
  source: { ccin: "CCIN 2021-206 §III", cnil: "CNIL notice of 1 June 2010", press: "municipal vaccination file", gdpr: "GDPR 5(1)(c), 9" },
  check(context) {
    const { document } = context;
    const fields = fieldsOf(document);
    if (fields.length === 0) return settle(context, { gaps: ["records"], mandatory: false, remarks: [] }, satisfied());
    const special = fields.filter(({ field }) => isSpecial(document, field.category));
    if (special.length === 0) return notApplicable("no-subject");
    const faults = special
      .filter(({ field }) => field.kind === "free-text" || field.kind === "text")
      .map(({ path, field }) => `${path}.kind = ${field.kind}`);
    // What serves no purpose with a basis, and no stated need, cannot be the status needed.
    const unfounded = special.filter(
      ({ field }) => field.justification === undefined && field.purposes.every((id) => (document.purposes?.[id]?.bases ?? []).length === 0),
    );
    const gaps = unfounded.map(({ path }) => `${path}.justification`);
    const remark = say(
      "III",
      "demande",
      [
        "les données sensibles soient limitées au statut utile, choisi dans une liste fermée",
        "sensitive data be limited to the useful status, chosen from a closed list",
      ],
      ["remplacer le texte libre par une liste fermée", "replace free text by a closed list"],
    );
    const weighed = special.filter(({ field }) => field.reason === true || field.kind === "document").map(({ name }) => name);
    if (weighed.length === 0) return settle(context, { faults, gaps, remarks: [remark] }, satisfied());
    return settle(
      context,
      { faults, gaps, remarks: [remark] },
      human(
        "Ces documents et motifs sensibles sont-ils nécessaires au statut ?",
        "Are these sensitive documents and reasons needed for the status?",
        "promise",
        weighed,
      ),
    );
  },
};

/** CCIN 2021-206 §III, « champ libre soumis à modérateur »: `inf-free-text-controlled`. */
export const freeTextControlled: Rule = {
  id: "inf-free-text-controlled",
  section: "III",
  severity: "reserve",
  origin: "seed",
  decides: decides("D+E+H"),
  needs: [
    "access.roles",
    "categories.*.special",
    "evidence.freeText.unmoderated",
    "records.*.fields.*.category",
    "records.*.fields.*.kind",
    "records.*.fields.*.moderator",
  ],
  statement: {
    fr: "Le texte libre sur des personnes est absent, modéré ou remplacé par une liste fermée ; aucune appréciation subjective.",
    en: "Free text on persons is absent, moderated, or replaced by a closed list; no subjective appreciation.",
  },
  source: { ccin: "CCIN 2021-206 §III", cnil: "CNIL notice of 1 June 2010" },
  check(context) {
    const { document, evidence } = context;
    const fields = fieldsOf(document);
    if (fields.length === 0) return settle(context, { gaps: ["records"], mandatory: false, remarks: [] }, satisfied());
    const free = fields.filter(({ field }) => field.kind === "free-text");
    if (free.length === 0) return notApplicable("no-subject");
    const remark = say(
      "III",
      "demande",
      [
        "tout champ libre soit soumis à un modérateur ou remplacé par une liste fermée, sans appréciation subjective",
        "every free-text field be moderated or replaced by a closed list, without subjective appreciation",
      ],
      [
        "désigner parmi les rôles déclarés un modérateur pour chaque champ libre",
        "name a moderator among the declared roles for each free-text field",
      ],
    );
    const unmoderated = evidence?.freeText?.unmoderated ?? 0;
    if (unmoderated > 0) return observed([remark], [`evidence.freeText.unmoderated = ${unmoderated}`]);
    const subjective = free.filter(({ field }) => document.categories?.[field.category]?.special === "social-appraisal");
    if (subjective.length > 0)
      return settle(
        context,
        {
          faults: subjective.map(({ field }) => `categories.${field.category}.special = social-appraisal`),
          severity: "block",
          remarks: [remark],
        },
        satisfied(),
      );
    const faults = free.filter(({ field }) => field.moderator === "none").map(({ path }) => `${path}.moderator = none`);
    const gaps = free.filter(({ field }) => field.moderator === undefined).map(({ path }) => `${path}.moderator`);
    // A moderator who is no declared role moderates nothing that the file lets anyone do.
    for (const { field } of free)
      if (field.moderator !== undefined && field.moderator !== "none" && !holds(document.access?.roles, field.moderator))
        gaps.push(`access.roles.${field.moderator}`);
    return settle(
      context,
      { faults, gaps: [...new Set(gaps)], remarks: [remark] },
      human(
        "Le champ libre exclut-il en pratique toute appréciation subjective ?",
        "Does the free text exclude in practice any subjective appreciation?",
        evidence?.freeText === undefined ? "promise" : "evidence",
        free.map(({ path, field }) => `${path}.moderator = ${field.moderator}`),
      ),
    );
  },
};

/** GDPR art. 5(1)(d); CNIL notice on body-worn cameras: `inf-accurate-and-current`. */
export const accurateAndCurrent: Rule = {
  id: "inf-accurate-and-current",
  section: "III",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  needs: [
    "accuracy.actor",
    "accuracy.clock.source",
    "accuracy.clock.synchronised",
    "capture.devices",
    "evidence.accuracy.expiredWithoutAlert",
    "evidence.accuracy.unbound",
    "records.*.fields.*.boundTo",
    "records.*.fields.*.kind",
    "timers.*.applied",
    "timers.*.then",
  ],
  statement: {
    fr: "Les données et leurs métadonnées (date, auteur, appareil) sont exactes et tenues à jour.",
    en: "Data and their metadata (timestamp, actor, device) are accurate and kept up to date.",
  },
  source: { ccin: "CCIN 2021-206 §I", cnil: "CNIL notice on body-worn cameras", gdpr: "GDPR 5(1)(d)" },
  check(context) {
    const { document, evidence } = context;
    const remark = say(
      "III",
      "demande",
      [
        "les dates et auteurs enregistrés soient exacts et les informations tenues à jour",
        "recorded times and actors be accurate and the information be kept up to date",
      ],
      [
        "faire fixer l'heure par une horloge sûre et l'auteur par la session, et signaler les échéances",
        "let a trusted clock set the time and the session set the actor, and alert on due dates",
      ],
    );
    const seen = evidence?.accuracy;
    if (seen !== undefined && seen.unbound + seen.expiredWithoutAlert > 0)
      return observed(
        [remark],
        [`evidence.accuracy.unbound = ${seen.unbound}`, `evidence.accuracy.expiredWithoutAlert = ${seen.expiredWithoutAlert}`],
      );
    const { accuracy } = document;
    const faults: string[] = [];
    // A time or an author that someone types in is bound to nothing.
    if (accuracy?.clock?.source === "entered") faults.push("accuracy.clock.source = entered");
    if (accuracy?.clock?.source === "device" && accuracy.clock.synchronised === false)
      faults.push("accuracy.clock.source = device; accuracy.clock.synchronised = false");
    if (accuracy?.actor === "entered") faults.push("accuracy.actor = entered");
    for (const [id, { applied, then }] of entries(document.timers))
      if (applied === false && (then === "alert" || then === "expire"))
        faults.push(`timers.${id}.then = ${then}; timers.${id}.applied = false`);
    const fields = fieldsOf(document);
    const instants = fields.filter(({ field }) => field.kind === "instant");
    const gaps = instants.filter(({ field }) => field.boundTo === undefined).map(({ path }) => `${path}.boundTo`);
    if (fields.length === 0) gaps.push("records");
    const devices = typeof document.capture === "object" && document.capture.devices.length > 0;
    if (devices && !fields.some(({ field }) => field.boundTo === "clock")) gaps.push("records.*.fields.*.boundTo ∌ clock");
    if (devices && !fields.some(({ field }) => field.boundTo === "actor")) gaps.push("records.*.fields.*.boundTo ∌ actor");
    return settle(
      context,
      { faults, gaps: [...new Set(gaps)], mandatory: devices ? true : "bound-metadata", remarks: [remark] },
      satisfied(
        seen === undefined ? "promise" : "evidence",
        entries(document.records).map(([id]) => `records.${id}`),
      ),
    );
  },
};

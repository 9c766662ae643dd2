/** Prior information: that a notice exists, what it says, whom it reaches. */
import type { NoticeMention } from "@favorable/processing";
import { observed, type ReviewContext, requires, satisfied, settle } from "../../context.ts";
import { basesOf, entries, fieldsOf } from "../../facts.ts";
import type { MentionWhen } from "../../profile.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Remark } from "../../verdict.ts";
import { both, enumerate, list, named, say } from "../../wording.ts";

/** GDPR art. 12 to 14; law 1.165 art. 14: `rig-notice-exists-attached`. */
export const noticeExistsAttached: Rule = {
  id: "rig-notice-exists-attached",
  section: "IV",
  severity: "reminder",
  origin: "both",
  decides: decides("D"),
  statement: {
    fr: "Une notice d'information existe et est jointe au dossier.",
    en: "An information notice exists and is attached to the file (text and hash).",
  },
  source: {
    decision: "CCIN 2021-206 §IV; Essonne case files",
    "law-1165": "law 1.165 art. 14",
    gdpr: "GDPR 12-14",
    "law-1565": "law 1.565 art. 11",
  },
  check(context) {
    const notices = entries(context.document.notices);
    if (notices.length === 0) {
      const remark = say(
        "IV",
        "demande",
        ["les personnes concernées soient informées du traitement", "the persons concerned be informed of the processing"],
        ["rédiger une notice d'information et la joindre au dossier", "write an information notice and join it to the file"],
      );
      // A stated empty list says that nobody is informed; silence says nothing.
      const stated = context.document.notices !== undefined && context.document.stage === "submitted";
      return settle(
        context,
        { faults: stated ? ["notices: none"] : [], gaps: stated ? [] : ["notices"], severity: "reserve", remarks: [remark] },
        satisfied(),
      );
    }
    const apart = notices.filter(([, notice]) => !notice.attached);
    return settle(
      context,
      {
        faults: apart.map(([id]) => `notices.${id}.attached = false`),
        remarks: [conforming(context, "joindre le texte de la notice au dossier", "join the text of the notice to the file")],
      },
      satisfied(
        "promise",
        notices.map(([id]) => `notices.${id}.attached = true`),
      ),
    );
  },
};

function conforming({ profile }: ReviewContext, fr: string, en: string): Remark {
  return say(
    "IV",
    "rappelle",
    [
      `l'information des personnes concernées doit impérativement être conforme à ${profile.informationText.fr}`,
      `the information of the persons concerned must conform to ${profile.informationText.en}`,
    ],
    [fr, en],
  );
}

/** GDPR art. 13 and 14; law 1.565 art. 11 and 84: `rig-notice-complete`. */
export const noticeComplete: Rule = {
  id: "rig-notice-complete",
  section: "IV",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  statement: {
    fr: "La notice porte toutes les mentions obligatoires pour le mode de collecte.",
    en: "The notice contains every mandatory mention for the collection mode (direct / indirect).",
  },
  source: {
    decision: "CCIN 2021-206 §IV; CNIL notice on body-worn cameras",
    "law-1165": "law 1.165 art. 14",
    gdpr: "GDPR 13, 14",
    "law-1565": "law 1.565 art. 11, 84",
    guide: "APDP guide on the information of persons",
  },
  check(context) {
    const notices = entries(context.document.notices);
    const incomplete = (missing: readonly string[]): Remark =>
      say(
        "IV",
        "demande",
        ["la notice d'information comporte toutes les mentions obligatoires", "the information notice carry every mandatory mention"],
        [`ajouter à la notice : ${enumerate(missing, "et")}`, `add to the notice: ${enumerate(missing, "and")}`],
      );
    if (notices.length === 0) return settle(context, { gaps: ["notices"], remarks: [incomplete(["notice"])] }, satisfied());
    const attached = notices.filter(([, notice]) => notice.attached);
    if (attached.length < notices.length) {
      const apart = notices.filter(([, notice]) => !notice.attached).map(([id]) => `notices.${id}.attached = false`);
      const remarks = [
        conforming(
          context,
          "joindre la notice, dont les mentions pourront être vérifiées",
          "join the notice, so that its mentions can be checked",
        ),
      ];
      return settle(context, { faults: apart, severity: "reminder", remarks }, satisfied());
    }
    const due = dueMentions(context);
    const lacking = new Set<NoticeMention>();
    const faults: string[] = [];
    const gaps: string[] = [];
    for (const [id, notice] of attached) {
      const lacks = due.filter((mention) => !(notice.mentions ?? []).includes(mention));
      for (const mention of lacks) lacking.add(mention);
      if (notice.mentions === undefined) gaps.push(`notices.${id}.mentions`);
      else if (lacks.length > 0) faults.push(`notices.${id}.mentions lacks ${lacks.join(", ")}`);
    }
    return settle(
      context,
      { faults, gaps, remarks: [incomplete([...lacking])] },
      satisfied(
        "promise",
        due.map((mention) => `mention: ${mention}`),
      ),
    );
  },
};

/** The mentions that the declaration itself makes due. */
function dueMentions(context: ReviewContext): readonly NoticeMention[] {
  const { document, profile } = context;
  const kinds = new Set(basesOf(document).map(({ basis }) => basis.kind));
  const indirect = fieldsOf(document).some(({ field }) =>
    field.origins.some((origin) => {
      const kind = entries(document.origins).find(([id]) => id === origin)?.[1].kind;
      return kind === "file" || kind === "third-party";
    }),
  );
  const holds: Readonly<Record<MentionWhen, boolean>> = {
    always: true,
    dpo: document.dpo !== undefined && document.dpo !== "none",
    consent: kinds.has("consent"),
    "legitimate-interest": kinds.has("legitimate-interest"),
    compulsory: kinds.has("contract") || kinds.has("legal-obligation"),
    recipients: entries(document.recipients).length > 0,
    transfers: entries(document.transfers).length > 0,
    indirect,
  };
  const due = Object.entries(profile.mentions).flatMap(([when, mentions]) =>
    Object.entries(holds).some(([name, is]) => name === when && is) ? mentions : [],
  );
  return [...new Set(due)];
}

/** GDPR art. 12(1), 13(1) and 14(3); CCIN 2021-206 §IV: `rig-notice-reaches-all`. */
export const noticeReachesAll: Rule = {
  id: "rig-notice-reaches-all",
  section: "IV",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  statement: {
    fr: "Chaque catégorie de personnes est atteinte par un moyen à sa portée, avant ou lors de la collecte, et on peut le prouver.",
    en: "Each category of data subjects is reached by a channel it can use, before or at collection, provably.",
  },
  source: { decision: "CCIN 2021-206 §IV; Essonne case files", gdpr: "GDPR 12(1), 13(1), 14(3), 5(2)" },
  check(context) {
    const { document, evidence } = context;
    const subjects = entries(document.subjects);
    const channels = entries(document.notices).flatMap(([id, notice]) =>
      notice.channels.map((channel, at) => ({ path: `notices.${id}.channels.${at}`, channel })),
    );
    const without = subjects.filter(([id]) => !channels.some(({ channel }) => channel.reaches.includes(id))).map(([id]) => id);
    const gaps = without.map((id) => `notices: no channel reaches ${id}`);
    if (subjects.length === 0) gaps.push("subjects");
    const late = channels.filter(({ channel }) => channel.when === "later").map(({ path }) => `${path}.when = later`);
    const names = without.length === 0 ? list([both(undefined, "")]) : named(without, document.subjects);
    const remark = say(
      "IV",
      "demande",
      [
        "l'information de toutes les personnes concernées soit valablement effectuée",
        "the information of all the persons concerned be validly made",
      ],
      without.length === 0
        ? ["informer avant ou lors de la collecte", "inform before or at collection"]
        : [`prévoir un moyen d'information à la portée de : ${names.fr}`, `provide a means of information within reach of: ${names.en}`],
    );
    const pass = satisfied(
      evidence?.notices === undefined ? "promise" : "evidence",
      channels.map(({ path, channel }) => `${path} = ${channel.kind}`),
    );
    const settled = settle(context, { faults: late, gaps, remarks: [remark] }, pass);
    if (settled.state !== "satisfied") return settled;
    const undated = channels.filter(({ channel }) => channel.when === undefined).map(({ path }) => `${path}.when`);
    if (undated.length > 0 && requires(context, "notice-moment")) return settle(context, { gaps: undated, remarks: [remark] }, settled);
    const untold = evidence?.notices === undefined ? [] : subjects.filter(([id]) => (evidence.notices?.[id] ?? 0) === 0).map(([id]) => id);
    if (untold.length === 0) return settled;
    const told = named(untold, document.subjects);
    const reminder = say(
      "IV",
      "rappelle",
      [
        `la remise de l'information doit pouvoir être prouvée pour : ${told.fr}`,
        `delivery of the information must be provable for: ${told.en}`,
      ],
      ["enregistrer la remise de la notice", "record the delivery of the notice"],
    );
    return observed(
      [reminder],
      untold.map((id) => `no delivery recorded: ${id}`),
      "reminder",
    );
  },
};

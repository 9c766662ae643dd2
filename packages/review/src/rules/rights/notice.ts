/** Prior information: that a notice exists, what it says, whom it reaches. */
import type { NoticeMention } from "@favorable/processing";
import { observed, type ReviewContext, requires, satisfied, settle } from "../../context.ts";
import type { FactPath } from "../../fact-path.ts";
import { entries } from "../../facts.ts";
import { withA } from "../../french.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Bilingual, Remark } from "../../verdict.ts";
import { MENTIONS } from "../../vocabulary.ts";
import { both, list, named, say } from "../../wording.ts";
import { informed } from "./notices.ts";

/** What tells which mentions a notice owes, and to whom. */
const NOTICE_FACTS: readonly FactPath[] = [
  "automatedDecisions.*",
  "dpo",
  "notices.*.attached",
  "notices.*.channels.*.reaches",
  "notices.*.channels.*.when",
  "notices.*.mentions",
  "origins.*.kind",
  "purposes.*.bases.*.kind",
  "purposes.*.population",
  "recipients.*.purposes",
  "records.*.fields.*.origins",
  "records.*.fields.*.purposes",
  "records.*.subjects",
  "subjects.*",
  "transfers.*",
];

/** GDPR art. 12 to 14; law 1.165 art. 14: `rig-notice-exists-attached`. */
export const noticeExistsAttached: Rule = {
  id: "rig-notice-exists-attached",
  section: "IV",
  severity: "reminder",
  origin: "both",
  decides: decides("D"),
  needs: NOTICE_FACTS,
  statement: {
    fr: "Une notice d'information existe et est jointe au dossier.",
    en: "An information notice exists and is attached to the file (text and hash).",
  },
  source: {
    ccin: "CCIN 2021-206 §IV",
    cnil: "CNIL notice of 1 June 2010",
    "law-1165": "law 1.165 art. 14",
    "law-1565": "law 1.565 art. 11",
    gdpr: "GDPR 12-14",
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
        { faults: stated ? ["notices = {}"] : [], gaps: stated ? [] : ["notices"], severity: "reserve", remarks: [remark] },
        satisfied(),
      );
    }
    // What is joined may do without what is not; who is informed by nothing complete that is joined waits for the rest.
    const waiting = informed(context).flatMap(({ apart, lacks, attached }) => (attached.length === 0 || lacks.length > 0 ? apart : []));
    const ids = [...new Set(waiting.map(([id]) => id))];
    return settle(
      context,
      {
        faults: ids.map((id) => `notices.${id}.attached = false`),
        remarks: [conforming(context)],
      },
      satisfied(
        "promise",
        notices.flatMap(([id, notice]) => (notice.attached ? [`notices.${id}.attached = true`] : [])),
      ),
    );
  },
};

function conforming({ profile }: ReviewContext): Remark {
  return say(
    "IV",
    "rappelle",
    [
      `l'information des personnes concernées doit impérativement être conforme ${withA(profile.informationText.fr)}`,
      `the information of the persons concerned must conform to ${profile.informationText.en}`,
    ],
    [
      "joindre au dossier le texte de la notice, dont les mentions pourront être vérifiées",
      "join the text of the notice to the file, so that its mentions can be checked",
    ],
  );
}

/** GDPR art. 13 and 14; law 1.565 art. 11 and 84: `rig-notice-complete`. */
export const noticeComplete: Rule = {
  id: "rig-notice-complete",
  section: "IV",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  needs: NOTICE_FACTS,
  statement: {
    fr: "La notice porte toutes les mentions obligatoires pour le mode de collecte.",
    en: "The notice contains every mandatory mention for the collection mode (direct / indirect).",
  },
  source: {
    ccin: "CCIN 2021-206 §IV",
    cnil: "CNIL notice on body-worn cameras",
    "law-1165": "law 1.165 art. 14",
    "law-1565": "law 1.565 art. 11, 84",
    gdpr: "GDPR 13, 14",
    "apdp-guide": "APDP guide on the information of persons",
  },
  check(context) {
    const notices = entries(context.document.notices);
    // That there is no notice is said by the rule on its existence.
    if (notices.length === 0) return settle(context, { gaps: ["notices"], mandatory: false, remarks: [] }, satisfied());
    const everyone = informed(context);
    const short = everyone.filter(({ lacks, attached, apart }) => lacks.length > 0 && attached.length > 0 && apart.length === 0);
    const unread = everyone.filter(({ lacks, apart }) => lacks.length > 0 && apart.length > 0);
    const faults = new Set<string>();
    const gaps = new Set<string>();
    for (const { attached, lacks } of short)
      for (const [id, { mentions }] of attached) {
        if (mentions === undefined) gaps.add(`notices.${id}.mentions`);
        // What is not stated of one notice may be what another lacks.
        else if (attached.every(([, one]) => one.mentions !== undefined)) faults.add(`notices.${id}.mentions ∌ ${lacks.join(", ")}`);
      }
    if (faults.size + gaps.size === 0 && unread.length > 0)
      return {
        state: "not-assessable",
        missing: [...new Set(unread.flatMap(({ apart }) => apart.map(([id]) => `notices.${id}.attached`)))],
      };
    const titles = new Map(short.flatMap(({ attached }) => attached.map(([id, { title }]) => [id, both(title, id)] as const)));
    return settle(
      context,
      { faults: [...faults], gaps: [...gaps], remarks: [incomplete([...titles.values()], new Set(short.flatMap(({ lacks }) => lacks)))] },
      satisfied(
        "promise",
        [...new Set(everyone.flatMap(({ due }) => due))].sort().map((mention) => `notices.*.mentions ∋ ${mention}`),
      ),
    );
  },
};

function incomplete(titles: readonly Bilingual[], lacking: ReadonlySet<NoticeMention>): Remark {
  const several = titles.length > 1;
  const names = list(titles.map(({ fr, en }) => ({ fr: bare(fr) ? `« ${fr} »` : fr, en: bare(en) ? `“${en}”` : en })));
  const mentions = list([...lacking].map((mention) => MENTIONS[mention]));
  return say(
    "IV",
    "demande",
    several
      ? [
          `les notices d'information ${names.fr}, lues ensemble, comportent toutes les mentions obligatoires`,
          `the information notices ${names.en}, read together, carry every mandatory mention`,
        ]
      : [
          `la notice d'information ${names.fr} comporte toutes les mentions obligatoires`,
          `the information notice ${names.en} carry every mandatory mention`,
        ],
    [`ajouter à l'information : ${mentions.fr}`, `add to the information: ${mentions.en}`],
  );
}

function bare(title: string): boolean {
  return !/^[«“]/.test(title);
}

/** GDPR art. 12(1), 13(1) and 14(3); CCIN 2021-206 §IV: `rig-notice-reaches-all`. */
export const noticeReachesAll: Rule = {
  id: "rig-notice-reaches-all",
  section: "IV",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  needs: ["subjects.*", "evidence.notices.*", "notices.*.channels.*.kind", "notices.*.channels.*.reaches", "notices.*.channels.*.when"],
  statement: {
    fr: "Chaque catégorie de personnes est atteinte par un moyen à sa portée, avant ou lors de la collecte, et on peut le prouver.",
    en: "Each category of data subjects is reached by a channel it can use, before or at collection, provably.",
  },
  source: { ccin: "CCIN 2021-206 §IV", cnil: "CNIL notice of 1 June 2010", gdpr: "GDPR 12(1), 13(1), 14(3), 5(2)" },
  check(context) {
    const { document, evidence } = context;
    const subjects = entries(document.subjects).map(([id]) => id);
    const channels = entries(document.notices).flatMap(([id, notice]) =>
      notice.channels.map((channel, at) => ({ path: `notices.${id}.channels.${at}`, channel })),
    );
    const faults: string[] = [];
    const gaps = subjects.length === 0 ? ["subjects"] : [];
    const undated: string[] = [];
    const left: string[] = [];
    // Each category by the best that reaches it: a further channel, however late, takes nothing away.
    for (const subject of subjects) {
      const own = channels.filter(({ channel }) => channel.reaches.includes(subject));
      if (own.length === 0) gaps.push(`notices.*.channels.*.reaches ∌ ${subject}`);
      else if (own.every(({ channel }) => channel.when === "later")) faults.push(...own.map(({ path }) => `${path}.when = later`));
      else {
        if (!own.some(({ channel }) => channel.when !== undefined && channel.when !== "later"))
          undated.push(...own.flatMap(({ path, channel }) => (channel.when === undefined ? [`${path}.when`] : [])));
        continue;
      }
      left.push(subject);
    }
    const names = named(left, document.subjects);
    const remark = say(
      "IV",
      "demande",
      [
        "l'information de toutes les personnes concernées soit valablement effectuée",
        "the information of all the persons concerned be validly made",
      ],
      left.length === 0
        ? ["informer avant ou lors de la collecte", "inform before or at collection"]
        : [
            `prévoir, avant ou lors de la collecte, un moyen d'information à la portée de : ${names.fr}`,
            `provide, before or at collection, a means of information within reach of: ${names.en}`,
          ],
    );
    const pass = satisfied(
      evidence?.notices === undefined ? "promise" : "evidence",
      channels.map(({ path, channel }) => `${path}.kind = ${channel.kind}`),
    );
    const settled = settle(context, { faults: [...new Set(faults)], gaps, remarks: [remark] }, pass);
    if (settled.state !== "satisfied") return settled;
    if (undated.length > 0 && requires(context, "notice-moment"))
      return settle(context, { gaps: [...new Set(undated)], remarks: [remark] }, settled);
    const untold = evidence?.notices === undefined ? [] : subjects.filter((id) => (evidence.notices?.[id] ?? 0) === 0);
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
      untold.map((id) => `evidence.notices.${id} = 0`),
      "reminder",
    );
  },
};

/** The exercise of rights: delay, identity, means. */
import { period } from "@favorable/core";
import { observed, requires, satisfied, settle } from "../../context.ts";
import { basesOf, entries } from "../../facts.ts";
import { longer, readPeriod } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Remark } from "../../verdict.ts";
import { RIGHTS } from "../../vocabulary.ts";
import { list, say } from "../../wording.ts";

const ONE_MONTH = period("P1M"); // GDPR art. 12(3); CCIN 2021-206 §IV.

/** GDPR art. 12(3); law 1.565 art. 10; CCIN 2021-206 §IV: `rig-access-one-month`. */
export const accessOneMonth: Rule = {
  id: "rig-access-one-month",
  section: "IV",
  severity: "reminder",
  origin: "both",
  decides: decides("D+E"),
  needs: ["evidence.requests.late", "evidence.requests.received", "rights.answerWithin"],
  statement: {
    fr: "Les demandes reçoivent une réponse dans le mois de leur réception.",
    en: "Requests are answered within one month of receipt.",
  },
  source: { ccin: "CCIN 2021-206 §IV", "law-1565": "law 1.565 art. 10", gdpr: "GDPR 12(3)" },
  check(context) {
    const { rights } = context.document;
    const seen = context.evidence?.requests;
    if (seen !== undefined && seen.late > 0)
      return settle(
        context,
        {
          faults: [`evidence.requests.late = ${seen.late}/${seen.received}`],
          severity: "reserve",
          rests: "evidence",
          remarks: [answer("demande")],
        },
        satisfied(),
      );
    const stated = readPeriod(rights?.answerWithin);
    if (stated === undefined) return settle(context, { gaps: ["rights.answerWithin"], remarks: [answer("rappelle")] }, satisfied());
    const faults = longer(stated, ONE_MONTH) ? [`rights.answerWithin = ${stated}`] : [];
    return settle(
      context,
      { faults, severity: "reserve", remarks: [answer("demande")] },
      satisfied(seen === undefined ? "promise" : "evidence", [`rights.answerWithin = ${stated}`]),
    );
  },
};

function answer(word: "rappelle" | "demande"): Remark {
  const statement: readonly [string, string] =
    word === "rappelle"
      ? [
          "la réponse à un droit d'accès doit intervenir dans le mois suivant la réception de la demande",
          "an access request must be answered within one month of its receipt",
        ]
      : [
          "la réponse à un droit d'accès intervienne dans le mois suivant la réception de la demande",
          "access requests be answered within one month of their receipt",
        ];
  return say("IV", word, statement, ["s'engager sur un délai de réponse d'un mois au plus", "commit to answer within one month at most"]);
}

/** GDPR art. 12(2) and 12(6); law 1.565 art. 10 and 12; CCIN 2021-206 §IV, « Considère »: `rig-requester-identity-check`. */
export const requesterIdentityCheck: Rule = {
  id: "rig-requester-identity-check",
  section: "IV",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  needs: ["rights.channels", "rights.identityCheck"],
  statement: {
    fr: "Pour une demande électronique, une procédure établit que l'expéditeur est la personne concernée.",
    en: "A request by electronic means has a procedure proving the sender is the data subject.",
  },
  source: { ccin: "CCIN 2021-206 §IV", "law-1565": "law 1.565 art. 10, 12", gdpr: "GDPR 12(6), 12(2)" },
  check(context) {
    const { rights } = context.document;
    const remark = say(
      "IV",
      "considere",
      [
        "une procédure relative au droit d'accès par voie électronique devra être mise en place afin que le responsable de traitement puisse s'assurer que l'expéditeur est effectivement la personne concernée",
        "a procedure for access requests by electronic means must be set up so that the controller can make sure that the sender is the person concerned",
      ],
      [
        "vérifier le demandeur par sa session, un code envoyé à une adresse connue ou des faits connus, sans copie d'identité par défaut",
        "recognise the requester by session, by a code sent to a known address or by known facts, without an identity copy by default",
      ],
    );
    if (rights?.channels === undefined) return settle(context, { gaps: ["rights.channels"], remarks: [remark] }, satisfied());
    if (!electronic(rights.channels)) return satisfied("promise", [`rights.channels = ${rights.channels.join(", ")}`]);
    const check = rights.identityCheck;
    if (check === undefined) return settle(context, { gaps: ["rights.identityCheck"], remarks: [remark] }, satisfied());
    const none = check === "none" || check.length === 0;
    return settle(
      context,
      { faults: none ? ["rights.identityCheck = none"] : [], remarks: [remark] },
      satisfied("promise", [`rights.identityCheck = ${none ? "none" : check.join(", ")}`]),
    );
  },
};

function electronic(channels: readonly string[]): boolean {
  return channels.includes("e-mail") || channels.includes("web");
}

/** CCIN deliberation 2015-113, recalled by 2021-206 §IV; APDP guide on the right of access: `rig-identity-copy-safeguards`. */
export const identityCopySafeguards: Rule = {
  id: "rig-identity-copy-safeguards",
  section: "IV",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  needs: [
    "rights.channels",
    "rights.identityCheck",
    "rights.identityCopy.access",
    "rights.identityCopy.blackAndWhite",
    "rights.identityCopy.crossed",
    "rights.identityCopy.retention",
    "rights.identityCopy.securedTransmission",
  ],
  statement: {
    fr: "Si une pièce d'identité est demandée, sa copie a ses propres règles d'accès, de forme et d'effacement.",
    en: "If an identity document is asked, its copy has its own access, format and deletion rules.",
  },
  source: { ccin: "CCIN 2021-206 §IV (deliberation 2015-113)", "apdp-guide": "APDP guide on the right of access" },
  check(context) {
    const { rights } = context.document;
    const copy = rights?.identityCopy;
    const asked = rights?.identityCheck !== undefined && rights.identityCheck !== "none" && rights.identityCheck.includes("id-copy");
    const text = context.profile.identityCopyText;
    const remark = (word: "precise" | "demande"): Remark =>
      say(
        "IV",
        word,
        word === "precise"
          ? [
              `si une copie d'un document d'identité était demandée, sa transmission et son traitement devront faire l'objet de mesures de protection particulières, comme le prévoit ${text.fr}`,
              `if a copy of an identity document were asked, its transmission and processing must be specially protected, as ${text.en} provides`,
            ]
          : [
              `la copie du document d'identité soit en noir et blanc, barrée, d'accès limité et effacée à terme, comme le prévoit ${text.fr}`,
              `the copy of the identity document be black and white, crossed, restricted and deleted in time, as ${text.en} provides`,
            ],
        [
          "déclarer que la copie n'est jamais demandée, ou ses quatre garanties : noir et blanc, barrée, accès, durée",
          "declare that a copy is never asked, or its four safeguards: black and white, crossed, access, period",
        ],
      );
    if (copy === "never-asked")
      return settle(
        context,
        { faults: asked ? ["rights.identityCheck ∋ id-copy; rights.identityCopy = never-asked"] : [], remarks: [remark("demande")] },
        satisfied("promise", ["rights.identityCopy = never-asked"]),
      );
    if (copy === undefined) {
      const by = rights?.channels;
      const mandatory = asked || by === undefined || electronic(by);
      return settle(context, { gaps: ["rights.identityCopy"], mandatory, remarks: [remark(asked ? "demande" : "precise")] }, satisfied());
    }
    const faults: string[] = [];
    const gaps: string[] = [];
    for (const [name, value] of [
      ["blackAndWhite", copy.blackAndWhite],
      ["crossed", copy.crossed],
    ] as const) {
      if (value === undefined) gaps.push(`rights.identityCopy.${name}`);
      if (value === false) faults.push(`rights.identityCopy.${name} = false`);
    }
    if (copy.securedTransmission === false) faults.push("rights.identityCopy.securedTransmission = false");
    if (copy.access === undefined) gaps.push("rights.identityCopy.access");
    const kept = readPeriod(copy.retention);
    if (kept === undefined) gaps.push("rights.identityCopy.retention");
    if (kept !== undefined && longer(kept, period("P3Y"))) faults.push(`rights.identityCopy.retention = ${kept}`); // APDP guide: three years at most.
    return settle(context, { faults, gaps, remarks: [remark("demande")] }, satisfied("promise", ["rights.identityCopy"]));
  },
};

/** GDPR art. 12(2), 15 to 22 and 19; law 1.165 art. 13, 15 and 16: `rig-rights-channels-complete`. */
export const rightsChannelsComplete: Rule = {
  id: "rig-rights-channels-complete",
  section: "IV",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  needs: [
    "evidence.erasures.done",
    "evidence.erasures.stillReadable",
    "purposes.*.bases.*.kind",
    "recipients.*",
    "rights.contact",
    "rights.means.access",
    "rights.means.erasure",
    "rights.means.objection",
    "rights.means.portability",
    "rights.means.rectification",
    "rights.means.restriction",
    "rights.propagation",
  ],
  statement: {
    fr: "Chaque droit applicable a un contact et un moyen effectif, jusque chez les destinataires.",
    en: "Each applicable right has a contact and a working means, including propagation to recipients.",
  },
  source: {
    ccin: "CCIN 2021-206 §IV",
    "law-1165": "law 1.165 art. 13, 15, 16",
    gdpr: "GDPR 12(2), 15-22, 19",
    "cnil-guide": "CNIL developer guide, sheet 13",
  },
  check(context) {
    const { document, profile, evidence } = context;
    const kinds = new Set(basesOf(document).map(({ basis }) => basis.kind));
    const due = new Set(profile.rights.always);
    for (const [kind, rights] of entries(profile.rights.byBasis))
      if ([...kinds].some((one) => one === kind)) for (const right of rights ?? []) due.add(right);
    const lacking = [...due].filter((right) => document.rights?.means?.[right] === undefined);
    const gaps = lacking.map((right) => `rights.means.${right}`);
    if (document.rights?.contact === undefined) gaps.unshift("rights.contact");
    const faults: string[] = [];
    if (entries(document.recipients).length > 0) {
      if (document.rights?.propagation === false) faults.push("rights.propagation = false");
      if (document.rights?.propagation === undefined && requires(context, "propagation")) gaps.push("rights.propagation");
    }
    // A right that the law does not give on this basis, when it is offered, misleads.
    const beyond =
      profile.lawOnlyRules && kinds.size > 0
        ? BOUND.filter((right) => !due.has(right) && document.rights?.means?.[right] !== undefined)
        : [];
    const seen = evidence?.erasures;
    const contact = document.rights?.contact === undefined;
    const names = list(lacking.map((right) => RIGHTS[right]));
    const remark = say(
      "IV",
      "demande",
      ["chaque droit applicable puisse être exercé par un moyen effectif", "each applicable right be exercisable by a working means"],
      lacking.length === 0
        ? contact
          ? ["indiquer le contact", "state the contact"]
          : [
              "informer les destinataires des rectifications et des effacements, et effacer partout",
              "tell recipients of rectifications and erasures, and erase everywhere",
            ]
        : [
            `indiquer ${contact ? "le contact et " : ""}les moyens d'exercice : ${names.fr}`,
            `state ${contact ? "the contact and " : ""}the means of exercise: ${names.en}`,
          ],
    );
    if (seen !== undefined && seen.stillReadable > 0)
      return observed([remark], [`evidence.erasures.stillReadable = ${seen.stillReadable}/${seen.done}`]);
    const settled = settle(
      context,
      { faults, gaps, remarks: [remark] },
      satisfied(
        seen === undefined ? "promise" : "evidence",
        [...due].map((right) => `rights.means.${right}`),
      ),
    );
    if (settled.state !== "satisfied" || beyond.length === 0) return settled;
    const offered = list(beyond.map((right) => RIGHTS[right]));
    const excess = say(
      "IV",
      "rappelle",
      [
        `la base légale du traitement n'ouvre pas les droits suivants, qui sont offerts : ${offered.fr}`,
        `the legal basis of the processing does not open these rights, which are offered: ${offered.en}`,
      ],
      ["n'annoncer que les droits que la base légale ouvre", "announce the rights that the legal basis opens, and no other"],
    );
    return settle(
      context,
      { faults: beyond.map((right) => `rights.means.${right}; purposes.*.bases.*.kind`), severity: "reminder", remarks: [excess] },
      settled,
    );
  },
};

/** Rights that go with some legal bases only (GDPR art. 20(1), 21(1)). */
const BOUND = ["objection", "portability"] as const;

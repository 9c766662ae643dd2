/** Other processings and the channels between them. */
import { period } from "@favorable/core";
import { human, observed, satisfied, settle } from "../../context.ts";
import { entries, fieldsOf, holds, type LinkAt, sensitiveLinks } from "../../facts.ts";
import { longer, readPeriod } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Remark } from "../../verdict.ts";
import { both, list, say } from "../../wording.ts";

/** CCIN 2021-206 §VI: `lnk-linked-processing-lawful`. */
export const linkedProcessingLawful: Rule = {
  id: "lnk-linked-processing-lawful",
  section: "VI",
  severity: "reserve",
  origin: "seed",
  decides: decides("D+H"),
  needs: ["links.*.carries", "links.*.purposes", "links.*.status", "origins.*.kind", "origins.*.link", "records.*.fields.*.origins"],
  statement: {
    fr: "Chaque rapprochement nomme l'autre traitement, les informations, le sens et la finalité ; l'autre traitement est lui-même licite.",
    en: "Every link names the other processing, the fields, the direction, the purpose, and the other processing is itself lawful.",
  },
  source: { ccin: "CCIN 2021-206 §VI" },
  check(context) {
    const { document } = context;
    const links = entries(document.links);
    const gaps = document.links === undefined ? ["links"] : [];
    const faults: string[] = [];
    for (const [id, link] of links) {
      if (link.status !== "reviewed") faults.push(`links.${id}.status = ${link.status}`);
      if (link.carries.length === 0) faults.push(`links.${id}.carries = []`);
      if (link.purposes.length === 0) faults.push(`links.${id}.purposes = []`);
    }
    const used = new Set(fieldsOf(document).flatMap(({ field }) => field.origins));
    for (const [id, origin] of entries(document.origins)) {
      if (!used.has(id) || origin.kind !== "file") continue;
      if (origin.link === undefined) gaps.push(`origins.${id}.link`);
      else if (!holds(document.links, origin.link)) gaps.push(`links.${origin.link}`);
    }
    const remark = say(
      "VI",
      "demande",
      ["chaque traitement rapproché soit indiqué et légalement mis en œuvre", "each linked processing be stated and lawfully carried out"],
      [
        "déclarer chaque rapprochement : autre traitement, son statut, informations, sens, finalité",
        "declare each link: the other processing, its status, fields, direction, purpose",
      ],
    );
    const pass =
      links.length === 0
        ? satisfied("promise", ["links = {}"])
        : human("Les traitements rapprochés sont-ils légalement mis en œuvre ?", "Are the linked processings lawfully carried out?");
    return settle(context, { faults, gaps, remarks: [remark] }, pass);
  },
};

/** CCIN 2021-206 §VI, « traitées dans les plus brefs délais puis supprimées »: `lnk-transient-channel-purge`. */
export const transientChannelPurge: Rule = {
  id: "lnk-transient-channel-purge",
  section: "VI",
  severity: "reserve",
  origin: "seed",
  decides: decides("D+E"),
  needs: [
    "categories.*.special",
    "evidence.channels.*.overdue",
    "links.*.carries",
    "links.*.channel.kind",
    "links.*.channel.maximumAge",
    "records.*.fields.*.category",
    "records.*.fields.*.proof",
  ],
  statement: {
    fr: "Un canal qui transporte des justificatifs sensibles (messagerie, dépôt) est vidé rapidement après réception.",
    en: "A channel that carries sensitive proofs (mail, upload area) is emptied promptly after intake.",
  },
  source: { ccin: "CCIN 2021-206 §VI" },
  check(context) {
    const { document, evidence } = context;
    if (document.links === undefined) return settle(context, { gaps: ["links"], mandatory: false, remarks: [] }, satisfied());
    const { unknown, transient } = sensitiveLinks(document);
    const late = transient.filter(({ id }) => (evidence?.channels?.[id]?.overdue ?? 0) > 0);
    if (late.length > 0)
      return observed(
        [emptied(late)],
        late.map(({ id }) => `evidence.channels.${id}.overdue = ${evidence?.channels?.[id]?.overdue}`),
      );
    const ages = transient.map((one) => ({ ...one, most: readPeriod(one.channel.maximumAge) }));
    const open = ages.filter(({ most }) => most === undefined);
    const slow = ages.filter(({ most }) => most !== undefined && longer(most, LONGEST));
    const doubtful = ages.filter(({ most }) => most !== undefined && longer(most, PROMPT) && !longer(most, LONGEST));
    const fact = ({ id, channel }: (typeof ages)[number]): string => `links.${id}.channel.maximumAge = ${channel.maximumAge}`;
    const seen = transient.length > 0 && transient.every(({ id }) => evidence?.channels?.[id] !== undefined);
    const unsettled = [...open, ...slow];
    const said = context.document.stage === "submitted" ? unsettled : slow;
    return settle(
      context,
      {
        faults: slow.map(fact),
        gaps: [...open.map(({ id }) => `links.${id}.channel.maximumAge`), ...unknown.map(({ id }) => `links.${id}.channel`)],
        remarks: [
          ...(said.length > 0 ? [emptied(said)] : []),
          ...(unknown.length > 0 && context.document.stage === "submitted" ? [told(unknown)] : []),
        ],
      },
      doubtful.length > 0
        ? human(
            "Cette durée de séjour dans le canal est-elle la plus brève possible ?",
            "Is this stay in the channel as brief as it can be?",
            seen ? "evidence" : "promise",
            doubtful.map(fact),
          )
        : satisfied(seen ? "evidence" : "promise", ages.map(fact)),
    );
  },
};

// « Dans les plus brefs délais » (CCIN 2021-206 §VI) gives no figure: a week and a month are this rulebook's own.
const PROMPT = period("P7D");
const LONGEST = period("P1M");

function names(links: readonly LinkAt[]): ReturnType<typeof list> {
  return list(links.map(({ id, link }) => both(link.processing, id)));
}

function emptied(channels: readonly LinkAt[]): Remark {
  const name = names(channels);
  return say(
    "VI",
    "demande",
    [
      `les communications d'informations sensibles par ce canal (${name.fr}) soient traitées dans les plus brefs délais puis supprimées`,
      `communications of sensitive data through this channel (${name.en}) be handled promptly, then deleted from it`,
    ],
    ["fixer une durée maximale de séjour après réception et la faire exécuter", "set a maximum age after intake and have it carried out"],
  );
}

function told(links: readonly LinkAt[]): Remark {
  const name = names(links);
  return say(
    "VI",
    "demande",
    [
      `le canal par lequel passent les informations sensibles soit indiqué (${name.fr})`,
      `the channel through which sensitive data pass be stated (${name.en})`,
    ],
    [
      "indiquer le canal : messagerie, dépôt, transfert de fichiers, interface ou papier",
      "state the channel: mail, upload, file transfer, interface or paper",
    ],
  );
}

/** CCIN 2021-206 §VI, « également effectuée sur le système de sauvegarde »; CNIL developer guide, sheet 13: `lnk-purge-reaches-backups`. */
export const purgeReachesBackups: Rule = {
  id: "lnk-purge-reaches-backups",
  section: "VI",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  needs: [
    "categories.*.special",
    "evidence.channels.*.inBackups",
    "links.*.carries",
    "links.*.channel.backupRotation",
    "links.*.channel.kind",
    "links.*.channel.maximumAge",
    "links.*.channel.purgeReaches",
    "records.*.fields.*.category",
    "records.*.fields.*.proof",
  ],
  statement: {
    fr: "La suppression atteint aussi les sauvegardes du canal ou du système rapproché.",
    en: "Deletion also reaches the backups of the channel or linked system.",
  },
  source: { ccin: "CCIN 2021-206 §VI", "cnil-guide": "CNIL developer guide, sheet 13" },
  check(context) {
    const { document, evidence } = context;
    if (document.links === undefined) return settle(context, { gaps: ["links"], mandatory: false, remarks: [] }, satisfied());
    const { unknown, transient: channels } = sensitiveLinks(document);
    const kept = channels.filter(({ id }) => (evidence?.channels?.[id]?.inBackups ?? 0) > 0);
    const faults: string[] = [];
    const gaps: string[] = [];
    const open: (typeof channels)[number][] = [];
    for (const one of channels) {
      const { purgeReaches, maximumAge, backupRotation } = one.channel;
      if (purgeReaches?.includes("backups") === true) continue;
      const rotation = readPeriod(backupRotation);
      const most = readPeriod(maximumAge);
      // A rotation within the maximum age empties the backup as soon as the channel itself.
      if (rotation !== undefined && most !== undefined && !longer(rotation, most)) continue;
      open.push(one);
      const path = `links.${one.id}.channel`;
      if (purgeReaches === undefined) gaps.push(`${path}.purgeReaches`);
      else if (rotation === undefined) gaps.push(`${path}.backupRotation`);
      else if (most === undefined) gaps.push(`${path}.maximumAge`);
      else faults.push(`${path}.purgeReaches ∌ backups; ${path}.backupRotation = ${rotation}`);
    }
    const remark = (of: readonly LinkAt[]): Remark => {
      const name = names(of);
      return say(
        "VI",
        "demande",
        [
          `cette suppression soit également effectuée sur le système de sauvegarde (${name.fr})`,
          `this deletion also be made on the backup system (${name.en})`,
        ],
        [
          "étendre la suppression aux sauvegardes, ou les écraser dans la durée maximale de séjour",
          "extend deletion to the backups, or overwrite them within the maximum age",
        ],
      );
    };
    if (kept.length > 0)
      return observed(
        [remark(kept)],
        kept.map(({ id }) => `evidence.channels.${id}.inBackups = ${evidence?.channels?.[id]?.inBackups}`),
      );
    const seen = channels.length > 0 && channels.every(({ id }) => evidence?.channels?.[id]?.inBackups !== undefined);
    const pass = satisfied(
      seen ? "evidence" : "promise",
      channels.map(({ id, channel }) => `links.${id}.channel.purgeReaches = ${(channel.purgeReaches ?? []).join(", ") || "∅"}`),
    );
    const settled = settle(context, { faults, gaps, remarks: [remark(open)] }, pass);
    // Which channel it is, the rule on channels asks; until then nothing tells what a purge must reach.
    return settled.state === "satisfied"
      ? settle(context, { gaps: unknown.map(({ id }) => `links.${id}.channel`), mandatory: false, remarks: [] }, settled)
      : settled;
  },
};

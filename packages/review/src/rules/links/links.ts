/** Other processings and the channels between them. */
import { human, observed, satisfied, settle } from "../../context.ts";
import { entries, fieldsOf, holds, sensitiveChannels } from "../../facts.ts";
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
  statement: {
    fr: "Chaque rapprochement nomme l'autre traitement, les informations, le sens et la finalité ; l'autre traitement est lui-même licite.",
    en: "Every link names the other processing, the fields, the direction, the purpose, and the other processing is itself lawful.",
  },
  source: { decision: "CCIN 2021-206 §VI" },
  check(context) {
    const { document } = context;
    const links = entries(document.links);
    const gaps = document.links === undefined ? ["links"] : [];
    const faults: string[] = [];
    for (const [id, link] of links) {
      if (link.status !== "reviewed") faults.push(`links.${id}.status = ${link.status}`);
      if (link.carries.length === 0) faults.push(`links.${id}.carries = none`);
      if (link.purposes.length === 0) faults.push(`links.${id}.purposes = none`);
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
        ? satisfied("promise", ["links = none"])
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
  statement: {
    fr: "Un canal qui transporte des justificatifs sensibles (messagerie, dépôt) est vidé rapidement après réception.",
    en: "A channel that carries sensitive proofs (mail, upload area) is emptied promptly after intake.",
  },
  source: { decision: "CCIN 2021-206 §VI" },
  check(context) {
    const { document, evidence } = context;
    const channels = sensitiveChannels(document);
    if (document.links === undefined) return settle(context, { gaps: ["links"], mandatory: false, remarks: [] }, satisfied());
    const late = channels.filter(({ id }) => (evidence?.channels?.[id]?.overdue ?? 0) > 0);
    if (late.length > 0)
      return observed(
        [emptied(late)],
        late.map(({ id }) => `links.${id}: ${evidence?.channels?.[id]?.overdue} messages past the maximum age`),
      );
    const open = channels.filter(({ channel }) => readPeriod(channel.maximumAge) === undefined);
    const seen = channels.length > 0 && channels.every(({ id }) => evidence?.channels?.[id] !== undefined);
    return settle(
      context,
      { gaps: open.map(({ id }) => `links.${id}.channel.maximumAge`), remarks: [emptied(open)] },
      satisfied(
        seen ? "evidence" : "promise",
        channels.map(({ id, channel }) => `links.${id}.channel.maximumAge = ${channel.maximumAge}`),
      ),
    );
  },
};

type Channels = ReturnType<typeof sensitiveChannels>;

function names(channels: Channels): ReturnType<typeof list> {
  return list(channels.map(({ id, link }) => both(link.processing, id)));
}

function emptied(channels: Channels): Remark {
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

/** CCIN 2021-206 §VI, « également effectuée sur le système de sauvegarde »; CNIL developer guide, sheet 13: `lnk-purge-reaches-backups`. */
export const purgeReachesBackups: Rule = {
  id: "lnk-purge-reaches-backups",
  section: "VI",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  statement: {
    fr: "La suppression atteint aussi les sauvegardes du canal ou du système rapproché.",
    en: "Deletion also reaches the backups of the channel or linked system.",
  },
  source: { decision: "CCIN 2021-206 §VI", guide: "CNIL developer guide, sheet 13" },
  check(context) {
    const { document, evidence } = context;
    if (document.links === undefined) return settle(context, { gaps: ["links"], mandatory: false, remarks: [] }, satisfied());
    const channels = sensitiveChannels(document);
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
      else faults.push(`${path}: purge leaves backups ${rotation}`);
    }
    const remark = (of: Channels): Remark => {
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
        kept.map(({ id }) => `links.${id}: ${evidence?.channels?.[id]?.inBackups} messages in backups`),
      );
    const seen = channels.length > 0 && channels.every(({ id }) => evidence?.channels?.[id]?.inBackups !== undefined);
    return settle(
      context,
      { faults, gaps, remarks: [remark(open)] },
      satisfied(
        seen ? "evidence" : "promise",
        channels.map(({ id }) => `links.${id}.channel`),
      ),
    );
  },
};

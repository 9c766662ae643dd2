/** Standing measures: infrastructure, secrets, authentication, encryption, upkeep. */
import { isCalendarDate, period } from "@favorable/core";
import { human, satisfied, settle } from "../../context.ts";
import { entries, isSpecial } from "../../facts.ts";
import { longer, overdue, readPeriod } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import { inBody, say } from "../../wording.ts";

/** CNIL deliberation 2018-326: an impact assessment, and with it the measures, is looked at again every three years at the latest. */
const RARE = period("P3Y");

/** CCIN 2021-206 §VII: `sec-infra-nominative-strong`. */
export const infraNominativeStrong: Rule = {
  id: "sec-infra-nominative-strong",
  section: "VII",
  severity: "reminder",
  origin: "seed",
  decides: decides("D"),
  needs: ["security.infrastructure.strongPasswords", "security.infrastructure.unusedPortsClosed", "security.infrastructureChecklist.on"],
  statement: {
    fr: "Les ports inutilisés sont désactivés ; serveurs, équipements et comptes sont protégés nominativement par identifiant et mot de passe fort.",
    en: "Unused ports are disabled; servers, network devices and every account are protected nominatively by identifier and strong password.",
  },
  source: { ccin: "CCIN 2021-206 §VII" },
  check(context) {
    const checklist = context.document.security?.infrastructureChecklist;
    const remark = say(
      "VII",
      "rappelle",
      [
        "les ports non utilisés doivent être désactivés et les serveurs, périphériques, équipements de raccordement ainsi que les comptes utilisateurs et administrateurs doivent être protégés nominativement par un identifiant et un mot de passe réputé fort",
        "unused ports must be disabled, and servers, peripherals, network devices, user and administrator accounts must be protected nominatively by an identifier and a strong password",
      ],
      [
        "joindre une liste de contrôle datée des ports, serveurs, équipements et comptes",
        "attach a dated checklist of ports, servers, devices and accounts",
      ],
    );
    const dated = checklist !== undefined && isCalendarDate(checklist.on) && checklist.on <= context.asOf;
    const infrastructure = context.document.security?.infrastructure;
    const faults = (["unusedPortsClosed", "strongPasswords"] as const)
      .filter((part) => infrastructure?.[part] === false)
      .map((part) => `security.infrastructure.${part} = false`);
    return settle(
      context,
      { faults, gaps: dated ? [] : ["security.infrastructureChecklist"], remarks: [remark] },
      satisfied("promise", [`security.infrastructureChecklist.on = ${checklist?.on}`]),
    );
  },
};

/** GDPR art. 32(1)(a); law 1.565 art. 31; CCIN 2021-206 §III, « messagerie sécurisée »: `sec-encryption-at-rest-transit`. */
export const encryptionAtRestTransit: Rule = {
  id: "sec-encryption-at-rest-transit",
  section: "VII",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  needs: [
    "categories.*.special",
    "links.*.carries",
    "links.*.channel.encrypted",
    "security.backups.encrypted",
    "security.encryption.atRest",
    "security.encryption.inTransit",
  ],
  statement: {
    fr: "Les données sont chiffrées en transit et au repos selon le risque.",
    en: "Data are encrypted in transit and at rest according to risk.",
  },
  source: {
    ccin: "CCIN 2021-206 §III",
    "law-1565": "law 1.565 art. 31",
    gdpr: "GDPR 32(1)(a)",
    "cnil-guide": "CNIL developer guide, sheet 6",
  },
  check(context) {
    const { document } = context;
    const encryption = document.security?.encryption;
    const special = entries(document.categories).some(([, category]) => category.special !== undefined);
    const faults: string[] = [];
    const gaps: string[] = [];
    if (encryption?.inTransit === undefined) gaps.push("security.encryption.inTransit");
    if (encryption?.inTransit === false) faults.push("security.encryption.inTransit = false");
    if (special && encryption?.atRest === undefined) gaps.push("security.encryption.atRest");
    if (special && encryption?.atRest === false) faults.push("security.encryption.atRest = false");
    const backups = document.security?.backups;
    if (special && typeof backups === "object" && backups.encrypted === false) faults.push("security.backups.encrypted = false");
    for (const [id, link] of entries(document.links)) {
      if (link.channel?.encrypted === false && link.carries.some((item) => isSpecial(document, item)))
        faults.push(`links.${id}.channel.encrypted = false`);
    }
    const remark = say(
      "VII",
      "demande",
      [
        "les informations soient chiffrées en transit et, pour les données sensibles, au repos",
        "the information be encrypted in transit and, for sensitive data, at rest",
      ],
      ["chiffrer les liaisons, les canaux et le stockage", "encrypt connections, channels and storage"],
    );
    return settle(context, { faults, gaps, mandatory: "encryption", remarks: [remark] }, satisfied("promise", ["security.encryption"]));
  },
};

/** Law 1.165 art. 17; GDPR art. 24(1) and 32(1)(d); law 1.565 art. 31; CCIN 2021-206 §VII: `sec-state-of-the-art-maintained`. */
export const stateOfTheArtMaintained: Rule = {
  id: "sec-state-of-the-art-maintained",
  section: "VII",
  severity: "reminder",
  origin: "both",
  decides: decides("D+E"),
  needs: ["evidence.reviews.security", "security.review.every", "security.review.last"],
  statement: {
    fr: "Les mesures sont maintenues et mises à jour pendant toute l'exploitation.",
    en: "Measures are kept and updated for the whole life of the processing.",
  },
  source: { ccin: "CCIN 2021-206 §VII", "law-1165": "law 1.165 art. 17", "law-1565": "law 1.565 art. 31", gdpr: "GDPR 24(1), 32(1)(d)" },
  check(context) {
    const stated = context.document.security?.review;
    const seen = context.evidence?.reviews?.security;
    const text = context.profile.securityText;
    const remark = inBody(
      say(
        "VII",
        "rappelle",
        [
          `conformément à ${text.fr}, les mesures techniques et organisationnelles devront être maintenues et mises à jour en tenant compte de l'état de l'art tout au long de la période d'exploitation`,
          `in accordance with ${text.en}, the technical and organisational measures must be maintained and updated to the state of the art for the whole period of operation`,
        ],
        ["dater la dernière revue des mesures et tenir sa périodicité", "date the last review of the measures and keep to its period"],
      ),
    );
    const last = seen ?? stated?.last;
    if (readPeriod(stated?.every) === undefined || !isCalendarDate(last))
      return settle(context, { gaps: ["security.review"], remarks: [remark] }, satisfied());
    const every = readPeriod(stated?.every);
    const rare = every !== undefined && longer(every, RARE);
    const late = rare || overdue(last, stated?.every, context.asOf) === true || last > context.asOf;
    return settle(
      context,
      {
        faults: late ? [`security.review.last = ${last}; security.review.every = ${stated?.every}`] : [],
        remarks: [remark],
        rests: seen === undefined ? "promise" : "evidence",
      },
      satisfied(seen === undefined ? "promise" : "evidence", [`security.review.last = ${last}`]),
    );
  },
};

/** Essonne case files: `sec-physical-and-manual`. */
export const physicalAndManual: Rule = {
  id: "sec-physical-and-manual",
  section: "VII",
  severity: "reminder",
  origin: "seed",
  decides: decides("D+H"),
  needs: ["security.paper.measures", "security.paper.used"],
  statement: { fr: "Les dossiers papier et les locaux sont couverts aussi.", en: "Paper files and premises are covered too." },
  source: { cnil: "CNIL notice of 1 June 2010" },
  check(context) {
    const paper = context.document.security?.paper;
    const remark = say(
      "VII",
      "rappelle",
      [
        "les dossiers papier et les locaux doivent être protégés au même titre que le traitement automatisé",
        "paper files and premises must be protected as the automated processing is",
      ],
      ["décrire les mesures qui protègent les dossiers papier", "describe the measures that protect paper files"],
    );
    if (paper === undefined) return settle(context, { gaps: ["security.paper"], mandatory: "paper", remarks: [remark] }, satisfied());
    if (!paper.used) return satisfied("promise", ["security.paper.used = false"]);
    return settle(
      context,
      { gaps: paper.measures === undefined ? ["security.paper.measures"] : [], remarks: [remark] },
      human("Les mesures décrites protègent-elles les dossiers papier ?", "Do the measures described protect the paper files?"),
    );
  },
};

/** Standing measures: infrastructure, secrets, authentication, encryption, upkeep. */
import { isCalendarDate } from "@favorable/core";
import { human, notApplicable, observed, satisfied, settle } from "../../context.ts";
import { entries, isSpecial } from "../../facts.ts";
import { overdue, readPeriod } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import { inBody, say } from "../../wording.ts";

/** CCIN 2021-206 §VII: `sec-infra-nominative-strong`. */
export const infraNominativeStrong: Rule = {
  id: "sec-infra-nominative-strong",
  section: "VII",
  severity: "reminder",
  origin: "seed",
  decides: decides("D"),
  needs: ["security.infrastructureChecklist.on"],
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
    return settle(
      context,
      { gaps: dated ? [] : ["security.infrastructureChecklist"], remarks: [remark] },
      satisfied("promise", [`security.infrastructureChecklist.on = ${checklist?.on}`]),
    );
  },
};

const FEWEST_CHARACTERS = 12; // APDP guide on security measures.
const FEWEST_BITS = 80; // CNIL, recommendation on passwords (2022-100).

/** APDP guide on security measures; CNIL developer guide, sheet 6; CNIL notice on body-worn cameras: `sec-password-strength`. */
export const passwordStrength: Rule = {
  id: "sec-password-strength",
  section: "VII",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  needs: [
    "evidence.credentials.clear",
    "security.passwords.entropyBits",
    "security.passwords.minimumLength",
    "security.passwords.sentInClear",
    "security.passwords.storedAs",
  ],
  statement: {
    fr: "Les secrets suivent une politique de robustesse, ne sont gardés que salés et hachés, et ne circulent jamais en clair.",
    en: "Secrets respect a strength policy and are stored only as salted hashes, never sent in clear.",
  },
  source: {
    ccin: "CCIN 2021-206 §VII",
    cnil: "CNIL notice on body-worn cameras",
    "apdp-guide": "APDP guide on security measures",
    "cnil-guide": "CNIL developer guide, sheet 6",
  },
  check(context) {
    const passwords = context.document.security?.passwords;
    const seen = context.evidence?.credentials?.clear;
    const remark = say(
      "VII",
      "demande",
      [
        "les mots de passe soient réputés forts, conservés salés et hachés, et jamais transmis en clair",
        "passwords be strong, kept as salted hashes, and never sent in clear",
      ],
      [
        `exiger ${FEWEST_CHARACTERS} caractères ou ${FEWEST_BITS} bits, et ne conserver que des empreintes salées`,
        `require ${FEWEST_CHARACTERS} characters or ${FEWEST_BITS} bits, and keep salted hashes only`,
      ],
    );
    if ((seen ?? 0) > 0) return observed([remark], [`evidence.credentials.clear = ${seen}`], "block");
    if (passwords?.storedAs === "clear" || passwords?.sentInClear === true)
      return settle(
        context,
        {
          faults: [passwords.storedAs === "clear" ? "security.passwords.storedAs = clear" : "security.passwords.sentInClear = true"],
          severity: "block",
          remarks: [remark],
        },
        satisfied(),
      );
    const faults: string[] = [];
    const gaps: string[] = [];
    const strong = (passwords?.minimumLength ?? 0) >= FEWEST_CHARACTERS || (passwords?.entropyBits ?? 0) >= FEWEST_BITS;
    if (passwords?.minimumLength === undefined && passwords?.entropyBits === undefined) gaps.push("security.passwords.minimumLength");
    else if (!strong) {
      // In a draft, too few characters may still turn out to be enough bits, and the reverse.
      const open =
        passwords.minimumLength === undefined ? "minimumLength" : passwords.entropyBits === undefined ? "entropyBits" : undefined;
      if (context.document.stage === "draft" && open !== undefined) gaps.push(`security.passwords.${open}`);
      else
        faults.push(
          `security.passwords.minimumLength = ${passwords.minimumLength ?? "∅"}; security.passwords.entropyBits = ${passwords.entropyBits ?? "∅"}`,
        );
    }
    if (passwords?.storedAs === undefined) gaps.push("security.passwords.storedAs");
    if (passwords?.storedAs === "hash") faults.push("security.passwords.storedAs = hash");
    const rests = seen === undefined ? "promise" : "evidence";
    return settle(context, { faults, gaps, mandatory: "passwords", remarks: [remark] }, satisfied(rests, ["security.passwords"]));
  },
};

/** APDP guide on security measures; CNIL developer guide, sheet 6; GDPR art. 32(1)-(2): `sec-strong-auth-sensitive`. */
export const strongAuthSensitive: Rule = {
  id: "sec-strong-auth-sensitive",
  section: "VII",
  severity: "reserve",
  origin: "else",
  decides: decides("D+E"),
  needs: [
    "access.accounts.factors",
    "categories.*.special",
    "evidence.credentials.oneFactor",
    "security.authentication.*.factors",
    "security.authentication.*.from",
    "security.exposed",
  ],
  statement: {
    fr: "Les données sensibles accessibles par un réseau sont derrière une authentification forte.",
    en: "Sensitive data reachable from a network is behind strong authentication.",
  },
  source: { gdpr: "GDPR 32(1)-(2)", "apdp-guide": "APDP guide on security measures", "cnil-guide": "CNIL developer guide, sheet 6" },
  check(context) {
    const { document } = context;
    const special = entries(document.categories).some(([, category]) => category.special !== undefined);
    if (document.categories !== undefined && !special) return notApplicable("no-subject");
    if (document.security?.exposed === false) return satisfied("promise", ["security.exposed = false"]);
    const factors = document.access?.accounts?.factors;
    const oneFactor = context.evidence?.credentials?.oneFactor;
    const remark = say(
      "VII",
      "demande",
      [
        "l'accès aux données sensibles soit protégé par une authentification à deux facteurs",
        "access to sensitive data be protected by two-factor authentication",
      ],
      ["exiger deux facteurs, ou ne pas exposer le traitement", "require two factors, or do not expose the processing"],
    );
    if (oneFactor !== undefined && oneFactor > 0) return observed([remark], [`evidence.credentials.oneFactor = ${oneFactor}`]);
    // A way in that asks for one factor is one, whatever is asked elsewhere.
    const weak = (document.security?.authentication ?? []).filter((way) => way.factors < 2);
    if (weak.length > 0)
      return settle(
        context,
        {
          faults: weak.map((way) => `security.authentication: ${way.from} = ${way.factors}`),
          remarks: [remark],
          ...(weak.some((way) => way.factors === 0) ? { severity: "block" as const } : {}),
        },
        satisfied(),
      );
    if (factors === undefined) return settle(context, { gaps: ["access.accounts.factors"], remarks: [remark] }, satisfied());
    if (document.security?.exposed === undefined && factors < 2)
      return settle(context, { gaps: ["security.exposed"], remarks: [remark] }, satisfied());
    const faults = factors < 2 ? [`access.accounts.factors = ${factors}`] : [];
    return settle(
      context,
      { faults, remarks: [remark], ...(factors === 0 ? { severity: "block" as const } : {}) },
      satisfied(oneFactor === undefined ? "promise" : "evidence", [`access.accounts.factors = ${factors}`]),
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
    const late = overdue(last, stated?.every, context.asOf) === true || last > context.asOf;
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

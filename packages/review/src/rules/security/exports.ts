/** Copies and extractions; data outside production; breaches. */
import { observed, requires, satisfied, settle } from "../../context.ts";
import { entries } from "../../facts.ts";
import { longer, longest, readPeriod } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Remark } from "../../verdict.ts";
import { say } from "../../wording.ts";
import { granted } from "../access/matrix.ts";

/** CCIN 2021-206 §VII, « chiffrée sur son support de réception »; APDP guide on authorisations: `sec-export-encrypted`. */
export const exportEncrypted: Rule = {
  id: "sec-export-encrypted",
  section: "VII",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  needs: ["evidence.exports.copies", "evidence.exports.plain", "links.*", "security.exports.encrypted", "security.exports.linkedToo"],
  statement: {
    fr: "Toute copie ou extraction est chiffrée sur son support de réception.",
    en: "Every copy or extraction is encrypted on the receiving medium.",
  },
  source: { ccin: "CCIN 2021-206 §VII", "apdp-guide": "APDP guide on authorisations" },
  check(context) {
    const { document, evidence } = context;
    const linked = entries(document.links).length > 0;
    const remark = say(
      "VII",
      "demande",
      [
        `la copie ou l'extraction d'informations issues du présent traitement${linked ? " et de traitements rapprochés" : ""} soit chiffrée sur son support de réception`,
        `any copy or extraction of information from this processing${linked ? " and from linked processings" : ""} be encrypted on the medium that receives it`,
      ],
      [
        "chiffrer chaque copie pour son destinataire, ou déclarer qu'il n'y en a aucune",
        "encrypt each copy for its recipient, or declare that there is none",
      ],
    );
    const plain = evidence?.exports?.plain ?? 0;
    if (plain > 0) return observed([remark], [`evidence.exports.plain = ${plain}/${evidence?.exports?.copies}`]);
    const exports = document.security?.exports;
    if (exports === undefined) return settle(context, { gaps: ["security.exports"], remarks: [remark] }, satisfied());
    const rests = evidence?.exports === undefined ? "promise" : "evidence";
    if (exports === "none") {
      const copies = evidence?.exports?.copies ?? 0;
      if (copies > 0) return observed([remark], [`security.exports = none; evidence.exports.copies = ${copies}`]);
      return satisfied(rests, ["security.exports = none"]);
    }
    const faults: string[] = [];
    const gaps: string[] = [];
    if (exports.encrypted === undefined) gaps.push("security.exports.encrypted");
    if (exports.encrypted === false) faults.push("security.exports.encrypted = false");
    if (linked && exports.linkedToo === undefined) gaps.push("security.exports.linkedToo");
    if (linked && exports.linkedToo === false) faults.push("security.exports.linkedToo = false");
    return settle(context, { faults, gaps, remarks: [remark] }, satisfied(rests, ["security.exports.encrypted = true"]));
  },
};

/** Municipal vaccination file; regional youth pass message; CCIN 2021-206 §VII: `sec-export-ledger`. */
export const exportLedger: Rule = {
  id: "sec-export-ledger",
  section: "VII",
  severity: "reserve",
  origin: "seed",
  decides: decides("D+E"),
  needs: [
    "access.actions",
    "access.grants.*.*",
    "access.immutable",
    "access.roles.*",
    "categories.*",
    "evidence.exports.copies",
    "evidence.exports.entries",
    "evidence.exports.expired",
    "retention.*.activeFor",
    "retention.*.maximum.period",
    "retention.*.minimum.period",
    "security.exports.expireAfter",
    "security.exports.ledger",
    "security.exports.limitedToScope",
  ],
  statement: {
    fr: "L'extraction est un droit à part ; chaque copie est comptée, justifiée, et a une échéance.",
    en: "Extraction is a separate right; each copy is counted, justified, and has an expiry.",
  },
  source: { ccin: "CCIN 2021-206 §VII", press: "municipal vaccination file; regional youth pass message" },
  check(context) {
    const { document, evidence } = context;
    const remark = say(
      "VII",
      "demande",
      [
        "l'extraction soit un droit distinct de la lecture et chaque copie soit inscrite dans un registre avec son échéance",
        "extraction be a right apart from reading, and each copy be entered in a ledger with its expiry",
      ],
      [
        "déclarer l'action d'extraction, tenir le registre des copies et fixer leur échéance",
        "declare the extract action, keep the ledger of copies and set their expiry",
      ],
    );
    const seen = evidence?.exports;
    if (seen !== undefined && (seen.entries < seen.copies || (seen.expired ?? 0) > 0))
      return observed(
        [remark],
        [`evidence.exports.entries = ${seen.entries}/${seen.copies}`, `evidence.exports.expired = ${seen.expired ?? 0}`],
      );
    const exports = document.security?.exports;
    const { access } = document;
    const extracting =
      access === undefined
        ? []
        : entries(access.roles)
            .map(([role]) => role)
            .filter((role) => entries(document.categories).some(([id]) => granted(access, role, id)?.includes("extract") === true));
    // No copy is ever made, and someone may make one.
    if (exports === "none" && extracting.length > 0)
      return settle(
        context,
        { faults: extracting.map((role) => `security.exports = none; access.grants.${role} ∋ extract`), remarks: [remark] },
        satisfied(),
      );
    if (exports === "none") return satisfied(seen === undefined ? "promise" : "evidence", ["security.exports = none"]);
    const faults: string[] = [];
    const gaps: string[] = [];
    if (exports === undefined) gaps.push("security.exports");
    if (access === undefined) gaps.push("access.actions");
    // Exports that exist while no right of extraction does: whoever reads may copy.
    if (exports !== undefined && access !== undefined && !access.actions.includes("extract")) faults.push("access.actions ∌ extract");
    if (exports?.limitedToScope === false) faults.push("security.exports.limitedToScope = false");
    if (exports?.ledger === false) faults.push("security.exports.ledger = false");
    if (exports !== undefined && exports.ledger === undefined) gaps.push("security.exports.ledger");
    const expiry = readPeriod(exports?.expireAfter);
    if (exports !== undefined && expiry === undefined) gaps.push("security.exports.expireAfter");
    // A copy does not outlive what it is a copy of.
    const lives = entries(document.retention).flatMap(([, one]) =>
      [one.maximum?.period, one.minimum?.period, one.activeFor].flatMap((length) => readPeriod(length) ?? []),
    );
    const life = longest(lives);
    if (expiry !== undefined && life !== undefined && longer(expiry, life))
      faults.push(`security.exports.expireAfter = ${expiry} > ${life}`);
    // Where extraction exists its ledger is due; where nothing is said of it, the profile decides.
    const mandatory = extracting.length > 0 || requires(context, "export-ledger");
    return settle(
      context,
      { faults, gaps, mandatory, remarks: [remark] },
      satisfied(seen === undefined ? "promise" : "evidence", ["security.exports.ledger = true"]),
    );
  },
};

/** CNIL developer guide, sheet 11: `sec-test-data-not-real`. */
export const testDataNotReal: Rule = {
  id: "sec-test-data-not-real",
  section: "VII",
  severity: "reserve",
  origin: "else",
  decides: decides("D+E"),
  needs: ["evidence.realRows", "security.environments.*.data", "security.environments.*.name", "security.environments.*.production"],
  statement: { fr: "Aucune donnée réelle ne sert au développement ni aux tests.", en: "Real data are not used for development or tests." },
  source: { "cnil-guide": "CNIL developer guide, sheet 11" },
  check(context) {
    const environments = context.document.security?.environments;
    const faults = (environments ?? [])
      .filter((one) => !one.production && one.data === "real")
      .map((one) => `security.environments: ${one.name} = real`);
    const remark = say(
      "VII",
      "demande",
      ["les environnements hors production n'utilisent pas de données réelles", "environments other than production use no real data"],
      [
        "générer ou anonymiser les données de test, et déclarer les environnements",
        "generate or anonymise test data, and declare the environments",
      ],
    );
    const rows = entries(context.evidence?.realRows).filter(([, count]) => count > 0);
    if (rows.length > 0)
      return observed(
        [remark],
        rows.map(([name, count]) => `evidence.realRows.${name} = ${count}`),
      );
    return settle(
      context,
      { faults, gaps: environments === undefined ? ["security.environments"] : [], remarks: [remark] },
      satisfied(context.evidence?.realRows === undefined ? "promise" : "evidence"),
    );
  },
};

/** GDPR art. 33 and 34; law 1.565 art. 32: `sec-breach-procedure`. */
export const breachProcedure: Rule = {
  id: "sec-breach-procedure",
  section: "VII",
  severity: "reminder",
  origin: "else",
  decides: decides("D"),
  needs: ["security.breach.authorityWithinHours", "security.breach.personsInformed", "security.breach.register"],
  statement: {
    fr: "Une procédure de violation existe : 72 heures pour l'autorité, les personnes si le risque est élevé, un registre interne.",
    en: "A breach procedure exists (72 h to the authority, persons if high risk, internal register).",
  },
  source: { "law-1565": "law 1.565 art. 32", gdpr: "GDPR 33, 34", "apdp-guide": "APDP guides" },
  check(context) {
    const breach = context.document.security?.breach;
    const gaps: string[] = [];
    const faults: string[] = [];
    if (breach === undefined) gaps.push("security.breach");
    else {
      if (breach.authorityWithinHours === undefined) gaps.push("security.breach.authorityWithinHours");
      else if (breach.authorityWithinHours > 72) faults.push(`security.breach.authorityWithinHours = ${breach.authorityWithinHours}`); // GDPR art. 33(1).
      if (breach.register === undefined) gaps.push("security.breach.register");
      if (breach.register === false) faults.push("security.breach.register = false");
    }
    if (breach?.personsInformed === false) faults.push("security.breach.personsInformed = false");
    // What the file says it does against the law is more than a reminder.
    const found =
      faults.length > 0 ? { severity: "reserve" as const, remarks: [notified("demande")] } : { remarks: [notified("rappelle")] };
    return settle(context, { faults, gaps, ...found }, satisfied());
  },
};

function notified(word: "rappelle" | "demande"): Remark {
  return say(
    "VII",
    word,
    word === "rappelle"
      ? [
          "toute violation doit être notifiée à l'autorité dans les 72 heures et inscrite dans un registre",
          "every breach must be notified to the authority within 72 hours and entered in a register",
        ]
      : [
          "toute violation soit notifiée à l'autorité dans les 72 heures, aux personnes si le risque est élevé, et inscrite dans un registre",
          "every breach be notified to the authority within 72 hours, to the persons if the risk is high, and entered in a register",
        ],
    ["écrire la procédure de violation", "write the breach procedure"],
  );
}

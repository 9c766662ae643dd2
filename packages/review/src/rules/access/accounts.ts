/** Accounts: one per person, granted and withdrawn. */
import { period } from "@favorable/core";
import { observed, satisfied, settle } from "../../context.ts";
import { longer, readPeriod } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Remark } from "../../verdict.ts";
import { say } from "../../wording.ts";

/** CCIN 2021-206 §V; CNIL developer guide, sheet 8: `acc-individual-credentials`. */
export const individualCredentials: Rule = {
  id: "acc-individual-credentials",
  section: "V",
  severity: "reminder",
  origin: "both",
  decides: decides("D+E"),
  needs: ["access.accounts.individual", "access.accounts.shared", "evidence.credentials.accounts", "evidence.credentials.shared"],
  statement: {
    fr: "Chaque personne habilitée a ses propres identifiant et secret ; aucun compte partagé.",
    en: "Each authorised person has own identifier and secret; no shared account.",
  },
  source: { ccin: "CCIN 2021-206 §V", "apdp-guide": "APDP guide on security measures", "cnil-guide": "CNIL developer guide, sheet 8" },
  check(context) {
    const accounts = context.document.access?.accounts;
    const seen = context.evidence?.credentials;
    if (seen !== undefined && seen.shared > 0)
      return observed([own("demande")], [`evidence.credentials.shared = ${seen.shared}/${seen.accounts}`], "reserve");
    if (accounts?.shared === true || accounts?.individual === false)
      return settle(
        context,
        {
          faults: [accounts.shared === true ? "access.accounts.shared = true" : "access.accounts.individual = false"],
          severity: "reserve",
          remarks: [own("demande")],
        },
        satisfied(),
      );
    if (seen !== undefined) return satisfied("evidence", [`evidence.credentials.shared = 0/${seen.accounts}`]);
    // A reminder stands whatever is promised, until evidence is attached.
    const gaps = accounts?.individual === undefined ? ["access.accounts.individual", "evidence.credentials"] : ["evidence.credentials"];
    return settle(context, { gaps, remarks: [own("rappelle")] }, satisfied());
  },
};

function own(word: "rappelle" | "demande"): Remark {
  const statement: readonly [string, string] =
    word === "rappelle"
      ? [
          "chaque personne habilitée à avoir accès au traitement doit avoir ses propres identifiants et mots de passe",
          "each person authorised to have access to the processing must have own identifiers and passwords",
        ]
      : [
          "chaque personne habilitée à avoir accès au traitement ait ses propres identifiants et mots de passe",
          "each person authorised to have access to the processing have own identifiers and passwords",
        ];
  return say("V", word, statement, [
    "créer un compte par personne, fermer les comptes partagés, et en joindre la preuve",
    "make one account per person, close shared accounts, and attach the evidence",
  ]);
}

const YEAR = period("P1Y"); // CNIL, guide to the security of personal data: authorisations are reviewed each year.
const QUARTER = period("P3M"); // APDP guide on authorisations: an account after departure, at the latest.

/** APDP guide on authorisations; CNIL developer guide, sheet 8; GDPR art. 32(1)(d): `acc-grant-and-revocation`. */
export const grantAndRevocation: Rule = {
  id: "acc-grant-and-revocation",
  section: "V",
  severity: "reserve",
  origin: "else",
  decides: decides("D+E"),
  needs: ["access.procedure.reviewEvery", "authorisations.closedWithin", "evidence.credentials.leavers"],
  statement: {
    fr: "Les critères d'habilitation sont écrits, validés par un responsable, revus, et l'accès est retiré au départ.",
    en: "Grant criteria are written, validated by a manager, reviewed, and removed at departure.",
  },
  source: { gdpr: "GDPR 32(1)(d)", "apdp-guide": "APDP guide on authorisations", "cnil-guide": "CNIL developer guide, sheet 8" },
  check(context) {
    const procedure = context.document.access?.procedure;
    const seen = context.evidence?.credentials;
    const remark = say(
      "V",
      "demande",
      [
        "les habilitations soient attribuées, revues et retirées selon une procédure écrite",
        "authorisations be granted, reviewed and withdrawn under a written procedure",
      ],
      [
        "écrire la procédure, fixer la périodicité des revues et fermer les comptes des partants",
        "write the procedure, set the period of reviews and close the accounts of leavers",
      ],
    );
    if ((seen?.leavers ?? 0) > 0) return observed([remark], [`evidence.credentials.leavers = ${seen?.leavers}`]);
    const gaps = procedure === undefined ? ["access.procedure"] : [];
    if (procedure !== undefined && readPeriod(procedure.reviewEvery) === undefined) gaps.push("access.procedure.reviewEvery");
    const every = readPeriod(procedure?.reviewEvery);
    const closed = readPeriod(context.document.authorisations?.closedWithin);
    const faults: string[] = [];
    if (every !== undefined && longer(every, YEAR)) faults.push(`access.procedure.reviewEvery = ${every} > ${YEAR}`);
    if (closed !== undefined && longer(closed, QUARTER)) faults.push(`authorisations.closedWithin = ${closed} > ${QUARTER}`);
    return settle(context, { faults, gaps, remarks: [remark] }, satisfied(seen?.leavers === undefined ? "promise" : "evidence"));
  },
};

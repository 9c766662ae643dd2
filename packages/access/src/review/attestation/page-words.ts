/** The words of the page. */
import type { Language } from "../../html/page.ts";
import type { AccessCheck } from "../accounts/checks.ts";
import type { RowChange } from "./attestation.ts";

interface PageWords {
  readonly title: string;
  readonly asks: string;
  readonly reviewer: string;
  readonly asOf: string;
  readonly log: string;
  readonly entries: (from: number, below: number) => string;
  readonly rows: string;
  readonly table: string;
  readonly person: string;
  readonly role: string;
  readonly rights: string;
  readonly ends: string;
  readonly noEnd: string;
  readonly used: string;
  readonly times: (count: number) => string;
  readonly never: string;
  readonly remarks: string;
  readonly decision: string;
  readonly keep: string;
  readonly revoke: string;
  readonly decide: (person: string, role: string) => string;
  readonly gone: string;
  readonly sign: string;
  readonly declare: string;
  readonly name: string;
  readonly date: string;
  readonly signature: string;
  readonly hash: string;
  readonly send: string;
  readonly nothing: string;
  readonly legend: string;
  readonly change: Readonly<Record<RowChange, string>>;
  readonly checks: Readonly<Record<AccessCheck, string>>;
}

/** French and English. */
export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = {
  en: {
    title: "Attestation of access rights",
    asks: "For each line, say whether the person still needs this right. A right that nobody answers for is taken away.",
    reviewer: "Reviewer",
    asOf: "As of",
    log: "Log read",
    entries: (from, below) => (below > from ? `entries ${from} to ${below - 1}` : "no entry"),
    rows: "Lines",
    table: "Persons and rights",
    person: "Person",
    role: "Role",
    rights: "Rights",
    ends: "Ends",
    noEnd: "no end",
    used: "Last used",
    times: (count) => `${count} ${count === 1 ? "use" : "uses"}`,
    never: "never in the period",
    remarks: "Remarks",
    decision: "Decision",
    keep: "Keep",
    revoke: "Revoke",
    decide: (person, role) => `Decision for ${person}, ${role}`,
    gone: "No longer there since the last attestation",
    sign: "Signature",
    declare: "I have examined each line, and I answer for the decisions above.",
    name: "Name and function",
    date: "Date",
    signature: "Signature",
    hash: "Hash of the data signed (SHA-256)",
    send: "Send the decisions",
    nothing: "There is no right to attest.",
    legend: "Letters: R read, A add, M modify, D delete, X extract.",
    change: { first: "", new: "new", unchanged: "unchanged", changed: "changed", "still-there": "was revoked, still there" },
    checks: {
      "unknown-role": "role not declared",
      "emergency-role-held": "emergency role held permanently",
      "never-used": "never used",
      dormant: "dormant",
      ended: "period over",
      "about-to-end": "about to end",
      leaver: "has left",
      "used-after-leaving": "used after leaving",
      "conflicting-roles": "conflicting roles",
      "technical-role-in-business": "a technical role that acts for a business purpose",
      "shared-account": "shared account",
      "several-accounts": "several accounts",
      "long-days": "days too long for one person",
      "used-without-holding": "used without the role",
      "used-outside-grant": "used outside its period",
    },
  },
  fr: {
    title: "Attestation des droits d'accès",
    asks: "Pour chaque ligne, dites si la personne a encore besoin de ce droit. Un droit dont personne ne répond est retiré.",
    reviewer: "Réviseur",
    asOf: "État au",
    log: "Journal lu",
    entries: (from, below) => (below > from ? `entrées ${from} à ${below - 1}` : "aucune entrée"),
    rows: "Lignes",
    table: "Personnes et droits",
    person: "Personne",
    role: "Rôle",
    rights: "Droits",
    ends: "Fin",
    noEnd: "sans fin",
    used: "Dernier usage",
    times: (count) => `${count} ${count < 2 ? "usage" : "usages"}`,
    never: "jamais dans la période",
    remarks: "Remarques",
    decision: "Décision",
    keep: "Maintenir",
    revoke: "Retirer",
    decide: (person, role) => `Décision pour ${person}, ${role}`,
    gone: "Disparus depuis la dernière attestation",
    sign: "Signature",
    declare: "J'ai examiné chaque ligne et je réponds des décisions ci-dessus.",
    name: "Nom et fonction",
    date: "Date",
    signature: "Signature",
    hash: "Empreinte des données signées (SHA-256)",
    send: "Envoyer les décisions",
    nothing: "Il n'y a aucun droit à attester.",
    legend: "Lettres : R lecture, A ajout, M modification, D suppression, X extraction.",
    change: { first: "", new: "nouveau", unchanged: "inchangé", changed: "modifié", "still-there": "retiré, toujours présent" },
    checks: {
      "unknown-role": "rôle non déclaré",
      "emergency-role-held": "rôle d'urgence tenu en permanence",
      "never-used": "jamais utilisé",
      dormant: "dormant",
      ended: "période échue",
      "about-to-end": "proche de sa fin",
      leaver: "parti",
      "used-after-leaving": "utilisé après le départ",
      "conflicting-roles": "rôles incompatibles",
      "technical-role-in-business": "rôle technique agissant pour une finalité métier",
      "shared-account": "compte partagé",
      "several-accounts": "plusieurs comptes",
      "long-days": "journées trop longues pour une personne",
      "used-without-holding": "utilisé sans le rôle",
      "used-outside-grant": "utilisé hors de sa période",
    },
  },
};

/** Who receives the data: recipients, processors, joint controllers, other countries. */
import { human, notApplicable, observed, requires, satisfied, settle } from "../../context.ts";
import { entries, holds } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Remark } from "../../verdict.ts";
import { named, say } from "../../wording.ts";

/** GDPR art. 13(1)(e) and 30(1)(d); law 1.565 art. 11 and 27: `lnk-recipient-declared-purpose`. */
export const recipientDeclaredPurpose: Rule = {
  id: "lnk-recipient-declared-purpose",
  section: "VI",
  severity: "block",
  origin: "both",
  decides: decides("D+E"),
  statement: {
    fr: "Chaque destinataire ou communication est déclaré avec sa finalité et son fondement.",
    en: "Each recipient or disclosure is declared with its purpose and basis.",
  },
  source: {
    decision: "Essonne case files; regional youth pass message",
    gdpr: "GDPR 13(1)(e), 30(1)(d)",
    "law-1565": "law 1.565 art. 11, 27",
  },
  check(context) {
    const { recipients, access } = context.document;
    const seen = context.evidence?.recipients;
    const unknown = (seen ?? []).filter((one) => !holds(recipients, one) && !holds(access?.roles, one));
    if (unknown.length > 0)
      return observed(
        [declare(unknown.join(", "), unknown.join(", "))],
        unknown.map((one) => `disclosure to ${one}`),
      );
    const gaps: string[] = [];
    const faults: string[] = [];
    const short: string[] = [];
    for (const [id, recipient] of entries(recipients)) {
      if (recipient.purposes.length === 0) faults.push(`recipients.${id}: no purpose`);
      if (recipient.basis === undefined) gaps.push(`recipients.${id}.basis`);
      if (recipient.purposes.length === 0 || recipient.basis === undefined) short.push(id);
    }
    const names = named(short, recipients);
    const settled = settle(
      context,
      { faults, gaps, remarks: [declare(names.fr, names.en)] },
      satisfied(
        seen === undefined ? "promise" : "evidence",
        entries(recipients).map(([id]) => `recipients.${id}`),
      ),
    );
    if (settled.state !== "satisfied" || recipients !== undefined) return settled;
    // Where the form does not require a list, a submitted file without one declares that nobody receives the data.
    const silentIsNone = context.document.stage === "submitted" && !requires(context, "recipients");
    return silentIsNone ? settled : settle(context, { gaps: ["recipients"], remarks: [declare("", "")] }, settled);
  },
};

function declare(fr: string, en: string): Remark {
  return say(
    "VI",
    "demande",
    [
      "toute communication d'informations soit déclarée avec son destinataire, sa finalité et son fondement",
      "every disclosure be declared with its recipient, purpose and basis",
    ],
    [
      `déclarer la finalité et le fondement${fr === "" ? " de chaque destinataire, ou qu'il n'y en a aucun" : ` de : ${fr}`}, ou cesser la communication`,
      `declare the purpose and basis${en === "" ? " of each recipient, or that there is none" : ` of: ${en}`}, or stop the disclosure`,
    ],
  );
}

const CLAUSES = ["a", "b", "c", "d", "e", "f", "g", "h"] as const; // GDPR art. 28(3)(a)-(h).

/** GDPR art. 28(3); law 1.565 art. 26: `lnk-processor-contract`. */
export const processorContract: Rule = {
  id: "lnk-processor-contract",
  section: "VI",
  severity: "reserve",
  origin: "else",
  decides: decides("D"),
  statement: {
    fr: "Chaque sous-traitant a un contrat écrit avec les clauses obligatoires et les seuls droits utiles.",
    en: "Each processor has a written contract with the Art. 28(3) clauses and only the rights it needs.",
  },
  source: { gdpr: "GDPR 28(3)", "law-1565": "law 1.565 art. 26", guide: "APDP guides on service providers" },
  check(context) {
    const { processors } = context.document;
    const gaps = processors === undefined ? ["processors"] : [];
    const faults: string[] = [];
    const short = new Set<string>();
    for (const [id, processor] of entries(processors)) {
      const lacking = CLAUSES.filter((clause) => processor.clauses !== undefined && !processor.clauses.includes(clause));
      if (processor.contract === undefined) gaps.push(`processors.${id}.contract`);
      if (processor.clauses === undefined) gaps.push(`processors.${id}.clauses`);
      if (lacking.length > 0) faults.push(`processors.${id}.clauses lacks ${lacking.join(", ")}`);
      if (processor.contract === undefined || processor.clauses === undefined || lacking.length > 0) short.add(id);
    }
    const names = named([...short], processors);
    const remark = say(
      "VI",
      "demande",
      [
        "chaque sous-traitant soit lié par un contrat écrit comportant les clauses obligatoires",
        "each processor be bound by a written contract with the mandatory clauses",
      ],
      [
        `compléter le contrat${short.size === 0 ? ", ou déclarer l'absence de sous-traitant" : ` de : ${names.fr}`}`,
        `complete the contract${short.size === 0 ? ", or declare that there is no processor" : ` of: ${names.en}`}`,
      ],
    );
    return settle(context, { faults, gaps, remarks: [remark] }, satisfied());
  },
};

/** GDPR art. 26; law 1.565 art. 24: `lnk-joint-controllers-arrangement`. */
export const jointControllersArrangement: Rule = {
  id: "lnk-joint-controllers-arrangement",
  section: "VI",
  severity: "reserve",
  origin: "else",
  decides: decides("D+H"),
  statement: {
    fr: "Les responsables conjoints sont identifiés, avec un accord écrit.",
    en: "Joint controllers are identified with a written arrangement.",
  },
  source: { gdpr: "GDPR 26", "law-1565": "law 1.565 art. 24" },
  check(context) {
    const joint = context.document.jointControllers;
    if (joint === "none") return satisfied("promise", ["jointControllers = none"]);
    const remark = say(
      "VI",
      "demande",
      [
        "les responsables conjoints soient identifiés et liés par un accord écrit",
        "joint controllers be identified and bound by a written arrangement",
      ],
      [
        "joindre l'accord, ou déclarer qu'il n'y a pas de responsable conjoint",
        "join the arrangement, or declare that there is no joint controller",
      ],
    );
    const gaps = joint === undefined ? ["jointControllers"] : joint.arrangement === undefined ? ["jointControllers.arrangement"] : [];
    return settle(
      context,
      { gaps, remarks: [remark] },
      human("L'accord répartit-il clairement les responsabilités ?", "Does the arrangement clearly share the responsibilities?"),
    );
  },
};

/** GDPR art. 44 to 49 and 30(1)(e); law 1.565 art. 97 to 100: `lnk-transfer-third-country`. */
export const transferThirdCountry: Rule = {
  id: "lnk-transfer-third-country",
  section: "VI",
  severity: "block",
  origin: "else",
  decides: decides("D+E"),
  statement: {
    fr: "Les données qui quittent le pays ou l'EEE ont une destination et une garantie déclarées.",
    en: "Data leaving the country/EEA has a declared destination and safeguard.",
  },
  source: { gdpr: "GDPR 44-49, 30(1)(e)", "law-1565": "law 1.565 art. 97-100" },
  check(context) {
    const { transfers } = context.document;
    if (transfers === undefined) return settle(context, { gaps: ["transfers"], remarks: [safeguard("", "")] }, satisfied());
    const all = entries(transfers);
    if (all.length === 0) return notApplicable("no-subject");
    const faults = all.filter(([, one]) => one.safeguard === "none").map(([id, one]) => `transfers.${id} to ${one.to}: no safeguard`);
    const gaps = all.filter(([, one]) => one.safeguard === undefined).map(([id]) => `transfers.${id}.safeguard`);
    const short = all
      .filter(([, one]) => one.safeguard === undefined || one.safeguard === "none")
      .map(([, one]) => one.to)
      .join(", ");
    return settle(
      context,
      { faults, gaps, remarks: [safeguard(short, short)] },
      satisfied(
        "promise",
        all.map(([id, one]) => `transfers.${id} to ${one.to}: ${one.safeguard}`),
      ),
    );
  },
};

function safeguard(fr: string, en: string): Remark {
  return say(
    "VI",
    "demande",
    [
      "tout transfert hors du pays ou de l'Espace économique européen ait une garantie",
      "every transfer out of the country or the European Economic Area have a safeguard",
    ],
    [
      `déclarer la garantie${fr === "" ? ", ou l'absence de transfert" : ` pour : ${fr}`}`,
      `declare the safeguard${en === "" ? ", or that there is no transfer" : ` for: ${en}`}`,
    ],
  );
}

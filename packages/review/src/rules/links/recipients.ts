/** Who receives the data: recipients, processors, joint controllers. */
import type { ProcessorDocument } from "@favorable/processing";
import { human, observed, satisfied, settle } from "../../context.ts";
import { entries, holds, isSpecial } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Bilingual, Remark } from "../../verdict.ts";
import { list, named, quoted, say } from "../../wording.ts";

/** GDPR art. 13(1)(e) and 30(1)(d); law 1.565 art. 11 and 27: `lnk-recipient-declared-purpose`. */
export const recipientDeclaredPurpose: Rule = {
  id: "lnk-recipient-declared-purpose",
  section: "VI",
  severity: "block",
  origin: "both",
  decides: decides("D+E"),
  needs: [
    "access.roles",
    "categories.*.special",
    "evidence.recipients",
    "recipients.*.basis",
    "recipients.*.categories",
    "recipients.*.kind",
    "recipients.*.purposes",
    "recipients.*.state",
  ],
  statement: {
    fr: "Chaque destinataire ou communication est déclaré avec sa finalité et son fondement.",
    en: "Each recipient or disclosure is declared with its purpose and basis.",
  },
  source: {
    cnil: "CNIL notice of 1 June 2010",
    press: "regional youth pass message",
    "law-1565": "law 1.565 art. 11, 27",
    gdpr: "GDPR 13(1)(e), 30(1)(d)",
  },
  check(context) {
    const { recipients, access } = context.document;
    const seen = context.evidence?.recipients;
    const unknown = (seen ?? []).filter((one) => !holds(recipients, one) && !holds(access?.roles, one));
    if (unknown.length > 0)
      return observed(
        [declare(list(unknown.map(quoted)))],
        unknown.map((one) => `evidence.recipients ∋ ${one}`),
      );
    const gaps: string[] = [];
    const faults: string[] = [];
    const short: string[] = [];
    for (const [id, recipient] of entries(recipients)) {
      if (recipient.purposes.length === 0) faults.push(`recipients.${id}.purposes = []`);
      if (recipient.basis === undefined) gaps.push(`recipients.${id}.basis`);
      // Whoever reads the press or a public page is no recipient that a sensitive fact can be told to.
      const spread =
        (recipient.kind === "press" || recipient.kind === "public") && recipient.state !== "ended" && recipient.state !== "abandoned";
      const told = spread ? recipient.categories.filter((category) => isSpecial(context.document, category)) : [];
      faults.push(...told.map((category) => `recipients.${id}.kind = ${recipient.kind}; categories.${category}.special`));
      if (recipient.purposes.length === 0 || recipient.basis === undefined || told.length > 0) short.push(id);
    }
    const names = named(short, recipients);
    const settled = settle(
      context,
      { faults, gaps, remarks: [declare(names)] },
      satisfied(
        seen === undefined ? "promise" : "evidence",
        entries(recipients).map(([id]) => `recipients.${id}`),
      ),
    );
    if (settled.state !== "satisfied" || recipients !== undefined) return settled;
    return settle(context, { gaps: ["recipients"], mandatory: "recipients", remarks: [declare(undefined)] }, settled);
  },
};

function declare(names: Bilingual | undefined): Remark {
  return say(
    "VI",
    "demande",
    [
      "toute communication d'informations soit déclarée avec son destinataire, sa finalité et son fondement",
      "every disclosure be declared with its recipient, purpose and basis",
    ],
    names === undefined
      ? ["déclarer chaque destinataire, ou qu'il n'y en a aucun", "declare each recipient, or that there is none"]
      : [
          `déclarer la finalité et le fondement, ou cesser la communication : ${names.fr}`,
          `declare the purpose and basis, or stop the disclosure: ${names.en}`,
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
  needs: [
    "processors.*.clauses",
    "processors.*.contract",
    "processors.*.endOfContract.proof",
    "processors.*.endOfContract.reachesBackups",
    "processors.*.subProcessing",
    "processors.*.subProcessors.*.authorised",
    "processors.*.subProcessors.*.sameDuties",
  ],
  statement: {
    fr: "Chaque sous-traitant a un contrat écrit avec les clauses obligatoires et les seuls droits utiles.",
    en: "Each processor has a written contract with the Art. 28(3) clauses and only the rights it needs.",
  },
  source: { "law-1565": "law 1.565 art. 26", gdpr: "GDPR 28(3)", "apdp-guide": "APDP guides on service providers" },
  check(context) {
    const { processors } = context.document;
    const gaps = processors === undefined ? ["processors"] : [];
    const faults: string[] = [];
    const short = new Set<string>();
    for (const [id, processor] of entries(processors)) {
      const lacking = CLAUSES.filter((clause) => processor.clauses !== undefined && !processor.clauses.includes(clause));
      if (processor.contract === undefined) gaps.push(`processors.${id}.contract`);
      if (processor.clauses === undefined) gaps.push(`processors.${id}.clauses`);
      if (lacking.length > 0) faults.push(`processors.${id}.clauses ∌ ${lacking.join(", ")}`);
      const breaches = breachesOf(id, processor);
      faults.push(...breaches);
      if (processor.contract === undefined || processor.clauses === undefined || lacking.length + breaches.length > 0) short.add(id);
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

/** What the file says of others that come in, and of the end, that the clauses do not allow (GDPR art. 28(2), 28(3)(d) and (g), 28(4)). */
function breachesOf(id: string, { subProcessing, subProcessors, endOfContract }: ProcessorDocument): readonly string[] {
  const path = `processors.${id}`;
  const faults: string[] = [];
  for (const [sub, one] of entries(typeof subProcessors === "object" ? subProcessors : undefined)) {
    if (one.authorised === false) faults.push(`${path}.subProcessors.${sub}.authorised = false`);
    if (one.sameDuties === false) faults.push(`${path}.subProcessors.${sub}.sameDuties = false`);
    if (subProcessing === "forbidden") faults.push(`${path}.subProcessing = forbidden; ${path}.subProcessors ∋ ${sub}`);
  }
  if (endOfContract?.proof === "none") faults.push(`${path}.endOfContract.proof = none`);
  if (endOfContract?.reachesBackups === false) faults.push(`${path}.endOfContract.reachesBackups = false`);
  return faults;
}

/** GDPR art. 26; law 1.565 art. 24: `lnk-joint-controllers-arrangement`. */
export const jointControllersArrangement: Rule = {
  id: "lnk-joint-controllers-arrangement",
  section: "VI",
  severity: "reserve",
  origin: "else",
  decides: decides("D+H"),
  needs: ["jointControllers.arrangement"],
  statement: {
    fr: "Les responsables conjoints sont identifiés, avec un accord écrit.",
    en: "Joint controllers are identified with a written arrangement.",
  },
  source: { "law-1565": "law 1.565 art. 24", gdpr: "GDPR 26" },
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

import type { ProcessingDocument } from "@favorable/processing";
import { human, notApplicable, observed, satisfied, settle } from "../../context.ts";
import { basesOf, entries, fieldsOf, isSpecial, subjectsOf } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { say } from "../../wording.ts";
import { says } from "../words.ts";

/** GDPR art. 6(1)(a) and 7(1)-(4); law 1.565 art. 6: `law-consent-valid`. */
export const consentValid: Rule = {
  id: "law-consent-valid",
  section: "II",
  severity: "block",
  origin: "both",
  decides: decides("D+E+H"),
  needs: [
    "evidence.consents.uses",
    "evidence.consents.withoutRecord",
    "categories.*.special",
    "purposes.*.bases.*.consent.act",
    "purposes.*.bases.*.consent.asEasyAsGiving",
    "purposes.*.bases.*.consent.dependent",
    "purposes.*.bases.*.consent.imbalance",
    "purposes.*.bases.*.consent.perPurpose",
    "purposes.*.bases.*.consent.proof",
    "purposes.*.bases.*.consent.recorded",
    "purposes.*.bases.*.consent.withdrawal",
    "purposes.*.bases.*.kind",
    "purposes.*.population",
    "records.*.fields.*.category",
    "records.*.fields.*.purposes",
    "records.*.subjects",
    "subjects.*.relation",
  ],
  statement: {
    fr: "Le consentement est donné par finalité, libre, prouvé, et se retire aussi simplement qu'il se donne.",
    en: "Where consent is the basis it is per purpose, free, proved, and as easy to withdraw as to give.",
  },
  source: {
    ccin: "CCIN 2021-206 §II",
    press: "regional youth pass message",
    "law-1565": "law 1.565 art. 6",
    gdpr: "GDPR 6(1)(a), 7(1)-(4)",
    "apdp-guide": "APDP guide on authorisations (subordination)",
  },
  check(context) {
    const { document, profile, evidence } = context;
    if (basesOf(document).length === 0) return settle(context, { gaps: ["purposes.*.bases"], mandatory: false, remarks: [] }, satisfied());
    const consents = basesOf(document).filter(({ basis }) => basis.kind === "consent");
    if (consents.length === 0) return notApplicable("no-subject");
    if ((evidence?.consents?.withoutRecord ?? 0) > 0)
      return observed([valid()], [`evidence.consents.withoutRecord = ${evidence?.consents?.withoutRecord}/${evidence?.consents?.uses}`]);
    const faults: string[] = [];
    const gaps: string[] = [];
    const doubtful: string[] = [];
    const depending: string[] = [];
    for (const { purpose, path, basis } of consents) {
      if (basis.consent?.perPurpose === false) faults.push(`${path}.consent.perPurpose = false`);
      // Silence, a box that is ticked already or going on is no act; sensitive data ask for an explicit one (GDPR art. 4(11), 9(2)(a)).
      if (basis.consent?.act === "implied") faults.push(`${path}.consent.act = implied`);
      if (basis.consent?.act === "setting" && servesSensitive(document, purpose))
        faults.push(`${path}.consent.act = setting; categories.*.special`);
      if (basis.consent?.dependent === true && !says(basis.consent.imbalance)) faults.push(`${path}.consent.dependent = true`);
      else if (basis.consent?.dependent === true) depending.push(`${path}.consent.dependent = true`);
      const lacking =
        basis.consent?.recorded === undefined ? [] : RECORDED.filter((part) => basis.consent?.recorded?.includes(part) === false);
      if (lacking.length > 0) faults.push(`${path}.consent.recorded ∌ ${lacking.join(", ")}`);
      if (profile.consent === "stated") continue;
      if (basis.consent === undefined) gaps.push(`${path}.consent`);
      else gaps.push(...STATED.filter((part) => basis.consent?.[part] === undefined).map((part) => `${path}.consent.${part}`));
      if (basis.consent?.asEasyAsGiving === false) faults.push(`${path}.consent.asEasyAsGiving = false`);
      if (basis.consent !== undefined && basis.consent.imbalance === undefined && concernsStaff(document, purpose))
        doubtful.push(`${path}.consent.imbalance`);
    }
    const rests = evidence?.consents === undefined ? "promise" : "evidence";
    const settled = settle(
      context,
      { faults, gaps, remarks: [valid()] },
      depending.length === 0
        ? satisfied(
            rests,
            consents.map(({ path }) => `${path}.kind = consent`),
          )
        : human(
            "Le consentement est-il libre, bien que la personne dépende du responsable du traitement ?",
            "Is consent free although the person depends on the controller?",
            rests,
            depending,
          ),
    );
    if (settled.state !== "satisfied" || doubtful.length === 0) return settled;
    return settle(context, { gaps: doubtful, severity: "reminder", remarks: [free()] }, settled);
  },
};

/** What a consent must say of itself (GDPR art. 7(1) to (3)). */
const STATED = ["perPurpose", "proof", "withdrawal", "asEasyAsGiving"] as const;

/** What a record of consent holds, to show who agreed to what and when (GDPR art. 7(1)). */
const RECORDED = ["purpose", "time"] as const;

/** Sensitive data among those that serve the purpose. */
function servesSensitive(document: ProcessingDocument, purpose: string): boolean {
  return fieldsOf(document).some(({ field }) => field.purposes.includes(purpose) && isSpecial(document, field.category));
}

/** Staff among those the purpose concerns. */
function concernsStaff(document: ProcessingDocument, purpose: string): boolean {
  const concerned = subjectsOf(document, purpose);
  return entries(document.subjects).some(([id, subject]) => subject.relation === "staff" && concerned.includes(id));
}

function valid(): ReturnType<typeof say> {
  return say(
    "II",
    "demande",
    [
      "le consentement soit recueilli par finalité, prouvé, et aussi simple à retirer qu'à donner",
      "consent be collected per purpose, proved, and as easy to withdraw as to give",
    ],
    [
      "déclarer comment le consentement est recueilli, prouvé et retiré, et n'utiliser aucune donnée sans lui",
      "declare how consent is collected, proved and withdrawn, and use no data without it",
    ],
  );
}

function free(): ReturnType<typeof say> {
  return say(
    "II",
    "rappelle",
    [
      "le consentement d'un salarié n'est libre que si son refus est sans conséquence",
      "the consent of an employee is free only if refusing has no consequence",
    ],
    ["indiquer pourquoi le consentement est libre malgré le lien de subordination", "state why consent is free in spite of subordination"],
  );
}

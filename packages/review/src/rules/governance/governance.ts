/** Necessity, formalities, officer, change, and whether what runs is what was declared. */
import { byEvidence, human, observed, requires, satisfied, settle } from "../../context.ts";
import { entries, logCategories } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Bilingual, Remark } from "../../verdict.ts";
import { cite, say } from "../../wording.ts";

/** GDPR art. 5(1)(c) and 35(7)(b): `nec-necessity-proportionality`. */
export const necessityProportionality: Rule = {
  id: "nec-necessity-proportionality",
  section: "IX",
  severity: "block",
  origin: "both",
  decides: decides("H"),
  needs: ["governance.necessity.reviewOn"],
  statement: {
    fr: "Le traitement est nécessaire, aucun moyen moins intrusif n'atteint la finalité, et son utilité est réévaluée.",
    en: "The processing is necessary and no less intrusive means reaches the purpose; usefulness is re-assessed.",
  },
  source: { press: "municipal vaccination file", gdpr: "GDPR 35(7)(b), 5(1)(c)" },
  check(context) {
    const necessity = context.document.governance?.necessity;
    const pass = human(
      "Le traitement est-il nécessaire, et aucun moyen moins intrusif ne suffit-il ?",
      "Is the processing necessary, and would no less intrusive means do?",
      "promise",
      necessity === undefined ? [] : ["governance.necessity"],
    );
    const past = necessity?.reviewOn !== undefined && necessity.reviewOn < context.asOf;
    if (!past && (necessity !== undefined || !requires(context, "necessity"))) return pass;
    const remark = say(
      "IX",
      "demande",
      [
        "la nécessité et la proportionnalité du traitement soient exposées",
        "the necessity and proportionality of the processing be set out",
      ],
      [
        "exposer la nécessité, les moyens moins intrusifs écartés et la date de réévaluation",
        "set out the necessity, the less intrusive means set aside and the date of re-assessment",
      ],
    );
    if (past)
      return settle(
        context,
        {
          faults: [`governance.necessity.reviewOn = ${necessity?.reviewOn} < ${context.asOf}`],
          severity: "reserve",
          remarks: [reassessed()],
        },
        pass,
      );
    return settle(context, { gaps: ["governance.necessity"], severity: "reserve", remarks: [remark] }, pass);
  },
};

function reassessed(): Remark {
  return say(
    "IX",
    "demande",
    [
      "l'utilité du traitement soit réévaluée, la date prévue étant passée",
      "the usefulness of the processing be re-assessed, the day set for it having passed",
    ],
    ["réévaluer le traitement et fixer la prochaine date", "re-assess the processing and set the next day"],
  );
}

/** GDPR art. 37 to 39; law 1.565 art. 28: `nec-dpo-designated`. */
export const dpoDesignated: Rule = {
  id: "nec-dpo-designated",
  section: "IX",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  needs: ["categories.*.special", "controller.kind", "dpo"],
  statement: {
    fr: "Un délégué est désigné quand il le faut, joignable et nommé dans la notice.",
    en: "A DPO is designated where required, reachable and named in the notice.",
  },
  source: { ccin: "CCIN 2021-206 §IV", cnil: "CNIL notice of 1 June 2010", "law-1565": "law 1.565 art. 28", gdpr: "GDPR 37, 38, 39" },
  check(context) {
    const { dpo, controller, categories } = context.document;
    const special = entries(categories).some(([, category]) => category.special !== undefined);
    const due = context.profile.officer === "designated" && (controller?.kind === "public-body" || special);
    const remark = say(
      "IX",
      "demande",
      ["un délégué à la protection des données soit désigné et joignable", "a data-protection officer be designated and reachable"],
      ["désigner un délégué et indiquer son contact", "designate an officer and state the contact"],
    );
    return settle(
      context,
      { faults: dpo === "none" && due ? ["dpo = none"] : [], gaps: dpo === undefined ? ["dpo"] : [], mandatory: "dpo", remarks: [remark] },
      satisfied("promise", [dpo === "none" ? "dpo = none" : "dpo.contact"]),
    );
  },
};

/** CCIN 2021-206 §VIII, « demande de modification … devra lui être soumise »: `nec-change-triggers-review`. */
export const changeTriggersReview: Rule = {
  id: "nec-change-triggers-review",
  section: "IX",
  severity: "reminder",
  origin: "seed",
  decides: decides("D+E"),
  needs: [
    "categories.*.kind",
    "evidence.drift.approved",
    "evidence.drift.widened",
    "governance.approved.on",
    "governance.approved.sha256",
    "logs.category",
    "retention.*.categories",
    "retention.*.reference.article",
    "retention.*.reference.text",
  ],
  statement: {
    fr: "Toute extension de finalité, de données, de personnes, de rôles, de liens ou de durée retourne à l'examen avant usage.",
    en: "Any extension of purpose, data, subjects, roles, links or retention goes back to review before use.",
  },
  source: { ccin: "CCIN 2021-206 §VIII" },
  check(context) {
    const { document, evidence } = context;
    const drift = evidence?.drift;
    if (drift !== undefined && drift.widened.length > 0)
      return observed(
        [widened()],
        drift.widened.map((path) => `evidence.drift.widened ∋ ${path}`),
        "block",
      );
    const approved = document.governance?.approved?.sha256;
    const ahead = document.governance?.approved?.on;
    if (ahead !== undefined && ahead > context.asOf)
      return settle(
        context,
        { faults: [`governance.approved.on = ${ahead} > ${context.asOf}`], severity: "reserve", remarks: [extended("demande")] },
        satisfied(),
      );
    if (drift !== undefined && approved !== undefined && drift.approved === approved)
      return satisfied("evidence", ["evidence.drift.widened = []"]);
    const logs = logCategories(document);
    const law = entries(document.retention).find(
      ([, one]) => one.reference !== undefined && !one.categories.every((id) => logs.includes(id)),
    )?.[1].reference;
    const gaps = ["evidence.drift", ...(approved === undefined ? ["governance.approved"] : [])];
    return settle(context, { gaps, remarks: [law === undefined ? extended() : lengthened(cite(law))] }, satisfied());
  },
};

const SUBMIT: readonly [string, string] = [
  "soumettre la modification avant usage, et comparer ce qui s'exécute à la déclaration approuvée",
  "submit the change before use, and compare what runs with the approved declaration",
];

function lengthened(text: Bilingual): Remark {
  return say(
    "VIII",
    "rappelle",
    [
      `si les délais de conservation fondés sur un texte (${text.fr}) devaient être allongés, une demande de modification du présent traitement devra être soumise`,
      `if the retention periods that rest on a text (${text.en}) were lengthened, a request to modify this processing must be submitted`,
    ],
    SUBMIT,
  );
}

function extended(word: "rappelle" | "demande" = "rappelle"): Remark {
  return say(
    "IX",
    word,
    word === "rappelle"
      ? [
          "toute extension du traitement doit faire l'objet d'une demande de modification",
          "any extension of the processing must be the object of a request to modify it",
        ]
      : ["l'approbation dont se prévaut le dossier soit acquise avant l'usage", "the approval that the file invokes be given before use"],
    SUBMIT,
  );
}

function widened(): Remark {
  return say(
    "IX",
    "demande",
    [
      "ce qui dépasse la déclaration approuvée ne soit pas utilisé avant examen",
      "what is wider than the approved declaration not be used before review",
    ],
    SUBMIT,
  );
}

/** GDPR art. 5(2), 24(1) and 25: `nec-declared-equals-implemented`. */
export const declaredEqualsImplemented: Rule = {
  id: "nec-declared-equals-implemented",
  section: "IX",
  severity: "block",
  origin: "both",
  decides: decides("E"),
  needs: [
    "evidence.implementation.fields",
    "evidence.implementation.grants",
    "evidence.implementation.policiesNotRun",
    "evidence.implementation.purposes",
    "evidence.implementation.roles",
  ],
  statement: {
    fr: "Ce qui s'exécute est ce qui est déclaré : informations, finalités, rôles, purge, exports.",
    en: "What runs is what was declared: fields, purposes, roles, purge, exports.",
  },
  source: { ccin: "CCIN 2021-206", press: "municipal vaccination file; regional youth pass message", gdpr: "GDPR 5(2), 24(1), 25" },
  check(context) {
    return byEvidence(context, context.evidence?.implementation, "implementation", (seen) => {
      const extra = [
        ...seen.fields.map((name) => `evidence.implementation.fields ∋ ${name}`),
        ...seen.purposes.map((name) => `evidence.implementation.purposes ∋ ${name}`),
        ...seen.roles.map((name) => `evidence.implementation.roles ∋ ${name}`),
        ...seen.grants.map((name) => `evidence.implementation.grants ∋ ${name}`),
        ...seen.policiesNotRun.map((name) => `evidence.implementation.policiesNotRun ∋ ${name}`),
      ];
      if (extra.length === 0) return satisfied("evidence", ["evidence.implementation = []"]);
      const remark = say(
        "IX",
        "demande",
        ["ce qui s'exécute soit conforme à ce qui est déclaré", "what runs conform to what is declared"],
        ["retirer ce qui n'est pas déclaré, ou soumettre une modification", "remove what is not declared, or submit a change"],
      );
      return observed([remark], extra);
    });
  },
};

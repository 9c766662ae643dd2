import { notApplicable, observed, satisfied, settle } from "../../context.ts";
import { entries, fieldsOf } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Remark } from "../../verdict.ts";
import { named, say } from "../../wording.ts";

/** CCIN 2021-206 §III, « à l'exclusion dans ce cas d'autres indications »: `inf-source-conditioned-minimum`. */
export const sourceConditionedMinimum: Rule = {
  id: "inf-source-conditioned-minimum",
  section: "III",
  severity: "reserve",
  origin: "seed",
  decides: decides("D+E"),
  needs: [
    "evidence.proofs.*",
    "originRules.*.categories",
    "originRules.*.keeps",
    "originRules.*.origin",
    "origins.*.certifies",
    "records.*.fields.*.category",
    "records.*.fields.*.origins",
    "records.*.fields.*.proof",
  ],
  statement: {
    fr: "Quand un tiers compétent certifie le statut, sa seule mention est enregistrée, sans les justificatifs.",
    en: "When a competent third party certifies the status, only its statement is recorded, without the proofs.",
  },
  source: { ccin: "CCIN 2021-206 §III" },
  check(context) {
    const { document, evidence } = context;
    const fields = fieldsOf(document);
    if (entries(document.origins).length === 0 || fields.length === 0)
      return settle(context, { gaps: [fields.length === 0 ? "records" : "origins"], mandatory: false, remarks: [] }, satisfied());
    const certifying = entries(document.origins)
      .filter(([, origin]) => origin.certifies === true)
      .map(([id]) => id);
    const kept = certifying.filter((origin) => (evidence?.proofs?.[origin] ?? 0) > 0);
    if (kept.length > 0) {
      return observed(
        [only("demande", kept, document.origins)],
        kept.map((origin) => `evidence.proofs.${origin} = ${evidence?.proofs?.[origin]}`),
      );
    }
    const proofs = fields.filter(({ field }) => field.proof === true).map(({ name }) => name);
    if (certifying.length === 0 || proofs.length === 0) return notApplicable("no-subject");
    const faults: string[] = [];
    const gaps: string[] = [];
    const open = new Set<string>();
    for (const origin of certifying) {
      const own = fields.filter(({ field }) => field.origins.includes(origin));
      for (const category of new Set(own.map(({ field }) => field.category))) {
        const rule = (document.originRules ?? []).find((one) => one.origin === origin && one.categories.includes(category));
        if (rule === undefined) gaps.push(`originRules.*: ${origin}, ${category}`);
        const proof = (rule?.keeps ?? []).filter((name) => proofs.includes(name));
        if (proof.length > 0) faults.push(`originRules.*.keeps: ${origin}, ${proof.join(", ")}`);
        if (rule === undefined || proof.length > 0) open.add(origin);
      }
    }
    return settle(
      context,
      { faults, gaps, remarks: [only("souligne", [...open], document.origins)] },
      satisfied(
        evidence?.proofs === undefined ? "promise" : "evidence",
        certifying.map((origin) => `originRules.*: ${origin}`),
      ),
    );
  },
};

function only(word: "souligne" | "demande", origins: readonly string[], labelled: Parameters<typeof named>[1]): Remark {
  const names = named(origins, labelled);
  const [doit, must] = word === "souligne" ? ["doit être portée", "must be recorded"] : ["soit portée", "be recorded"];
  return say(
    "III",
    word,
    [
      `la seule mention de l'information donnée par ${names.fr} ${doit} dans le traitement, à l'exclusion dans ce cas d'autres indications justifiant du statut des personnes concernées`,
      `only the statement given by ${names.en} ${must} in the processing, excluding in that case any other proof of the persons' status`,
    ],
    [
      `déclarer, pour ${names.fr}, les seules informations conservées et refuser les justificatifs`,
      `declare, for ${names.en}, the only fields that are kept and refuse the proofs`,
    ],
  );
}

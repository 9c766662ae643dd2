/** The legal basis of each purpose: that there is one, what it cites, when it holds. */
import { addDays, isCalendarDate } from "@favorable/core";
import type { BasisDocument, BasisKind } from "@favorable/processing";
import { satisfied, settle } from "../../context.ts";
import { basesOf, entries, fieldsOf, isSpecial } from "../../facts.ts";
import { sayDate } from "../../periods.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Remark } from "../../verdict.ts";
import { say } from "../../wording.ts";

/** GDPR art. 6(1); law 1.165 art. 10-2; law 1.565 art. 5: `law-basis-declared`. */
export const basisDeclared: Rule = {
  id: "law-basis-declared",
  section: "II",
  severity: "block",
  origin: "both",
  decides: decides("D"),
  needs: ["purposes.*.bases.*.from", "purposes.*.bases.*.kind", "purposes.*.bases.*.until"],
  statement: {
    fr: "Chaque finalité a une base légale, et une seule à la fois, de la liste fermée.",
    en: "Each purpose has exactly one legal basis from the closed list.",
  },
  source: { ccin: "CCIN 2021-206 §II", "law-1165": "law 1.165 art. 10-2", "law-1565": "law 1.565 art. 5", gdpr: "GDPR 6(1)(a)-(f)" },
  check(context) {
    const purposes = entries(context.document.purposes);
    const gaps = purposes.length === 0 ? ["purposes"] : [];
    const faults: string[] = [];
    for (const [id, { bases }] of purposes) {
      if (bases === undefined || bases.length === 0) gaps.push(`purposes.${id}.bases`);
      faults.push(...(bases ?? []).flatMap(({ kind }, at) => (KINDS.has(kind) ? [] : [`purposes.${id}.bases.${at}.kind = ${kind}`])));
      for (const [left, right] of pairs(bases ?? [])) {
        const overlap = overlaps(left.item, right.item);
        const path = `purposes.${id}.bases`;
        if (overlap === "stated") faults.push(`${path}: ${left.item.kind} ∩ ${right.item.kind}`);
        // Two bases side by side with an open bound: silence about when the one gives way to the other.
        if (overlap === "open") gaps.push(`${path}.${left.at}.until`, `${path}.${right.at}.from`);
      }
    }
    const remark = say(
      "II",
      "demande",
      [
        "chaque finalité repose, à tout moment, sur une base légale et une seule",
        "each purpose rest, at any time, on one legal basis and one only",
      ],
      [
        "déclarer pour chaque finalité sa base légale et, s'il y en a plusieurs, les dates de chacune",
        "declare the legal basis of each purpose and, if several, the dates of each",
      ],
    );
    return settle(
      context,
      { faults, gaps, remarks: [remark] },
      satisfied(
        "promise",
        basesOf(context.document).map(({ path, basis }) => `${path}.kind = ${basis.kind}`),
      ),
    );
  },
};

/** The closed list of legal bases. */
const KINDS: ReadonlySet<string> = new Set<BasisKind>([
  "consent",
  "contract",
  "legal-obligation",
  "vital-interests",
  "public-task",
  "legitimate-interest",
]);

interface Numbered {
  readonly at: number;
  readonly item: BasisDocument;
}

function pairs(bases: readonly BasisDocument[]): readonly (readonly [Numbered, Numbered])[] {
  return bases.flatMap((left, at) =>
    bases.slice(at + 1).map(
      (right, next) =>
        [
          { at, item: left },
          { at: at + next + 1, item: right },
        ] as const,
    ),
  );
}

/** Whether two bases hold on a same day: `stated` when all four days say so, `open` when only a missing bound does. */
function overlaps(left: BasisDocument, right: BasisDocument): "none" | "open" | "stated" {
  const [first, second] = (left.from ?? "") <= (right.from ?? "") ? [left, right] : [right, left];
  if (first.until !== undefined && second.from !== undefined) return first.until < second.from ? "none" : "stated";
  return "open";
}

/** GDPR art. 6(3) and 6(1)(f); law 1.565 art. 5(6): `law-explicit-legal-text`. */
export const explicitLegalText: Rule = {
  id: "law-explicit-legal-text",
  section: "II",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  needs: [
    "categories.*.special",
    "controller.kind",
    "purposes.*.bases.*.balance.outcome",
    "purposes.*.bases.*.kind",
    "purposes.*.bases.*.reference.article",
    "purposes.*.bases.*.reference.text",
    "records.*.fields.*.category",
  ],
  statement: {
    fr: "Une obligation légale ou une mission publique cite son texte et l'article ; un intérêt légitime porte une mise en balance et n'est pas invoqué par un organisme public pour ses missions.",
    en: "A legal-obligation or public-task basis cites the text and article; a legitimate interest carries a documented balance and is not used by a public body for its tasks.",
  },
  source: { ccin: "CCIN 2021-206 §II", "law-1565": "law 1.565 art. 5(6)", gdpr: "GDPR 6(3), 6(1) second subparagraph, 6(1)(f)" },
  check(context) {
    const bases = basesOf(context.document);
    const faults: string[] = [];
    if (bases.length === 0) {
      // That a purpose has no basis at all is said by the rule on it; a public body that keeps sensitive data needs a text (GDPR art. 9(2)).
      const mandatory =
        context.document.controller?.kind === "public-body" &&
        fieldsOf(context.document).some(({ field }) => isSpecial(context.document, field.category));
      return settle(context, { gaps: ["purposes.*.bases"], mandatory, remarks: [citation()] }, satisfied());
    }
    const gaps: string[] = [];
    // A balance that the persons win leaves the processing without a basis.
    const lost = bases.filter(({ basis }) => basis.kind === "legitimate-interest" && basis.balance?.outcome === "persons-prevail");
    faults.push(...lost.map(({ path }) => `${path}.balance.outcome = persons-prevail`));
    for (const { path, basis } of bases) {
      if (basis.kind === "legal-obligation" || basis.kind === "public-task") {
        if (basis.reference === undefined) gaps.push(`${path}.reference`);
        else if (basis.reference.article === undefined) gaps.push(`${path}.reference.article`);
      }
      if (basis.kind === "legitimate-interest") {
        if (basis.balance === undefined) gaps.push(`${path}.balance`);
        if (context.document.controller === undefined) gaps.push("controller");
        if (context.document.controller?.kind === "public-body")
          faults.push(`${path}.kind = legitimate-interest; controller.kind = public-body`);
      }
    }
    return settle(
      context,
      { faults, gaps, remarks: [citation()], ...(lost.length > 0 ? { severity: "block" as const } : {}) },
      satisfied(
        "promise",
        bases.flatMap(({ path, basis }) =>
          basis.reference === undefined
            ? []
            : [`${path}.reference = ${[basis.reference.text, basis.reference.article].filter((part) => part !== undefined).join(", ")}`],
        ),
      ),
    );
  },
};

function citation(): Remark {
  return say(
    "II",
    "demande",
    [
      "le texte et l'article qui fondent le traitement soient cités, ou la mise en balance des intérêts jointe",
      "the text and article on which the processing rests be cited, or the balance of interests be joined",
    ],
    [
      "citer le texte et l'article de la base légale, ou joindre la mise en balance",
      "cite the text and article of the legal basis, or join the balance",
    ],
  );
}

/** CCIN 2021-206 §II, « prend acte »: `law-basis-in-force`. */
export const basisInForce: Rule = {
  id: "law-basis-in-force",
  section: "II",
  severity: "reserve",
  origin: "seed",
  decides: decides("D"),
  needs: [
    "endsOn",
    "governance.formality.kind",
    "purposes.*.bases.*.from",
    "purposes.*.bases.*.kind",
    "purposes.*.bases.*.until",
    "startsOn",
  ],
  statement: {
    fr: "La base est en vigueur pendant toute la durée du traitement ; une période antérieure ou postérieure a la sienne.",
    en: "The basis is in force for the whole period of processing; earlier or later periods have their own basis.",
  },
  source: { ccin: "CCIN 2021-206 §II" },
  check(context) {
    const { document } = context;
    const purposes = entries(document.purposes).filter(([, { bases }]) => (bases ?? []).length > 0);
    if (purposes.length === 0) return settle(context, { gaps: ["purposes.*.bases"], mandatory: false, remarks: [] }, satisfied());
    const faults: string[] = [];
    const gaps: string[] = [];
    for (const [id, { bases }] of purposes) {
      const sorted = [...(bases ?? [])].sort((left, right) => ((left.from ?? "") < (right.from ?? "") ? -1 : 1));
      const first = sorted[0]?.from;
      if (first !== undefined && document.startsOn === undefined) gaps.push("startsOn");
      if (first !== undefined && document.startsOn !== undefined && first > document.startsOn)
        faults.push(`purposes.${id}.bases ∌ ${document.startsOn}`);
      let covered = sorted[0]?.until;
      for (const basis of sorted.slice(1)) {
        if (covered === undefined) break;
        if (basis.from !== undefined && basis.from > nextDay(covered)) faults.push(`purposes.${id}.bases ∌ ${nextDay(covered)}`);
        covered = basis.until === undefined || basis.until > covered ? basis.until : covered;
      }
      if (covered !== undefined && document.endsOn === undefined) gaps.push("endsOn");
      if (covered !== undefined && document.endsOn !== undefined && covered < document.endsOn)
        faults.push(`purposes.${id}.bases ∌ ${nextDay(covered)}`);
    }
    // While the authority's answer is awaited there may be no first day to state: its silence is no fault, and settles nothing.
    const asked = document.governance?.formality?.kind;
    const awaited = asked === "opinion-request" || asked === "authorisation-request";
    const mandatory = !awaited || gaps.some((gap) => gap !== "startsOn");
    return settle(
      context,
      { faults, gaps: [...new Set(gaps)], mandatory, remarks: [inForce()] },
      satisfied("promise", [], noted(context.document)),
    );
  },
};

function inForce(): Remark {
  return say(
    "II",
    "demande",
    ["chaque période du traitement repose sur une base légale en vigueur", "each period of the processing rest on a legal basis in force"],
    [
      "dater chaque base légale et couvrir toute la durée du traitement",
      "date each legal basis and cover the whole duration of the processing",
    ],
  );
}

/** Taking note of a consent that gives way to a duty. */
function noted(document: Parameters<typeof basesOf>[0]): readonly Remark[] {
  const changes = new Set<string>();
  return basesOf(document).flatMap(({ purpose, basis }) => {
    const next = basesOf(document).find(
      (other) => other.purpose === purpose && other.basis.from !== undefined && other.basis.from > (basis.until ?? "9999"),
    );
    const from = next?.basis.from;
    if (basis.kind !== "consent" || from === undefined || changes.has(from)) return [];
    changes.add(from); // Several purposes that change basis on the same day are one thing to take note of.
    return [
      say(
        "II",
        "prend-acte",
        [
          `avant le ${sayDate(from).fr}, le traitement a pour justification le consentement des personnes concernées`,
          `before ${sayDate(from).en}, the processing rests on the consent of the persons concerned`,
        ],
        ["aucune suite n'est attendue", "nothing further is expected"],
      ),
    ];
  });
}

function nextDay(date: string): string {
  return isCalendarDate(date) ? addDays(date, 1) : date;
}

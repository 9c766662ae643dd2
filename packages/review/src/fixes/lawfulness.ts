/** Fixes of section II: lawfulness and justification. */
import { addDays, isCalendarDate } from "@favorable/core";
import type { BasisDocument, ProcessingDocument } from "@favorable/processing";
import { says } from "../rules/words.ts";
import { each, eachBasis, names, withBases } from "./edit.ts";
import { basis, category, DAY, law, purpose, todo } from "./examples.ts";
import { collect, type Fixes } from "./fix.ts";

const free = todo("pourquoi il est libre", "why it is free");
const logic = todo("ce qui est pris en compte, et comment", "what is taken into account, and how");
const consequences = todo("ce qui s'ensuit pour la personne", "what follows for the person");

export const lawfulnessFixes: Fixes = {
  "law-basis-declared": {
    declaration: { purposes: { "*": { bases: [basis] }, applications: purpose } },
    adapt: (document) => {
      if (names(document.purposes).length === 0) return { ...document, purposes: { applications: purpose } };
      const bases = (all: readonly BasisDocument[] = []): readonly BasisDocument[] =>
        all.length === 0 ? [basis] : oneByOne(all.map((one) => (KINDS.has(one.kind) ? one : basis)));
      return { ...document, purposes: each(document.purposes, (one) => ({ ...one, bases: bases(one.bases) })) };
    },
  },
  "law-explicit-legal-text": {
    declaration: { purposes: { "*": { bases: { "*": { reference: law } } } } },
    adapt: (document) => {
      const controller = document.controller ?? { name: "<controller>", kind: "private-body" };
      return eachBasis({ ...withBases(document), controller }, (one) => {
        if (one.kind === "legal-obligation" || one.kind === "public-task") return { ...one, reference: { ...law, ...one.reference } };
        if (one.kind !== "legitimate-interest") return one;
        return controller.kind === "public-body" || one.balance?.outcome === "persons-prevail"
          ? { ...basis, ...(one.from === undefined ? {} : { from: one.from }), ...(one.until === undefined ? {} : { until: one.until }) }
          : { ...one, balance: one.balance ?? { reference: "<balance>", on: DAY } };
      });
    },
  },
  "law-basis-in-force": {
    declaration: { startsOn: DAY, purposes: { "*": { bases: [{ ...basis, from: DAY }] } } },
    adapt: (document) => ({
      ...document,
      startsOn: document.startsOn ?? DAY,
      purposes: each(withBases(document).purposes, (one) => ({ ...one, bases: throughout(one.bases ?? []) })),
    }),
  },
  "law-special-category-condition": {
    declaration: { categories: { "*": { condition: { text: "GDPR", article: "9(2)(<point>)" } }, contact: category } },
    adapt: (document) => ({
      ...document,
      categories:
        names(document.categories).length === 0
          ? { contact: category }
          : each(document.categories, (one) =>
              one.special === undefined || one.condition !== undefined
                ? one
                : { ...one, condition: { text: "GDPR", article: "9(2)(<point>)" } },
            ),
    }),
  },
  "law-consent-valid": {
    ...collect("consents"),
    declaration: { purposes: { "*": { bases: { "*": { kind: "consent", consent: consented() } } } } },
    adapt: (document: ProcessingDocument) =>
      eachBasis(withBases(document), (one) => (one.kind === "consent" ? { ...one, consent: freely(one.consent) } : one)),
  },
  "law-automated-decision": {
    declaration: { automatedDecisions: { "*": { humanIntervention: true, logic, consequences } } },
    adapt: (document) =>
      typeof document.automatedDecisions !== "object" || names(document.automatedDecisions).length === 0
        ? { ...document, automatedDecisions: "none" }
        : {
            ...document,
            automatedDecisions: each(document.automatedDecisions, (one) => ({
              ...one,
              humanIntervention: true,
              logic: one.logic ?? logic,
              consequences: one.consequences ?? consequences,
            })),
          },
  },
};

/** An act of its own, recorded, and free. */
function freely(stated: BasisDocument["consent"]): NonNullable<BasisDocument["consent"]> {
  const { act, recorded, ...rest } = { ...consented(), ...stated, perPurpose: true, asEasyAsGiving: true };
  return {
    ...rest,
    ...(act === undefined ? {} : { act: act === "implied" || act === "setting" ? "written" : act }),
    ...(recorded === undefined ? {} : { recorded: [...new Set([...recorded, "purpose" as const, "time" as const])] }),
    imbalance: says(rest.imbalance) ? (rest.imbalance ?? free) : free,
  };
}

const KINDS: ReadonlySet<string> = new Set([
  "consent",
  "contract",
  "legal-obligation",
  "vital-interests",
  "public-task",
  "legitimate-interest",
]);

function consented(): NonNullable<BasisDocument["consent"]> {
  return {
    perPurpose: true,
    proof: todo("ce qui le prouve", "what proves it"),
    withdrawal: todo("comment le retirer", "how to withdraw it"),
    asEasyAsGiving: true,
    imbalance: free,
  };
}

function sorted(bases: readonly BasisDocument[]): readonly BasisDocument[] {
  return [...bases].sort((left, right) => ((left.from ?? "") < (right.from ?? "") ? -1 : 1));
}

/** Each basis ends on the eve of the next; one that no day tells apart gives way to the first. */
function oneByOne(bases: readonly BasisDocument[]): readonly BasisDocument[] {
  const kept = sorted(bases).filter(({ from }, at) => at === 0 || (from !== undefined && from !== sorted(bases)[at - 1]?.from));
  return kept.map((one, at) => {
    const next = kept[at + 1]?.from;
    return isCalendarDate(next) ? { ...one, until: addDays(next, -1) } : one;
  });
}

/** The first basis holds from the beginning, each until the next, the last without an end. */
function throughout(bases: readonly BasisDocument[]): readonly BasisDocument[] {
  const all = oneByOne(bases);
  return all.map(({ from, until, ...one }, at) => ({
    ...one,
    ...(at === 0 || from === undefined ? {} : { from }),
    ...(at === all.length - 1 || until === undefined ? {} : { until }),
  }));
}

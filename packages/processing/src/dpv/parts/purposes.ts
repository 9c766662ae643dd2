/** Purposes and the legal bases they have, day by day. */
import { compactIri, legalBases, purposes as terms } from "@favorable/fields/dpv";
import type { ProcessingDocument } from "../../document/document.ts";
import type { BasisDocument, BasisKind } from "../../document/purpose.ts";
import { type IriOf, type LinkedNode, law, node, refs, texts } from "../node.ts";
import { compact } from "./people.ts";

/** The word of the vocabulary, and the letter of GDPR art. 6(1). A public task may be either of two words, so it has the letter alone. */
const BASES: Readonly<Record<BasisKind, readonly [generic: string, gdpr: string]>> = {
  consent: [legalBases.Consent, legalBases.A6_1_a],
  contract: [legalBases.ContractPerformance, legalBases.A6_1_b],
  "legal-obligation": [legalBases.LegalObligation, legalBases.A6_1_c],
  "vital-interests": [legalBases.VitalInterest, legalBases.A6_1_d],
  "public-task": [legalBases.LegalBasis, legalBases.A6_1_e],
  "legitimate-interest": [legalBases.LegitimateInterest, legalBases.A6_1_f],
};

/** The purposes with their bases. */
export function purposeNodes({ purposes }: ProcessingDocument, iri: IriOf, isGdpr: boolean): readonly LinkedNode[] {
  return Object.entries(purposes ?? {}).map(([name, { statement, population, bases, dpv }]) =>
    node({
      "@id": iri(`purposes.${name}`),
      "@type": [...new Set([terms.Purpose, ...(dpv === undefined ? [] : [dpv])])].map(compact),
      "dct:description": texts(statement),
      "dpv:hasDataSubject": refs(population?.map((subject) => iri(`subjects.${subject}`))),
      "dpv:hasLegalBasis": bases?.map((basis, at) => basisNode(basis, iri(`purposes.${name}.bases.${at}`), isGdpr)),
    }),
  );
}

function basisNode({ kind, from, until, reference, criterion, dpv }: BasisDocument, id: string, isGdpr: boolean): LinkedNode {
  const [generic, gdpr] = BASES[kind];
  const types = [...new Set([generic, ...(isGdpr ? [gdpr] : []), ...(dpv === undefined ? [] : [dpv])])];
  return node({
    "@id": id,
    "@type": types.map(compact),
    "dct:valid": validity(from, until),
    "dpv:hasApplicableLaw": law(reference),
    "dct:description": texts(criterion),
    // Without the letter of an article a public task has no word of its own: its kind is kept in words.
    "dct:type": compactIri(generic) === "dpv:LegalBasis" ? kind : undefined,
  });
}

/** A period as DCMI writes it (DCMI Period Encoding Scheme); both ends included, open where nothing is stated. */
export function validity(from: string | undefined, until: string | undefined): LinkedNode | undefined {
  if (from === undefined && until === undefined) return undefined;
  const ends = [...(from === undefined ? [] : [`start=${from}`]), ...(until === undefined ? [] : [`end=${until}`]), "scheme=W3C-DTF"];
  return { "@value": `${ends.join("; ")};`, "@type": "dct:Period" };
}

/** Recipients and transfers. */
import { entities, legalBases, operations } from "@favorable/fields/dpv";
import type { ProcessingDocument } from "../../document/document.ts";
import type { TransferDocument } from "../../document/links.ts";
import { country, type IriOf, type LinkedNode, law, node, refs, texts } from "../node.ts";
import { compact } from "./people.ts";

/** Recipients: third parties where they are not of the house. */
export function recipientNodes({ recipients }: ProcessingDocument, iri: IriOf): readonly LinkedNode[] {
  return Object.entries(recipients ?? {}).map(([name, one]) =>
    node({
      "@id": iri(`recipients.${name}`),
      "@type": [
        entities.Recipient,
        ...(one.kind === "internal" || one.kind === undefined ? [] : [entities.ThirdParty]),
        ...(one.kind === "authority" ? [entities.Authority] : []),
      ].map(compact),
      "dct:title": texts(one.label),
      "dct:type": one.kind,
      "dpv:hasCountry": country(one.country),
      "dpv:hasPurpose": refs(one.purposes.map((purpose) => iri(`purposes.${purpose}`))),
      "dpv:hasPersonalData": refs(one.categories.map((category) => iri(`categories.${category}`))),
      "dpv:hasLegalBasis":
        one.basis === undefined ? undefined : { "@type": "dpv:LegalBasis", "dpv:hasApplicableLaw": law(one.basis) ?? {} },
    }),
  );
}

/** GDPR art. 49(1), by letter; « compelling interests » is its second subparagraph, which has no term. */
const DEROGATIONS: Readonly<Partial<Record<NonNullable<TransferDocument["derogation"]>, string>>> = {
  a: legalBases.A49_1_a,
  b: legalBases.A49_1_b,
  c: legalBases.A49_1_c,
  d: legalBases.A49_1_d,
  e: legalBases.A49_1_e,
  f: legalBases.A49_1_f,
  g: legalBases.A49_1_g,
};

/** GDPR art. 45(3) and 46(2)(b) and (c). */
const SAFEGUARDS: Readonly<Partial<Record<NonNullable<TransferDocument["safeguard"]>, string>>> = {
  adequacy: legalBases.A45_3,
  "binding-rules": legalBases.A46_2_b,
  "standard-clauses": legalBases.A46_2_c,
};

/** Transfers, as operations with a destination and what allows them. Without the GDPR's articles the safeguard is kept in words. */
export function transferNodes({ transfers }: ProcessingDocument, iri: IriOf, isGdpr: boolean): readonly LinkedNode[] {
  return Object.entries(transfers ?? {}).map(([name, one]) => {
    const article = one.safeguard === undefined ? undefined : SAFEGUARDS[one.safeguard];
    const derogation = one.derogation === undefined ? undefined : DEROGATIONS[one.derogation];
    const types = isGdpr ? [article, derogation].filter((type) => type !== undefined).map(compact) : [];
    return node({
      "@id": iri(`transfers.${name}`),
      "@type": compact(operations.Transfer),
      "dpv:hasThirdCountry": { "@type": "dpv:ThirdCountry", "dct:identifier": one.to },
      "dpv:hasPersonalData": refs(one.categories.map((category) => iri(`categories.${category}`))),
      "dpv:hasPurpose": refs(one.purposes?.map((purpose) => iri(`purposes.${purpose}`))),
      "dpv:hasRecipient": one.recipient === undefined ? undefined : { "@id": iri(`recipients.${one.recipient}`) },
      "dpv:hasDataProcessor": one.processor === undefined ? undefined : { "@id": iri(`processors.${one.processor}`) },
      "dpv:hasLegalBasis":
        one.safeguard === undefined && one.derogation === undefined
          ? undefined
          : node({
              "@type": ["dpv:LegalBasis", ...types],
              "dct:type": [one.safeguard, one.derogation].filter((word) => word !== undefined),
              "dpv:hasApplicableLaw": law(one.decision),
              "dct:identifier": one.instrument?.reference,
              "dct:date": one.instrument?.on,
            }),
    });
  });
}

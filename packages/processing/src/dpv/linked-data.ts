/** A whole processing in the Data Privacy Vocabulary. */
import { context as contextTerms, dpvVersion } from "@favorable/fields/dpv";
import type { ProcessingDocument } from "../document/document.ts";
import { linkedDataContext } from "./context.ts";
import { irisUnder, type LinkedNode, node, texts } from "./node.ts";
import { dataNodes, sourceNodes } from "./parts/data.ts";
import { recipientNodes, transferNodes } from "./parts/disclosure.ts";
import { operationNodes, organisationalMeasures, rightNodes, riskNodes, technicalMeasures } from "./parts/measures.ts";
import { assessmentNode, bodies, compact, noticeNodes } from "./parts/people.ts";
import { purposeNodes, validity } from "./parts/purposes.ts";
import { storageNodes } from "./parts/storage.ts";

/** What {@link linkedData} may be told. */
export interface LinkedDataOptions {
  /** IRI of the processing; its parts are named after it. Default: `urn:favorable:processing:` and the document's id. */
  readonly base?: string;
  /**
   * Whether articles of the GDPR are named. Default: where the controller's country is of the European Economic Area. A controller of
   * Monaco is under another law, whose bases and rights are said in the vocabulary's general words.
   */
  readonly gdpr?: boolean;
}

/** States of the European Economic Area, ISO 3166-1 alpha-2 (GDPR as incorporated by decision of the EEA Joint Committee 154/2018). */
const EEA = "AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(" ");

/**
 * Writes a processing as JSON-LD in DPV 2.3: process, bodies, purposes and dated bases, data with origins, subjects, recipients,
 * transfers, storage, rights, notices, measures, risks. What the document states and the vocabulary has no word for is listed by
 * {@link unsaidInDpv}. The context is inline: nothing is fetched to read it.
 *
 * @throws `BASE_INVALID`
 * @example
 * ```ts
 * import { readDocument } from "@favorable/processing";
 * import { linkedData } from "@favorable/processing/dpv";
 *
 * const data = linkedData(
 *   readDocument({
 *     format: "favorable-processing/2",
 *     id: "visitors",
 *     stage: "draft",
 *     purposes: { welcome: { statement: { en: "Welcome visitors" }, bases: [{ kind: "consent" }] } },
 *   }),
 * );
 * console.log(data["@id"]); // urn:favorable:processing:visitors
 * console.log(JSON.stringify(data["@type"])); // ["dpv:Process","dpv:PersonalDataProcess"]
 * ```
 */
export function linkedData(document: ProcessingDocument, options: LinkedDataOptions = {}): LinkedNode {
  const base = options.base ?? `urn:favorable:processing:${document.id}`;
  const iri = irisUnder(base);
  const isGdpr = options.gdpr ?? EEA.includes(document.controller?.country ?? "");
  return node({
    "@context": linkedDataContext,
    "@id": base,
    "@type": [contextTerms.Process, contextTerms.PersonalDataProcess].map(compact),
    "dct:conformsTo": { "@id": dpvVersion },
    "dct:identifier": document.id,
    "dct:title": texts(document.title),
    "dct:valid": validity(document.startsOn, document.endsOn),
    ...bodies(document, iri),
    "dpv:hasPurpose": purposeNodes(document, iri, isGdpr),
    "dpv:hasPersonalData": dataNodes(document, iri),
    "dpv:hasDataSource": sourceNodes(document, iri),
    "dpv:hasRecipient": recipientNodes(document, iri),
    "dpv:hasProcessing": [...operationNodes(document), ...transferNodes(document, iri, isGdpr)],
    "dpv:hasStorageCondition": storageNodes(document, iri),
    "dpv:hasRight": rightNodes(document, iri, isGdpr),
    "dpv:hasContact": texts(document.rights?.contact),
    "dpv:hasNotice": noticeNodes(document, iri),
    "dpv:hasTechnicalMeasure": technicalMeasures(document, iri),
    "dpv:hasOrganisationalMeasure": organisationalMeasures(document, iri),
    "dpv:hasImpactAssessment": assessmentNode(document, iri),
    "dpv:hasRisk": riskNodes(document, iri),
  });
}

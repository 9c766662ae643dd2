/** Who does it and whose data they are: controllers, officer, processors, subjects. */
import { compactIri, entities, notices, organisationalMeasures, subjects as terms } from "@favorable/fields/dpv";
import type { ControllerDocument, ProcessingDocument } from "../../document/document.ts";
import type { SubjectDocument } from "../../document/purpose.ts";
import { country, type IriOf, type LinkedNode, law, node, refs, texts } from "../node.ts";

/** Properties of the process about the bodies that answer for it. */
export function bodies(document: ProcessingDocument, iri: IriOf): LinkedNode {
  const { controller, jointControllers, dpo } = document;
  return node({
    "dpv:hasDataController": controller === undefined ? undefined : controllerNode(controller, iri("controller")),
    "dpv:hasJointDataControllers":
      jointControllers === undefined || jointControllers === "none"
        ? undefined
        : node({
            "@id": iri("jointControllers"),
            "@type": compactIri(entities.JointDataControllers),
            "dct:description": texts(jointControllers.arrangement),
            "dpv:hasDataController": jointControllers.controllers.map((one, at) => controllerNode(one, iri(`jointControllers.${at}`))),
          }),
    "dpv:hasDataProtectionOfficer":
      dpo === undefined || dpo === "none"
        ? undefined
        : node({ "@id": iri("dpo"), "@type": compactIri(entities.DataProtectionOfficer), "dpv:hasContact": dpo.contact }),
    "dpv:hasDataProcessor": processors(document, iri),
    "dpv:hasDataSubject": Object.entries(document.subjects ?? {}).map(([name, one]) => subjectNode(one, iri(`subjects.${name}`))),
  });
}

function controllerNode(controller: ControllerDocument, id: string): LinkedNode {
  return node({
    "@id": id,
    "@type": [compactIri(entities.DataController), ...(controller.kind === "public-body" ? [compactIri(entities.PublicSectorBody)] : [])],
    "dpv:hasName": controller.name,
    "dpv:hasContact": controller.contact,
    "dpv:hasCountry": country(controller.country),
    "dct:description": texts(controller.nature),
    "dpv:hasApplicableLaw": controller.foundingTexts?.map((one) => law(one)).filter((one) => one !== undefined),
    "dpv:hasRepresentative":
      controller.representative === undefined
        ? undefined
        : {
            "@type": compactIri(entities.Representative),
            "dpv:hasName": controller.representative.name,
            "dpv:hasContact": controller.representative.contact,
          },
  });
}

function processors({ processors: all }: ProcessingDocument, iri: IriOf): readonly LinkedNode[] {
  return Object.entries(all ?? {}).map(([name, one]) =>
    node({
      "@id": iri(`processors.${name}`),
      "@type": compactIri(entities.DataProcessor),
      "dct:title": texts(one.label),
      "dpv:hasCountry": country(one.country),
      "dpv:hasPurpose": refs(one.purposes?.map((purpose) => iri(`purposes.${purpose}`))),
      "dpv:hasPersonalData": refs(one.categories?.map((category) => iri(`categories.${category}`))),
      "dpv:hasLegalMeasure":
        one.contract === undefined
          ? undefined
          : node({
              "@type": "dpv:DataProcessorContract",
              "dct:identifier": one.contract.reference,
              "dct:date": one.contract.on,
            }),
      "dpv:hasDataProcessor":
        one.subProcessors === undefined || one.subProcessors === "none"
          ? undefined
          : Object.entries(one.subProcessors).map(([sub, { label, task, country: where }]) =>
              node({
                "@id": iri(`processors.${name}.subProcessors.${sub}`),
                "@type": compactIri(entities.DataSubProcessor),
                "dct:title": texts(label),
                "dct:description": texts(task),
                "dpv:hasCountry": country(where),
              }),
            ),
    }),
  );
}

/** Categories of people that the vocabulary has a word for; the others are data subjects, with their label. */
const RELATIONS: Readonly<Partial<Record<SubjectDocument["relation"], string>>> = {
  staff: terms.Employee,
  student: terms.Student,
  user: terms.User,
};

function subjectNode({ label, relation, minors, vulnerable, dpv }: SubjectDocument, id: string): LinkedNode {
  const own = [
    dpv,
    RELATIONS[relation],
    minors === true ? terms.Child : undefined,
    vulnerable === true ? terms.VulnerableDataSubject : undefined,
  ];
  const types = [...new Set([terms.DataSubject, ...own.filter((one) => one !== undefined)])].map(compact);
  return node({ "@id": id, "@type": types, "dct:title": texts(label) });
}

/** Terms that a document states may be of other releases: they stay as they are. */
export function compact(iri: string): string {
  try {
    return compactIri(iri);
  } catch {
    return iri;
  }
}

/** Notices, and that rights are exercised. */
export function noticeNodes(document: ProcessingDocument, iri: IriOf): readonly LinkedNode[] {
  return Object.entries(document.notices ?? {}).map(([name, { title, text, collection, channels }]) => {
    const printed = channels.some(({ kind }) => kind === "letter" || kind === "handed-over");
    const posted = channels.some(({ kind }) => kind === "display" || kind === "board");
    return node({
      "@id": iri(`notices.${name}`),
      "@type": [
        notices.PrivacyNotice,
        ...(collection === "direct" || collection === "both" ? [notices.DirectDataCollectionNotice] : []),
        ...(collection === "indirect" || collection === "both" ? [notices.IndirectDataCollectionNotice] : []),
        ...(printed ? [notices.PrintedNotice] : []),
        ...(posted ? [notices.PostedNotice] : []),
      ].map(compact),
      "dct:title": texts(title),
      "dct:description": texts(text),
      "dpv:hasDataSubject": refs([...new Set(channels.flatMap(({ reaches }) => reaches))].map((subject) => iri(`subjects.${subject}`))),
    });
  });
}

/** The impact assessment. */
export function assessmentNode({ governance }: ProcessingDocument, iri: IriOf): LinkedNode | undefined {
  const assessment = governance?.impactAssessment;
  if (assessment === undefined) return undefined;
  return node({ "@id": iri("impactAssessment"), "@type": compactIri(organisationalMeasures.DPIA), "dct:title": texts(assessment.title) });
}

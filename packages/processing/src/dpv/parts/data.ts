/** Categories, fields and where they come from. */
import { context, sources, dataCategories as terms } from "@favorable/fields/dpv";
import type { ProcessingDocument } from "../../document/document.ts";
import type { CategoryDocument, DataKind, OriginDocument, SpecialKind } from "../../document/information.ts";
import { type IriOf, type LinkedNode, law, node, refs, texts } from "../node.ts";
import { compact } from "./people.ts";

/** Offences are no special category of art. 9, but of art. 10; appraisals are of neither. */
const SPECIAL: Readonly<Record<SpecialKind, readonly string[]>> = {
  health: [terms.SpecialCategoryPersonalData, terms.MedicalHealth],
  biometric: [terms.SpecialCategoryPersonalData, terms.Biometric],
  genetic: [terms.SpecialCategoryPersonalData, terms.Genetic],
  "racial-or-ethnic": [terms.SpecialCategoryPersonalData, terms.Race, terms.EthnicOrigin],
  political: [terms.SpecialCategoryPersonalData, terms.PoliticalOpinion],
  "religious-or-philosophical": [terms.SpecialCategoryPersonalData, terms.ReligiousBelief, terms.PhilosophicalBelief],
  "trade-union": [terms.SpecialCategoryPersonalData, terms.TradeUnionMembership],
  "sex-life": [terms.SpecialCategoryPersonalData, terms.Sexual],
  offences: [terms.SensitivePersonalData, terms.Criminal],
  "social-appraisal": [terms.SensitivePersonalData, terms.Opinion],
};

/** Kinds that the vocabulary has a word for. */
const KINDS: Readonly<Partial<Record<DataKind, string>>> = {
  "access-log": terms.AuthenticationHistory,
  cctv: terms.VideoContent,
  "body-camera": terms.VideoContent,
  "user-account": terms.Username,
  geolocation: terms.CurrentLocation,
  "call-recording": terms.VoiceCommunicationRecording,
  "identity-copy": terms.OfficialID,
  payroll: terms.Salary,
  "medical-file": terms.HealthRecord,
};

/** Categories, and each field under its category. */
export function dataNodes({ categories, records }: ProcessingDocument, iri: IriOf): readonly LinkedNode[] {
  const fields = Object.entries(records ?? {}).flatMap(([record, { subjects, fields: all }]) =>
    Object.entries(all).map(([name, field]) =>
      node({
        "@id": iri(`records.${record}.fields.${name}`),
        "@type": [terms.PersonalData, ...(field.nationalId === true ? [terms.OfficialID] : [])].map(compact),
        "dct:identifier": `${record}.${name}`,
        "dct:title": texts(field.label),
        "dct:description": texts(field.justification),
        "skos:broader": { "@id": iri(`categories.${field.category}`) },
        "dpv:hasDataSource": refs(field.origins.map((origin) => iri(`origins.${origin}`))),
        "dpv:hasPurpose": refs(field.purposes.map((purpose) => iri(`purposes.${purpose}`))),
        "dpv:hasDataSubject": refs(subjects.map((subject) => iri(`subjects.${subject}`))),
        "dpv:hasNecessity": { "@id": compact(field.optional === true ? context.Optional : context.Required) },
        "dpv:hasApplicableLaw": law(field.legalRef),
      }),
    ),
  );
  return [...Object.entries(categories ?? {}).map(([name, one]) => categoryNode(one, iri(`categories.${name}`))), ...fields];
}

function categoryNode({ label, kind, special, condition, nationalId, legalRef, dpv }: CategoryDocument, id: string): LinkedNode {
  const types = [
    terms.PersonalData,
    ...(special === undefined ? [] : SPECIAL[special]),
    ...(kind === undefined ? [] : [KINDS[kind]]),
    ...(nationalId === true ? [terms.OfficialID] : []),
    dpv,
  ].filter((one) => one !== undefined);
  return node({
    "@id": id,
    "@type": [...new Set(types)].map(compact),
    "dct:title": texts(label),
    "dpv:hasLegalBasis": condition === undefined ? undefined : node({ "@type": "dpv:LegalBasis", "dpv:hasApplicableLaw": law(condition) }),
    "dpv:hasApplicableLaw": law(legalRef),
  });
}

const SOURCES: Readonly<Record<OriginDocument["kind"], string>> = {
  subject: sources.DataSubjectDataSource,
  file: sources.DataSource,
  "third-party": sources.ThirdPartyDataSource,
  application: sources.DataControllerDataSource,
  system: sources.DataControllerDataSource,
};

/** Origins. */
export function sourceNodes({ origins }: ProcessingDocument, iri: IriOf): readonly LinkedNode[] {
  return Object.entries(origins ?? {}).map(([name, { label, kind, dpv }]) =>
    node({
      "@id": iri(`origins.${name}`),
      "@type": [...new Set([SOURCES[kind], ...(dpv === undefined ? [] : [dpv])])].map(compact),
      "dct:title": texts(label),
      // A file, an application and a system share words with others: the kind is kept.
      "dct:type": kind,
    }),
  );
}

/** What the words of a declaration are in the vocabulary. */
import type { LegalBasisKind, OriginFacts } from "../vocabulary-facts.ts";
import type { DpvLegalBasis, DpvSource } from "./kinds.ts";
import { A6_1_a, A6_1_b, A6_1_c, A6_1_d, A6_1_e, A6_1_f } from "./terms/legal-bases.ts";
import { DataControllerDataSource, DataSubjectDataSource, ThirdPartyDataSource } from "./terms/sources.ts";

/** The condition of GDPR art. 6(1) of each kind of legal basis. */
export const legalBasisTerms: Readonly<Record<LegalBasisKind, DpvLegalBasis>> = {
  consent: A6_1_a,
  contract: A6_1_b,
  "legal-obligation": A6_1_c,
  "vital-interests": A6_1_d,
  "public-task": A6_1_e,
  "legitimate-interest": A6_1_f,
};

/** The data source of each kind of origin: a file of the controller's, its application and its system are the controller. */
export const originTerms: Readonly<Record<NonNullable<OriginFacts["kind"]>, DpvSource>> = {
  subject: DataSubjectDataSource,
  "third-party": ThirdPartyDataSource,
  file: DataControllerDataSource,
  application: DataControllerDataSource,
  system: DataControllerDataSource,
};

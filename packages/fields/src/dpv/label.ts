/** Labels for people. Apart from the constants, so that whoever needs IRIs alone does not ship them. */
import type { Text } from "../text.ts";
import type { DpvLabels } from "./label-table.ts";
import { contextLabels } from "./labels/context.ts";
import { dataCategoriesLabels } from "./labels/data-categories.ts";
import { entitiesLabels } from "./labels/entities.ts";
import { justificationsLabels } from "./labels/justifications.ts";
import { legalBasesLabels } from "./labels/legal-bases.ts";
import { noticesLabels } from "./labels/notices.ts";
import { operationsLabels } from "./labels/operations.ts";
import { organisationalMeasuresLabels } from "./labels/organisational-measures.ts";
import { propertiesLabels } from "./labels/properties.ts";
import { purposesLabels } from "./labels/purposes.ts";
import { retentionLabels } from "./labels/retention.ts";
import { rightsLabels } from "./labels/rights.ts";
import { risksLabels } from "./labels/risks.ts";
import { sourcesLabels } from "./labels/sources.ts";
import { statusesLabels } from "./labels/statuses.ts";
import { subjectsLabels } from "./labels/subjects.ts";
import { technicalMeasuresLabels } from "./labels/technical-measures.ts";
import { compactIri } from "./prefixes.ts";

const TABLES: readonly DpvLabels[] = [
  contextLabels,
  dataCategoriesLabels,
  entitiesLabels,
  justificationsLabels,
  legalBasesLabels,
  noticesLabels,
  operationsLabels,
  organisationalMeasuresLabels,
  propertiesLabels,
  purposesLabels,
  retentionLabels,
  rightsLabels,
  risksLabels,
  sourcesLabels,
  statusesLabels,
  subjectsLabels,
  technicalMeasuresLabels,
];

/**
 * The label of a term.
 *
 * @returns English as the vocabulary has it, French where this project wrote one; nothing for a term that is not among the constants
 * @throws `DPV_IRI_INVALID` for what is no IRI of the vocabulary
 * @example
 * ```ts
 * import { dpvLabel, purposes } from "@favorable/fields/dpv";
 *
 * console.log(dpvLabel(purposes.VaccinationManagement)?.fr); // Gestion de la vaccination
 * ```
 */
export function dpvLabel(iri: string): Text | undefined {
  const key = compactIri(iri);
  return TABLES.find((table) => Object.hasOwn(table, key))?.[key];
}

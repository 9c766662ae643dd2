/** Labels of the terms of `../terms/retention.ts`: English as DPV 2.3 has them (© W3C), French of our own. */
import type { DpvLabels } from "../label-table.ts";

/** By compact IRI. */
export const retentionLabels: DpvLabels = {
  "dpv:EndlessDuration": { en: "Endless Duration", fr: "Durée sans fin" },
  "dpv:IndeterminateDuration": { en: "Indeterminate Duration", fr: "Durée indéterminée" },
  "dpv:StorageCondition": { en: "Storage Condition", fr: "Condition de conservation" },
  "dpv:StorageDeletion": { en: "Storage Deletion", fr: "Suppression à l'échéance" },
  "dpv:StorageDuration": { en: "Storage Duration", fr: "Durée de conservation" },
  "dpv:StorageLocation": { en: "Storage Location", fr: "Lieu de conservation" },
  "dpv:StorageRestoration": { en: "Storage Restoration", fr: "Restauration" },
  "dpv:TemporalDuration": { en: "Temporal Duration", fr: "Durée fixe" },
  "dpv:UntilEventDuration": { en: "Until Event Duration", fr: "Jusqu'à un événement" },
  "dpv:UntilTimeDuration": { en: "Until Time Duration", fr: "Jusqu'à une date" },
};

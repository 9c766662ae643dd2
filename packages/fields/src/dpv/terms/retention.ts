/** Storage conditions and durations. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Endless Duration: Duration that is (known or intended to be) open ended or without an end */
export const EndlessDuration = "https://w3id.org/dpv#EndlessDuration";
/** Indeterminate Duration: Duration that is indeterminate or cannot be determined */
export const IndeterminateDuration = "https://w3id.org/dpv#IndeterminateDuration";
/** Storage Condition: Conditions required or followed regarding storage of data */
export const StorageCondition = "https://w3id.org/dpv#StorageCondition";
/** Storage Deletion: Deletion or Erasure of data including any deletion guarantees */
export const StorageDeletion = "https://w3id.org/dpv#StorageDeletion";
/** Storage Duration: Duration or temporal limitation on storage of data */
export const StorageDuration = "https://w3id.org/dpv#StorageDuration";
/** Storage Location: Location or geospatial scope where the data is stored */
export const StorageLocation = "https://w3id.org/dpv#StorageLocation";
/** Storage Restoration: Regularity and temporal span of data restoration/backup mechanisms that guarantee that data is preserved */
export const StorageRestoration = "https://w3id.org/dpv#StorageRestoration";
/** Temporal Duration: Duration that has a fixed temporal duration e.g. 6 months */
export const TemporalDuration = "https://w3id.org/dpv#TemporalDuration";
/** Until Event Duration: Duration that takes place until a specific event occurs e.g. Account Closure */
export const UntilEventDuration = "https://w3id.org/dpv#UntilEventDuration";
/** Until Time Duration: Duration that has a fixed end date e.g. 2022-12-31 */
export const UntilTimeDuration = "https://w3id.org/dpv#UntilTimeDuration";

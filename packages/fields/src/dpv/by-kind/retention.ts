/** The constants of `../terms/retention.ts` in one object. */
import type * as terms from "../terms/retention.ts";
import {
  EndlessDuration,
  IndeterminateDuration,
  StorageCondition,
  StorageDeletion,
  StorageDuration,
  StorageLocation,
  StorageRestoration,
  TemporalDuration,
  UntilEventDuration,
  UntilTimeDuration,
} from "../terms/retention.ts";

/** Storage conditions and durations, by name. */
export const retention: typeof terms = {
  EndlessDuration,
  IndeterminateDuration,
  StorageCondition,
  StorageDeletion,
  StorageDuration,
  StorageLocation,
  StorageRestoration,
  TemporalDuration,
  UntilEventDuration,
  UntilTimeDuration,
};

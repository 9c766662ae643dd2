/** The constants of `../terms/notices.ts` in one object. */
import type * as terms from "../terms/notices.ts";
import {
  ConsentNotice,
  DataSubjectBreachNotice,
  DirectDataCollectionNotice,
  DPABreachNotice,
  GraphicalNotice,
  IndirectDataCollectionNotice,
  LayeredNotice,
  PostedNotice,
  PrintedNotice,
  PrivacyNotice,
  RightExerciseNotice,
  RightFulfilmentNotice,
  RightNonFulfilmentNotice,
  RightsRecipientsNotice,
  SARNotice,
} from "../terms/notices.ts";

/** Notices, by name. */
export const notices: typeof terms = {
  ConsentNotice,
  DPABreachNotice,
  DataSubjectBreachNotice,
  DirectDataCollectionNotice,
  GraphicalNotice,
  IndirectDataCollectionNotice,
  LayeredNotice,
  PostedNotice,
  PrintedNotice,
  PrivacyNotice,
  RightExerciseNotice,
  RightFulfilmentNotice,
  RightNonFulfilmentNotice,
  RightsRecipientsNotice,
  SARNotice,
};

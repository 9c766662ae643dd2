/** The constants of `../terms/rights.ts` in one object. */
import type * as terms from "../terms/rights.ts";
import {
  A7_3,
  A13,
  A14,
  A15,
  A16,
  A17,
  A18,
  A19,
  A20,
  A21,
  A22,
  A77,
  A78,
  A79,
  DataSubjectRight,
  RightExerciseActivity,
} from "../terms/rights.ts";

/** Rights of the data subject, by name. */
export const rights: typeof terms = {
  A13,
  A14,
  A15,
  A16,
  A17,
  A18,
  A19,
  A20,
  A21,
  A22,
  A7_3,
  A77,
  A78,
  A79,
  DataSubjectRight,
  RightExerciseActivity,
};

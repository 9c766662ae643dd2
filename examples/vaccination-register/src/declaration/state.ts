/**
 * The register is declared twice: as the hospital submitted it on 29 September 2021, with its faults, and as corrected by the
 * conditions of CCIN deliberation 2021-206 of 20 October 2021. What differs is written `corrected(state, …)` where it differs.
 */

/** Which of the two files. */
export type State = "submitted" | "corrected";

/** Gives the facts of the corrected file; the submitted one did not state them. */
export function corrected<const T extends object>(state: State, facts: T): T | Record<never, never> {
  return state === "corrected" ? facts : {};
}

/** Law 1.509 of 20 September 2021 on the vaccination duty, in force on 30 October 2021. */
export const LAW_1509 = "loi n° 1.509 du 20 septembre 2021";

/** Law 1.165 of 23 December 1993 on the protection of personal information. */
export const LAW_1165 = "loi n° 1.165 du 23 décembre 1993";

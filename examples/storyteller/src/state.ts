/** The two files of an example. */

/** As the system was when it was faulted, and as it is once corrected. */
export type State = "was" | "corrected";

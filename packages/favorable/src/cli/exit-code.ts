/** Exit codes that several verbs share; each verb's help names its own. */

/** The command was called wrongly, or a file could not be read. */
export const EXIT_USAGE = 2;

/** The same for `audit`, where 2 says that entries are lost (BSD sysexits EX_USAGE). */
export const EXIT_USAGE_OF_AUDIT = 64;

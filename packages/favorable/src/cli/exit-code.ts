/** Exit codes that every verb shares; each verb's help names its own. */

/** The command was called wrongly, or a file could not be read (BSD sysexits EX_USAGE). */
export const EXIT_USAGE = 64;

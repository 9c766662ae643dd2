/** Exit codes that several verbs share; each verb's help names its own. */

/** The command was called wrongly, or a file could not be read. */
export const EXIT_USAGE = 2;

/** The same for `audit`, where 2 says that entries are lost (BSD sysexits EX_USAGE). */
export const EXIT_USAGE_OF_AUDIT = 64;

/** The log's store failed or cannot be reached (BSD sysexits EX_UNAVAILABLE): nothing is said about the log, and the call was right. */
const EXIT_STORE_OF_AUDIT = 69;

const OF_THE_STORE = /^(?:AUDIT_|LOG_|SQL_|COMMIT_|SNAPSHOT_|CONNECTION_)/;

/** What a verb that failed with a code ends with. */
export function exitCodeOf(group: string | undefined, code: string): number {
  if (group !== "audit") return EXIT_USAGE;
  return OF_THE_STORE.test(code) ? EXIT_STORE_OF_AUDIT : EXIT_USAGE_OF_AUDIT;
}

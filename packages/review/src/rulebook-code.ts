/**
 * SHA-256 of the sources of the rules, by version of the rulebook: an opinion names a hash that covers what its rules do, and not only what
 * they say. A test compares the newest with the sources; a version that was published keeps its hash, and a change takes the next number.
 */
export const rulebookCodes: Readonly<Record<string, string>> = {
  "3": "7fe0fd4cfa042faf325cfbf46aeadb7c6a87d1c0515b531e3e235aad09ccb959",
};

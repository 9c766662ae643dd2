/**
 * SHA-256 of the sources of the rules, by version of the rulebook: an opinion names a hash that covers what its rules do, and not only what
 * they say. A test compares the newest with the sources; a version that was published keeps its hash, and a change takes the next number.
 */
export const rulebookCodes: Readonly<Record<string, string>> = {
  "3": "198a439bb0b1e297ef5acb655e09996d189a900442b7b985245415a0ad2af2e1",
};

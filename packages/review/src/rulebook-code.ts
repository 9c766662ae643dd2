/**
 * SHA-256 of the sources of the rules, by version of the rulebook: an opinion names a hash that covers what its rules do, and not only what
 * they say. A test compares the newest with the sources; a version that was published keeps its hash, and a change takes the next number.
 */
export const rulebookCodes: Readonly<Record<string, string>> = {
  "3": "42b60475578ae84fd4d35a20b1b28d6ba6907716eeb76f4c3b67b351cb3af7a8",
};

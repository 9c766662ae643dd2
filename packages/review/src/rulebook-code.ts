/**
 * SHA-256 of the sources of the rules, by version of the rulebook: an opinion names a hash that covers what its rules do, and not only what
 * they say. A test compares the newest with the sources; a version that was published keeps its hash, and a change takes the next number.
 */
export const rulebookCodes: Readonly<Record<string, string>> = {
  "3": "52bceb1c1ba3687d111b0f5d0eab283a7f3e593cafe52713ee7a9de9e917f009",
};

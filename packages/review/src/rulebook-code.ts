/**
 * SHA-256 of the sources of the rules, by version of the rulebook: an opinion names a hash that covers what its rules do, and not only what
 * they say. A test compares the newest with the sources; a version that was published keeps its hash, and a change takes the next number.
 */
export const rulebookCodes: Readonly<Record<string, string>> = {
  "3": "e138d9df19e0fbe078880c0cb5d09dc178b64897efc813f4c467349303430836",
  "4": "18e065561bd5c5ffd658ff9cd3aedf73901c4a8f98d8cb46f35695f677cb5201",
};

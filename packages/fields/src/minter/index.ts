/**
 * The minting of permitted values, for the guard alone: whoever claims a vocabulary's minter first keeps it.
 *
 * Codes: `MINTER_CLAIMED`, `VOCABULARY_UNKNOWN`, `MINT_REFUSED`, `PURPOSE_UNKNOWN`.
 * @packageDocumentation
 */
export { claimMinter, type Minter, type Permitted } from "../permitted.ts";

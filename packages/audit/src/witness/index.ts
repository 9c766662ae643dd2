/**
 * Witnesses (C2SP tlog-witness): asking them for cosignatures, and being one. Functions of `Request` and `fetch`, without a platform; a
 * server and a state that survives are in `@favorable/audit/node`.
 *
 * Codes: `WITNESS_UNREACHABLE`, `WITNESS_AHEAD`, `WITNESS_REFUSED`, `WITNESS_INVALID` (asking), `REQUEST_INVALID`, `KEY_INVALID`,
 * `INSTANT_INVALID`, `ORIGIN_INVALID` (being one).
 * @packageDocumentation
 */
export {
  type AskOptions,
  askWitness,
  type Fetch,
  type GivenCosignature,
  gatherCosignatures,
  type ProofFrom,
  type WitnessedNote,
} from "./client.ts";
export { MAX_REQUEST_BYTES, witnessHandler } from "./handler.ts";
export { type AddCheckpoint, formatAddCheckpoint, MAX_PROOF_LINES, parseAddCheckpoint } from "./request.ts";
export { memoryWitnessState, type WitnessRecord, type WitnessState } from "./state.ts";
export { createWitness, type Witness, type WitnessAnswer, type WitnessedLog, type WitnessOptions } from "./witness.ts";

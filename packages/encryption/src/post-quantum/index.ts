/**
 * Hybrid post-quantum recipients of age: MLKEM768-X25519, `age1pq1…`. Opt-in: `age` reads them from version 1.3, not before.
 *
 * Codes: `AGE_RECIPIENT`, `AGE_IDENTITY`, `AGE_HEADER`.
 * @packageDocumentation
 */
export {
  generatePostQuantumIdentity,
  postQuantumIdentity,
  postQuantumIdentityToRecipient,
  postQuantumRecipient,
} from "./hybrid.ts";

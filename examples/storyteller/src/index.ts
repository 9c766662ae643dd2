/**
 * How the examples tell what they do: a story on a terminal, and the opinions with their pages beside it.
 * @packageDocumentation
 */
export { certificateOf } from "./certificate.ts";
export { compileError } from "./compiler.ts";
export { agesOf, copiesIn, type HeadOfEvidence, headOf, implementationOf, replay, type Told, toldBy } from "./measure.ts";
export { type Given, type GivenOpinion, giveOpinion } from "./opinion.ts";
export { type Kept, policyOf, purge } from "./purge.ts";
export type { State } from "./state.ts";
export { LOG_POLICY, openSystem, refusalOf, type System, type SystemOptions } from "./system.ts";
export { tell } from "./tell.ts";
export { createTeller, type Progress, type StoryStream, type Teller } from "./teller.ts";

/**
 * The matrix compiled, with no dependency: what an interface asks so as to show only what the server will grant. It decides nothing that the
 * server does not decide again.
 *
 * It throws nothing: what is not decided or not known is refused.
 * @packageDocumentation
 */
export type { ActorFacts, Condition } from "../condition/condition.ts";
export { type Circumstances, type Decider, type DeciderFacts, decider, type MaskRow, type RowRule } from "./decider.ts";
export type { AccessCode, AccessQuestion, CellName, Explanation } from "./explain.ts";

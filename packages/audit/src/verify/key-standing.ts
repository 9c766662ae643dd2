/** Whether the keys that signed a log's checkpoints counted then: what the log itself says of its keys decides. */
import type { KeyState } from "../key-events.ts";
import type { WitnessedCheckpoint } from "../witnessed-checkpoint.ts";
import { type ExternalCheckpoint, earliest } from "./external.ts";
import type { Findings } from "./findings.ts";

/** Refuses the log's own checkpoint when no key in force signed it. */
export function judgeOwnKey(checkpoint: WitnessedCheckpoint, keys: KeyState, found: Findings): void {
  const doubt = doubtOf(keys, checkpoint.signedBy, checkpoint.size, earliest(checkpoint));
  if (doubt !== undefined) found.add({ verdict: "tampered", code: `key-${doubt}`, place: "checkpoint" });
}

/**
 * The evidence from outside that counts. A checkpoint that others may have signed, as the log had said before anybody else saw it, proves
 * nothing, neither for the log nor against it, unless a known witness cosigned it. One that a key signed beyond its span does not witness,
 * but is held against the log all the same; so is one of a compromised key of which nobody says when it was received, for otherwise an
 * entry of the log could undo what was kept: it takes the time of receipt to tell a thief's checkpoint from one the owner would disown.
 *
 * @returns which evidence witnesses, and which the log must agree with
 */
export function judgeExternalKeys(
  external: readonly ExternalCheckpoint[],
  keys: KeyState,
  found: Findings,
): { readonly witnessing: readonly ExternalCheckpoint[]; readonly binding: readonly ExternalCheckpoint[] } {
  const witnessing: ExternalCheckpoint[] = [];
  const binding: ExternalCheckpoint[] = [];
  for (const one of external) {
    const doubt = doubtOf(keys, one.signedBy, one.size, one.time === undefined ? undefined : one.time / 1000);
    if (doubt !== undefined) found.add({ verdict: "notice", code: `key-${doubt}`, place: "against" });
    else witnessing.push(one);
    // A witness saw one history of the log, whoever signed it: its word is never taken back by an entry of the log.
    const undated = doubt === "compromised" && one.time === undefined;
    if (undated) found.add({ verdict: "notice", code: "undated", place: "against" });
    if (doubt !== "compromised" || one.cosigned === true || undated) binding.push(one);
  }
  return { witnessing, binding };
}

function doubtOf(
  keys: KeyState,
  signedBy: readonly string[],
  size: number,
  cosigned: number | undefined,
): "not-in-force" | "compromised" | undefined {
  const standings = signedBy.map((key) => keys.standing(key.slice(key.lastIndexOf("+") + 1), size, cosigned));
  if (standings.includes("in-force")) return undefined;
  return standings.includes("not-in-force") ? "not-in-force" : "compromised";
}

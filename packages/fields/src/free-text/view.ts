/** Who sees what of a free text. */
import { PrivacyError } from "@favorable/core";
import type { Hit } from "./hit.ts";
import type { ModeratedText } from "./moderation.ts";

/** Through whose eyes: everybody's, the author included, or the moderator's queue. */
export type TextViewer = "reader" | "moderator";

/**
 * The text as a viewer sees it: a reader an accepted text and nothing else, the moderator a pending one as well.
 *
 * @returns the text, or nothing; nothing also for a state that is none
 * @throws `VIEWER_UNKNOWN`
 */
export function textFor(text: ModeratedText, viewer: TextViewer): string | undefined {
  if (viewer !== "reader" && viewer !== "moderator")
    throw new PrivacyError("VIEWER_UNKNOWN", "a text is seen by a reader or its moderator");
  const seen: readonly unknown[] = viewer === "moderator" ? ["accepted", "pending"] : ["accepted"];
  return seen.includes(text?.state) && "text" in text ? text.text : undefined;
}

/**
 * A text with its hits covered, for a list that more people see than the text.
 *
 * Each covered UTF-16 code unit gives one sign, so that places stay places; hits that lie outside the text cover nothing.
 *
 * @example
 * ```ts
 * import { coverHits } from "@favorable/fields";
 * import { createDetector } from "@favorable/fields/detectors";
 *
 * const text = "Écrire à a@b.fr";
 * console.log(coverHits(text, createDetector()(text))); // Écrire à ██████
 * ```
 */
export function coverHits(text: string, hits: readonly Hit[], sign = "█"): string {
  let covered = "";
  let from = 0;
  for (const { start, end } of [...hits].sort((one, other) => one.start - other.start)) {
    const first = Math.max(from, start);
    const last = Math.min(end, text.length);
    if (!(last > first)) continue;
    covered += text.slice(from, first) + sign.repeat(last - first);
    from = last;
  }
  return covered + text.slice(from);
}

/** Free text: its moderation, and what a detector tells of it. */
export type { Hit, TextDetector } from "./hit.ts";
export {
  type AcceptedText,
  acceptText,
  longestText,
  type ModeratedText,
  type ModerationAct,
  type PendingText,
  type RefusalReason,
  type RefusedText,
  refusalReasons,
  refuseText,
  reviseText,
  type Submission,
  submitText,
} from "./moderation.ts";
export { readableRow } from "./readable.ts";
export { moderatedText } from "./stored.ts";
export { coverHits, type TextViewer, textFor } from "./view.ts";

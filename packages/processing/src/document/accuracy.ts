/** Section III: where times and authors come from, what keeps data current, and what happens by itself when time passes. */
import type { RetentionStart } from "./retention.ts";
import type { LegalReference, Text } from "./text.ts";

/** Accuracy of data and of their metadata (GDPR art. 5(1)(d)). */
export interface AccuracyDocument {
  readonly clock?: { readonly source: "trusted" | "server" | "device" | "entered"; readonly synchronised?: boolean };
  /** What says who acted. */
  readonly actor?: "session" | "device-setting" | "entered";
  readonly updates?: readonly UpdateDocument[];
}

/** What keeps fields current. */
export interface UpdateDocument {
  /** `record.field` names, or categories. */
  readonly of: readonly string[];
  readonly every?: string;
  readonly event?: string;
  readonly origin?: string;
}

/** Something that happens by itself some time before or after a moment. */
export interface TimerDocument {
  readonly label: Text;
  readonly then: "alert" | "set-value" | "expire" | "reply" | "close";
  readonly start: RetentionStart;
  readonly after?: string;
  readonly before?: string;
  /** The field that is set, and to which value. */
  readonly field?: string;
  readonly value?: string;
  /** Whom an alert is for: roles, or undeclared actors by a name of their own. */
  readonly actors?: readonly string[];
  readonly function?: string;
  readonly reference?: LegalReference;
  /** False: it is provided for and does not happen. */
  readonly applied?: boolean;
}

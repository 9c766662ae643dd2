/** What tells how long logs have to live: the data and the duty that they prove, and the periods of both. */
import type { FactPath } from "../../fact-path.ts";

/** The facts that the floor of a log rests on. */
export const LOG_PERIOD_FACTS: readonly FactPath[] = [
  "categories.*.kind",
  "endsOn",
  "events.*.on",
  "logs.category",
  "purposes.*.bases.*.endEvent",
  "purposes.*.bases.*.kind",
  "purposes.*.bases.*.reference.article",
  "purposes.*.bases.*.reference.text",
  "purposes.*.bases.*.until",
  "records.*.fields.*.category",
  "records.*.fields.*.purposes",
  "retention.*.categories",
  "retention.*.maximum.event",
  "retention.*.maximum.period",
  "retention.*.minimum.event",
  "retention.*.minimum.period",
  "retention.*.start.event",
  "retention.*.start.kind",
  "retention.*.start.on",
  "startsOn",
];

/** Polarity of section VIII: what is kept, for how long, and how it goes. */
import { anchored, cap, more, type PathTable, relation, safeguard, wholly, wording } from "../path-rule.ts";

const CATEGORY = "ret-defined-per-category";
const PURGE = "ret-automatic-purge";

/** Retention is compared for each category and field, whatever the entry that decides on it is called. */
export const retentionPaths: PathTable = {
  "retention.*": relation(CATEGORY),
  "retention.*.categories.[]": relation(CATEGORY),
  "retention.*.purposes.[]": relation(CATEGORY),
  "retention.*.start.kind": relation(CATEGORY),
  "retention.*.start.on": relation(CATEGORY),
  "retention.*.start.field": relation(CATEGORY),
  "retention.*.start.event": relation(CATEGORY),
  "retention.*.minimum.period": relation("ret-log-floor"),
  "retention.*.minimum.event": relation("ret-log-floor"),
  "retention.*.minimum.roundedTo": relation("ret-log-floor"),
  "retention.*.maximum.period": relation(CATEGORY, "ret-doctrine-cap"),
  "retention.*.maximum.event": relation(CATEGORY, "ret-doctrine-cap"),
  "retention.*.maximum.roundedTo": relation(CATEGORY, "ret-doctrine-cap"),
  "retention.*.exceptions.[]": wholly(CATEGORY, "ret-doctrine-cap"),
  "retention.*.then": relation(CATEGORY),
  "retention.*.activeFor": relation("ret-archive-separated"),
  "retention.*.archive.roles.[]": relation("ret-archive-separated"),
  "retention.*.archive.period": relation("ret-archive-separated"),
  "retention.*.archive.filingSystem": relation("ret-archive-separated"),
  "retention.*.reference": wholly("ret-anchored-justified"),
  "retention.*.justification": wholly("ret-anchored-justified"),
  "retention.*.immutable": relation("ret-log-immutable"),
  "retention.*.former": wording(),
  "purge.automatic": safeguard(PURGE),
  "purge.every": cap(PURGE),
  "purge.events.[]": more(PURGE),
  "purge.reaches.[]": more(PURGE, "lnk-purge-reaches-backups"),
  "purge.job": anchored(PURGE),
  "purge.followsShortening": safeguard(PURGE),
  "purge.lengtheningNeedsReview": safeguard("nec-change-triggers-review"),
  "purge.evidence": safeguard("ret-erasure-evidence"),
  "purge.evidenceHolds.[]": more("ret-erasure-evidence"),
};

/** Polarity of section IV: notices and rights. */
import {
  activity,
  anchored,
  cap,
  exactly,
  fewer,
  more,
  type PathTable,
  promise,
  protection,
  relation,
  safeguard,
  wholly,
} from "../path-rule.ts";

const RIGHTS = "rig-rights-channels-complete";
const COPY = "rig-identity-copy-safeguards";
const EXISTS = "rig-notice-exists-attached";
const REACHES = "rig-notice-reaches-all";
const COMPLETE = "rig-notice-complete";

const means = ["access", "rectification", "erasure", "restriction", "objection", "portability"].map((right) => `rights.means.${right}`);

/** What people are told is compared for each category of subjects that a notice reaches. */
export const rightsPaths: PathTable = {
  "notices.*": relation(EXISTS),
  "notices.*.title": anchored(EXISTS),
  "notices.*.attached": relation(EXISTS),
  "notices.*.sha256": relation(EXISTS),
  "notices.*.text": wholly(EXISTS),
  "notices.*.collection": relation(COMPLETE),
  "notices.*.audience": relation(REACHES),
  "notices.*.compulsory.[]": relation(COMPLETE),
  "notices.*.mentions.[]": relation(COMPLETE),
  "notices.*.channels.[]": relation(REACHES),
  "notices.*.channels.[].kind": relation(REACHES),
  "notices.*.channels.[].reaches.[]": relation(REACHES),
  "notices.*.channels.[].when": relation(REACHES),
  "notices.*.channels.[].evidence": relation(REACHES),
  "rights.contact": anchored(RIGHTS),
  "rights.channels.[]": more(RIGHTS),
  "rights.answerWithin": promise("rig-access-one-month"),
  "rights.identityCheck": protection("rig-requester-identity-check"),
  "rights.identityCheck.[]": exactly("rig-requester-identity-check"),
  "rights.identityCopy": activity(COPY),
  "rights.identityCopy.blackAndWhite": safeguard(COPY),
  "rights.identityCopy.crossed": safeguard(COPY),
  "rights.identityCopy.access.[]": fewer(COPY),
  "rights.identityCopy.retention": cap(COPY),
  "rights.identityCopy.securedTransmission": safeguard(COPY),
  "rights.identityCopy.reference": anchored(COPY),
  ...Object.fromEntries(
    [...means, "rights.withdrawal", "rights.humanDecision"].flatMap((path) => [
      [`${path}.how`, anchored(RIGHTS)],
      [`${path}.reference`, anchored(RIGHTS)],
      [`${path}.contact`, anchored(RIGHTS)],
      [`${path}.function`, anchored(RIGHTS)],
    ]),
  ),
  "rights.propagation": safeguard(RIGHTS),
  "rights.ledger": safeguard("rig-access-one-month"),
};

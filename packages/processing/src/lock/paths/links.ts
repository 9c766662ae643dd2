/** Polarity of section VI: other processings, channels, recipients, processors, transfers. */
import {
  activity,
  anchored,
  cap,
  chains,
  fewer,
  kept,
  more,
  noneOr,
  type PathTable,
  relation,
  risk,
  safeguard,
  same,
  scale,
  state,
} from "../path-rule.ts";

const LINK = "lnk-linked-processing-lawful";
const CHANNEL = "lnk-transient-channel-purge";
const PROCESSOR = "lnk-processor-contract";
const RECIPIENT = "lnk-recipient-declared-purpose";
const TRANSFER = "lnk-transfer-third-country";

/** What is seen on a screen is less than a copy. */
const MEANS = [
  ["projection", "consultation", "copy", "extract"],
  ["message", "copy", "extract"],
];

const WAYS = [
  ["in", "both"],
  ["out", "both"],
];

/** Links, recipients, processors, transfers. */
export const linkPaths: PathTable = {
  "links.*": fewer(LINK),
  "links.*.processing": same(LINK),
  "links.*.status": scale(["reviewed", "filed", "unknown"], LINK),
  "links.*.direction": chains(WAYS, LINK),
  "links.*.purposes.[]": fewer(LINK, "pur-compatible-use"),
  "links.*.carries.[]": relation(LINK),
  "links.*.declaration": same(LINK),
  "links.*.channel": activity(CHANNEL),
  "links.*.channel.kind": same(CHANNEL),
  "links.*.channel.encrypted": safeguard("sec-encryption-at-rest-transit"),
  "links.*.channel.maximumAge": cap(CHANNEL),
  "links.*.channel.purge.automatic": safeguard(CHANNEL),
  "links.*.channel.purge.every": cap(CHANNEL),
  "links.*.channel.purgeReaches.[]": more("lnk-purge-reaches-backups"),
  "links.*.channel.backupRotation": cap("lnk-purge-reaches-backups"),
  "recipients.*": fewer(RECIPIENT),
  "recipients.*.label": same(RECIPIENT),
  "recipients.*.kind": same(RECIPIENT),
  "recipients.*.country": same(TRANSFER),
  "recipients.*.purposes.[]": fewer(RECIPIENT, "pur-compatible-use"),
  "recipients.*.categories.[]": relation(RECIPIENT),
  "recipients.*.means": chains(MEANS, RECIPIENT, "sec-export-ledger"),
  "recipients.*.basis": anchored(RECIPIENT),
  "recipients.*.secrecy": anchored(RECIPIENT),
  "recipients.*.state": state(RECIPIENT),
  "processors.*": fewer(PROCESSOR),
  "processors.*.label": same(PROCESSOR),
  "processors.*.contract": anchored(PROCESSOR),
  "processors.*.clauses.[]": more(PROCESSOR),
  "processors.*.purposes.[]": fewer(PROCESSOR, "pur-compatible-use"),
  "processors.*.categories.[]": relation(PROCESSOR),
  "processors.*.actions.[]": fewer(PROCESSOR),
  "processors.*.role": same(PROCESSOR),
  "processors.*.subProcessing": scale(["forbidden", "specific-authorisation", "general-authorisation"], PROCESSOR),
  "processors.*.subProcessors": activity(PROCESSOR),
  "processors.*.subProcessors.*": fewer(PROCESSOR),
  "processors.*.subProcessors.*.label": same(PROCESSOR),
  "processors.*.subProcessors.*.task": same(PROCESSOR),
  "processors.*.subProcessors.*.country": same(TRANSFER),
  "processors.*.subProcessors.*.authorised": safeguard(PROCESSOR),
  "processors.*.subProcessors.*.sameDuties": safeguard(PROCESSOR),
  "processors.*.country": same(TRANSFER),
  "processors.*.endOfContract": anchored(PROCESSOR),
  "transfers.*": fewer(TRANSFER),
  "transfers.*.to": same(TRANSFER),
  "transfers.*.categories.[]": relation(TRANSFER),
  "transfers.*.purposes.[]": fewer(TRANSFER),
  "transfers.*.recipient": same(TRANSFER),
  "transfers.*.processor": same(TRANSFER),
  "transfers.*.safeguard": noneOr(TRANSFER),
  "transfers.*.decision": anchored(TRANSFER),
  ...kept("transfers.*.instrument", TRANSFER),
  "transfers.*.derogation": same(TRANSFER),
  ...kept("transfers.*.assessment", TRANSFER),
  "transfers.*.assessment.protection": scale(["equivalent", "equivalent-with-measures", "not-equivalent"], TRANSFER),
  "transfers.*.assessment.measures.[]": more(TRANSFER),
  "transfers.*.onward": risk(TRANSFER),
};

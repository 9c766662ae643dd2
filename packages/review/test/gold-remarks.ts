/** The nineteen actionable remarks of CCIN deliberation 2021-206, and the stated fact of the file on which each is found. */
import type { ProcessingDocument } from "@favorable/processing";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { emptyFile, libraryLending, type Spoken, spoken } from "./stated.ts";

/** One remark of the deliberation: where it is made, with which word, and the rules that would make it. */
export interface GoldRemark {
  readonly id: string;
  readonly section: string;
  readonly word: string;
  readonly rules: readonly string[];
  /** What the finding names of the file; absent when the remark is found on silence, or not at all. */
  readonly fact?: string;
}

export const gold: readonly GoldRemark[] = [
  { id: "C01", section: "I", word: "demande", rules: ["pur-subjects-within-legal-scope"], fact: "subjects.locums.legalScope" },
  { id: "C02", section: "I", word: "modifie", rules: ["pur-covers-data-subjects"], fact: "purposes.followUp.population ∌ volunteers" },
  { id: "C08", section: "III", word: "rappelle", rules: [] },
  {
    id: "C09",
    section: "III",
    word: "souligne",
    rules: ["inf-source-conditioned-minimum"],
    fact: "originRules.*: occupationalHealth, vaccinationStatus",
  },
  { id: "C10", section: "III", word: "demande", rules: ["inf-legally-limited-fields"], fact: "records.agent.fields.contractEnd.legalRef" },
  {
    id: "C13",
    section: "IV",
    word: "rappelle",
    rules: ["rig-notice-exists-attached", "rig-notice-complete"],
    fact: "notices.policy.attached = false",
  },
  { id: "C14", section: "IV", word: "demande", rules: ["rig-notice-reaches-all"] },
  { id: "C15", section: "IV", word: "rappelle", rules: ["rig-access-one-month"] },
  { id: "C16", section: "IV", word: "considere", rules: ["rig-requester-identity-check"] },
  { id: "C17", section: "IV", word: "precise", rules: ["rig-identity-copy-safeguards"] },
  { id: "C20", section: "V", word: "rappelle", rules: ["acc-individual-credentials"] },
  { id: "C21", section: "V", word: "demande", rules: ["ret-log-floor", "ret-log-immutable"], fact: "retention.logs.maximum = P1Y < P18M" },
  { id: "C24", section: "VI", word: "demande", rules: ["lnk-transient-channel-purge"], fact: "links.messaging.channel.maximumAge" },
  { id: "C25", section: "VI", word: "demande", rules: ["lnk-purge-reaches-backups"], fact: "links.messaging.channel.purgeReaches" },
  { id: "C27", section: "VII", word: "rappelle", rules: ["sec-infra-nominative-strong", "sec-password-strength"] },
  { id: "C28", section: "VII", word: "demande", rules: ["sec-export-encrypted"] },
  { id: "C29", section: "VII", word: "rappelle", rules: ["sec-state-of-the-art-maintained"] },
  { id: "C31", section: "VIII", word: "rappelle", rules: ["nec-change-triggers-review"] },
  {
    id: "C32",
    section: "VIII",
    word: "demande",
    rules: ["ret-log-floor", "ret-log-immutable"],
    fact: "retention.logs.maximum = P1Y < P18M",
  },
];

export const onTheDay = { profile: "ccin-1165", asOf: "2021-10-20" } as const;

/** What a file finds of the remarks: on stated facts, on silence, by id. */
export interface GoldScore {
  readonly fact: readonly string[];
  readonly silence: readonly string[];
}

/** The findings that make a remark in its section with its word. */
export function making(found: ReadonlyMap<string, Spoken>, { rules, section, word }: GoldRemark): readonly Spoken[] {
  return rules.flatMap((rule) => {
    const one = found.get(rule);
    return one?.finding.remarks.some((remark) => remark.section === section && remark.word === word) === true ? [one] : [];
  });
}

export function goldScore(file: ProcessingDocument): GoldScore {
  const found = spoken(file, onTheDay);
  const made = gold.map((remark) => ({ id: remark.id, by: making(found, remark) })).filter(({ by }) => by.length > 0);
  const onFact = (by: readonly Spoken[]): boolean => by.some(({ why }) => why === "fact");
  return {
    fact: made.filter(({ by }) => onFact(by)).map(({ id }) => id),
    silence: made.filter(({ by }) => !onFact(by)).map(({ id }) => id),
  };
}

/** The hospital's file beside the two controls. */
export const goldScores = {
  "the hospital's file": goldScore(chpgSubmitted),
  "an empty file": goldScore(emptyFile),
  "a library's lending": goldScore(libraryLending),
} as const;

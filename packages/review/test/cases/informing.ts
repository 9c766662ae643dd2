/** Several notices, and whom each of them reaches. */
import { type Case, chain, put } from "./case.ts";

const everyone = ["staff", "nursingStudents", "careStudents", "volunteers", "locums", "providers"];
const others = everyone.slice(1);
const first = ["controller", "dpo", "purposes", "basis", "recipients", "transfers", "retention"];
const second = ["rights", "withdrawal", "complaint", "compulsory", "consequences", "categories", "source"];

const notice = (mentions: readonly string[], reaches: readonly string[], more: object = {}): object => ({
  title: { fr: "Information", en: "Information" },
  attached: true,
  sha256: "a".repeat(64),
  mentions,
  channels: [{ kind: "handed-over", reaches, when: "before-collection" }],
  ...more,
});

const notices = (all: Readonly<Record<string, object>>): ReturnType<typeof put> => put("notices", all);
const complete = [...first, ...second];
const late = { channels: [{ kind: "letter", reaches: ["staff"], when: "later" }] };
const rule = "rig-notice-complete";
const short: Case["gives"] = ["reserve", "IV demande"];

export const informing: readonly Case[] = [
  {
    rule,
    when: "two notices read together say everything",
    change: notices({ a: notice(first, everyone), b: notice(second, everyone) }),
    gives: "satisfied",
  },
  {
    rule,
    when: "two notices read together lack a mention",
    change: notices({ a: notice(first, everyone), b: notice(second.slice(1), everyone) }),
    gives: short,
  },
  {
    rule,
    when: "one category is told less than the others",
    change: notices({ a: notice(complete, others), b: notice(first, ["staff"]) }),
    gives: short,
  },
  {
    rule,
    when: "a later notice that says less takes nothing away",
    change: notices({ a: notice(complete, everyone), b: notice([], [], late) }),
    gives: "satisfied",
  },
  { rule, when: "a later notice adds nothing", change: notices({ a: notice(first, everyone), b: notice(second, [], late) }), gives: short },
  { rule, when: "the notices reach nobody and say little", change: notices({ a: notice(first, []) }), gives: short },
  { rule, when: "the notices reach nobody and say everything", change: notices({ a: notice(complete, []) }), gives: "satisfied" },
  {
    rule,
    when: "what is lacking may be in a notice that is not joined",
    change: notices({ a: notice(first, everyone), b: notice(second, everyone, { attached: false }) }),
    gives: "not-assessable",
  },
  {
    rule,
    when: "the mentions of one of two notices are not stated",
    change: chain(notices({ a: notice(first, everyone), b: notice([], everyone, { mentions: undefined }) })),
    gives: short,
  },
  {
    rule: "rig-notice-exists-attached",
    when: "what is joined says everything and another is not joined",
    change: notices({ a: notice(complete, everyone), b: notice(first, everyone, { attached: false }) }),
    gives: "satisfied",
  },
  {
    rule: "rig-notice-exists-attached",
    when: "what is joined leaves someone to what is not",
    change: notices({ a: notice(complete, others), b: notice(first, ["staff"], { attached: false }) }),
    gives: ["reminder", "IV rappelle"],
  },
  { rule: "rig-notice-exists-attached", when: "nobody is informed, it says", change: notices({}), gives: ["reserve", "IV demande"] },
  {
    rule: "rig-notice-reaches-all",
    when: "a category is reached only afterwards",
    change: notices({ a: notice(complete, others), b: notice(complete, [], late) }),
    gives: ["reserve", "IV demande"],
  },
  {
    rule,
    when: "a purpose of others only does not make its mentions due to staff",
    change: chain(
      put("purposes.other", {
        statement: { en: "Answering the requests of volunteers" },
        population: ["volunteers"],
        bases: [{ kind: "consent" }],
      }),
      put("purposes.followUp.bases", [{ kind: "public-task", reference: { text: "law", article: "1" } }]),
      notices({
        a: notice(complete, others),
        b: notice(
          complete.filter((one) => !["withdrawal", "compulsory", "consequences"].includes(one)),
          ["staff"],
        ),
      }),
    ),
    gives: "satisfied",
  },
  {
    rule,
    when: "a contract makes what is compulsory due",
    change: chain(
      put("purposes.followUp.bases", [{ kind: "contract" }]),
      notices({
        a: notice(
          complete.filter((one) => one !== "compulsory"),
          everyone,
        ),
      }),
    ),
    gives: short,
  },
  {
    rule,
    when: "a recipient whose purposes are not stated is due to everyone",
    change: chain(
      put("recipients.labour.purposes", []),
      notices({
        a: notice(
          complete.filter((one) => one !== "recipients"),
          everyone,
        ),
      }),
    ),
    gives: short,
  },
];

/** Whom the notices reach in time, and with which mentions. */
import type { NoticeDocument, NoticeMention } from "@favorable/processing";
import type { ReviewContext } from "../../context.ts";
import { basesOf, entries, fieldsOf, subjectsOf } from "../../facts.ts";
import type { MentionWhen } from "../../profile.ts";

/** A notice with its id. */
export type NoticeAt = readonly [string, NoticeDocument];

/** How one category of subjects is informed: judged on what reaches it in time, notices taken together. */
export interface Informed {
  /** The category; undefined when the file declares none, and the notices are judged for everyone. */
  readonly subject: string | undefined;
  readonly attached: readonly NoticeAt[];
  readonly apart: readonly NoticeAt[];
  /** Mentions due to it that no attached notice carries. */
  readonly lacks: readonly NoticeMention[];
}

/**
 * The categories that some notice reaches in time, each with what the notices that reach it lack together. A later channel, or a
 * notice that says less, adds nothing and takes nothing away.
 */
export function informed(context: ReviewContext): readonly Informed[] {
  const notices = entries(context.document.notices);
  const subjects = entries(context.document.subjects).map(([id]) => id);
  const reached = subjects.flatMap((subject) => {
    const own = notices.filter(([, { channels }]) => channels.some(({ reaches, when }) => when !== "later" && reaches.includes(subject)));
    return own.length === 0 ? [] : [standing(context, subject, own)];
  });
  return reached.length > 0 || notices.length === 0 ? reached : [standing(context, undefined, notices)];
}

function standing(context: ReviewContext, subject: string | undefined, notices: readonly NoticeAt[]): Informed {
  const attached = notices.filter(([, notice]) => notice.attached);
  const said = new Set(attached.flatMap(([, { mentions }]) => mentions ?? []));
  const apart = notices.filter(([, notice]) => !notice.attached);
  return { subject, attached, apart, lacks: dueMentions(context, subject).filter((mention) => !said.has(mention)) };
}

/** The mentions that the declaration makes due to a category: those of the purposes, and of the records, that concern it. */
export function dueMentions(context: ReviewContext, subject: string | undefined): readonly NoticeMention[] {
  const { document, profile } = context;
  const concerns = (purpose: string): boolean => subject === undefined || subjectsOf(document, purpose).includes(subject);
  const purposes = new Set(entries(document.purposes).flatMap(([id]) => (concerns(id) ? [id] : [])));
  const kinds = new Set(basesOf(document).flatMap(({ purpose, basis }) => (purposes.has(purpose) ? [basis.kind] : [])));
  const about = new Set(
    entries(document.records).flatMap(([id, { subjects }]) => (subject === undefined || subjects.includes(subject) ? [id] : [])),
  );
  const elsewhere = new Set(entries(document.origins).flatMap(([id, { kind }]) => (kind === "file" || kind === "third-party" ? [id] : [])));
  const holds: Readonly<Record<MentionWhen, boolean>> = {
    always: true,
    dpo: document.dpo !== undefined && document.dpo !== "none",
    consent: kinds.has("consent"),
    "legitimate-interest": kinds.has("legitimate-interest"),
    compulsory: kinds.has("contract") || kinds.has("legal-obligation"),
    recipients: entries(document.recipients).some(([, one]) => one.purposes.length === 0 || one.purposes.some((id) => purposes.has(id))),
    transfers: entries(document.transfers).length > 0,
    automated: typeof document.automatedDecisions === "object" && entries(document.automatedDecisions).length > 0,
    indirect: fieldsOf(document).some(
      ({ name, field }) => about.has(name.split(".")[0] ?? "") && field.origins.some((origin) => elsewhere.has(origin)),
    ),
  };
  const due = entries(profile.mentions).flatMap(([when, mentions]) =>
    entries(holds).some(([name, is]) => name === when && is) ? (mentions ?? []) : [],
  );
  return [...new Set(due)];
}

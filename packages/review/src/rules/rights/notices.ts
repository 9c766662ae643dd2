/** Whom the notices reach in time, and with which mentions. */
import type { NoticeDocument, NoticeMention } from "@favorable/processing";
import type { ReviewContext } from "../../context.ts";
import { basesOf, entries, subjectsOf } from "../../facts.ts";
import type { MentionWhen } from "../../profile.ts";

/** A notice with its id. */
export type NoticeAt = readonly [string, NoticeDocument];

/** How one category of subjects is informed: judged on what reaches it in time, notices taken together. */
export interface Informed {
  /** The category; undefined when the file declares none, and the notices are judged for everyone. */
  readonly subject: string | undefined;
  readonly attached: readonly NoticeAt[];
  readonly apart: readonly NoticeAt[];
  /** The mentions due to it. */
  readonly due: readonly NoticeMention[];
  /** Those that no attached notice carries. */
  readonly lacks: readonly NoticeMention[];
}

/**
 * The categories that some notice reaches in time, each with what the notices that reach it lack together. A later channel, or a
 * notice that says less, adds nothing and takes nothing away.
 */
export function informed(context: ReviewContext): readonly Informed[] {
  const notices = entries(context.document.notices);
  const owed = owing(context);
  const subjects = entries(context.document.subjects).map(([id]) => id);
  const reached = subjects.flatMap((subject) => {
    const own = notices.filter(([, { channels }]) => channels.some(({ reaches, when }) => when !== "later" && reaches.includes(subject)));
    return own.length === 0 ? [] : [standing(owed(subject), subject, own)];
  });
  return reached.length > 0 || notices.length === 0 ? reached : [standing(owed(undefined), undefined, notices)];
}

function standing(due: readonly NoticeMention[], subject: string | undefined, notices: readonly NoticeAt[]): Informed {
  const attached = notices.filter(([, notice]) => notice.attached);
  const said = new Set(attached.flatMap(([, { mentions }]) => mentions ?? []));
  const apart = notices.filter(([, notice]) => !notice.attached);
  return { subject, attached, apart, due, lacks: due.filter((mention) => !said.has(mention)) };
}

/**
 * The mentions that the declaration makes due to a category: those of the purposes, and of the records, that concern it. What holds for
 * all of them is read once.
 */
function owing({ document, profile }: ReviewContext): (subject: string | undefined) => readonly NoticeMention[] {
  const all = entries(document.purposes).map(([id]) => [id, new Set(subjectsOf(document, id))] as const);
  const bases = basesOf(document);
  const elsewhere = new Set(entries(document.origins).flatMap(([id, { kind }]) => (kind === "file" || kind === "third-party" ? [id] : [])));
  const indirect = entries(document.records).filter(([, { fields }]) =>
    entries(fields).some(([, { origins }]) => origins.some((origin) => elsewhere.has(origin))),
  );
  const recipients = entries(document.recipients).map(([, { purposes }]) => purposes);
  const automated = typeof document.automatedDecisions === "object" && entries(document.automatedDecisions).length > 0;
  const transferred = entries(document.transfers).length > 0;
  const mentions = entries(profile.mentions);
  return (subject) => {
    const purposes = new Set(all.flatMap(([id, concerned]) => (subject === undefined || concerned.has(subject) ? [id] : [])));
    const kinds = new Set(bases.flatMap(({ purpose, basis }) => (purposes.has(purpose) ? [basis.kind] : [])));
    const holds: Readonly<Record<MentionWhen, boolean>> = {
      always: true,
      dpo: document.dpo !== undefined && document.dpo !== "none",
      consent: kinds.has("consent"),
      "legitimate-interest": kinds.has("legitimate-interest"),
      compulsory: kinds.has("contract") || kinds.has("legal-obligation"),
      recipients: recipients.some((served) => served.length === 0 || served.some((id) => purposes.has(id))),
      transfers: transferred,
      automated,
      indirect: indirect.some(([, { subjects }]) => subject === undefined || subjects.includes(subject)),
    };
    const due = mentions.flatMap(([when, told]) => (entries(holds).some(([name, is]) => name === when && is) ? (told ?? []) : []));
    return [...new Set(due)];
  };
}

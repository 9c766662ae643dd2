/** Versions of a notice: what changed, and whether whoever read the last one must be told again. */
import { canonicalJson, isCalendarDate, PrivacyError } from "@favorable/core";
import type { Language } from "../register/sheet.ts";
import { NOTICE_ITEMS, type NoticeItem } from "./items.ts";
import { type Notice, type NoticeSaid, saidOf } from "./notice.ts";

/** A published version. */
export interface NoticeVersion {
  readonly notice: string;
  /** From 1. */
  readonly version: number;
  /** SHA-256 of what it says, hexadecimal. */
  readonly sha256: string;
  /** The day of publication. */
  readonly on: string;
  /** The items that say something else than in the version before, or newly, or no more. */
  readonly changed: readonly NoticeItem[];
  /** The oldest version whose reader needs not be told again. */
  readonly materialSince: number;
  readonly said: NoticeSaid;
}

/**
 * Items whose change is never one of wording: who is responsible, what for and on which basis, who receives, where to, how long, and what is
 * decided by machine (WP260 rev.01, paragraph 29).
 */
const MATERIAL: readonly NoticeItem[] = [
  "controller",
  "purposes",
  "basis",
  "legitimate-interests",
  "recipients",
  "transfers",
  "retention",
  "automated-decision",
];

/** How a version is published. */
export interface Publishing {
  /** The day, `YYYY-MM-DD`. */
  readonly on: string;
  /**
   * Changed items of which only the wording changed, as a person judged. Every other change is material: those informed before are to be told
   * again (WP260 rev.01, paragraphs 29 and 30).
   */
  readonly editorial?: readonly NoticeItem[];
}

/**
 * Gives the version that follows: the one before when nothing changed.
 *
 * @throws `NOTICE_INCOMPLETE` with the `missing` items; `NOTICE_EDITORIAL` for an item whose change is never one of wording; `NOTICE_MISMATCH` when the version before is of another notice; `DATE_INVALID`
 */
export function nextVersion(before: NoticeVersion | undefined, notice: Notice, { on, editorial = [] }: Publishing): NoticeVersion {
  if (notice.missing.length > 0)
    throw new PrivacyError("NOTICE_INCOMPLETE", "a notice that lacks items is not published", { missing: notice.missing });
  if (editorial.some((item) => MATERIAL.includes(item)))
    throw new PrivacyError("NOTICE_EDITORIAL", "a change of these items is material", {
      items: editorial.filter((item) => MATERIAL.includes(item)),
    });
  if (before !== undefined && before.notice !== notice.id)
    throw new PrivacyError("NOTICE_MISMATCH", "the version before is of another notice");
  if (!isCalendarDate(on) || (before !== undefined && on < before.on))
    throw new PrivacyError("DATE_INVALID", "a version is published on a day, not before the one it follows");
  if (before?.sha256 === notice.sha256) return before;
  const said = saidOf(notice);
  const changed = NOTICE_ITEMS.filter((item) => print(before?.said, item) !== print(said, item));
  const version = (before?.version ?? 0) + 1;
  const material = before === undefined || changed.some((item) => !editorial.includes(item)) || changed.length === 0;
  return Object.freeze({
    notice: notice.id,
    version,
    sha256: notice.sha256,
    on,
    changed,
    materialSince: material ? version : before.materialSince,
    said,
  });
}

function print(said: NoticeSaid | undefined, item: NoticeItem): string {
  const languages = Object.keys(said ?? {}).sort() as Language[];
  return canonicalJson(languages.map((language) => [language, [...(said?.[language]?.[item] ?? [])]]));
}

/** Copies outside the application's tables: what is still in channels, and what obligations and backups are declared. */
import { type CalendarDate, PrivacyError } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { type CopyObligation, copyFindings } from "@favorable/retention";
import { copyLedger } from "@favorable/retention/postgres";
import type { Sql } from "@favorable/sql";
import type { EvidenceBundle } from "../evidence/bundle.ts";
import type { EvidenceMapping } from "./mapping.ts";

type Part<K extends keyof EvidenceBundle> = NonNullable<EvidenceBundle[K]>;

/** Open tasks by obligation, those of every declared obligation and of those that nobody declares any more. */
export async function obligationEvidence(sql: Sql, copies: readonly CopyObligation[], asOf: CalendarDate): Promise<Part<"obligations">> {
  const counted = await copyLedger(sql, asOf);
  const idle = copies.filter(({ name }) => !counted.some(({ copy }) => copy === name));
  return Object.fromEntries([
    ...counted.map(({ copy, open, overdue, unreachable }) => [copy, { open, overdue, unreachable }]),
    ...idle.map(({ name }) => [name, { open: 0, overdue: 0, unreachable: 0 }]),
  ]);
}

/**
 * Messages of which nothing shows that they left a channel in time, and those of which the same is to be said of its backups.
 *
 * @throws `MAPPING_INVALID` for a link that is no declared channel, or an obligation that is not declared; `SQL_FAILED`
 */
export async function channelEvidence(
  sql: Sql,
  document: ProcessingDocument,
  { channels = {}, copies = [] }: Pick<EvidenceMapping, "channels" | "copies">,
  asOf: CalendarDate,
): Promise<Part<"channels">> {
  const known = new Set(copies.map(({ name }) => name));
  for (const [link, one] of Object.entries(channels)) {
    const isChannel = Object.hasOwn(document.links ?? {}, link) && document.links?.[link]?.channel !== undefined;
    if (!isChannel || ![...one.copies, ...(one.backups ?? [])].every((name) => known.has(name)))
      throw new PrivacyError("MAPPING_INVALID", "the mapping names a channel or an obligation that is not declared", {
        paths: ["channels"],
      });
  }
  const counted = new Map((await copyLedger(sql, asOf)).map((one) => [one.copy, one.overdue]));
  const sum = (names: readonly string[]): number => names.reduce((total, name) => total + (counted.get(name) ?? 0), 0);
  return Object.fromEntries(
    Object.entries(channels).map(([link, { copies: held, backups }]) => [
      link,
      { overdue: sum(held), ...(backups === undefined ? {} : { inBackups: sum(backups) }) },
    ]),
  );
}

/** Backups by their obligations: declared ones, mailboxes whose backup has none, backups that outlive what they are copies of. */
export function backupEvidence(copies: readonly CopyObligation[], asOf: CalendarDate): Part<"backups"> {
  const findings = copyFindings(copies, [], asOf);
  const number = (code: string): number => findings.filter((one) => one.code === code).length;
  return {
    declared: copies.filter(({ system }) => system === "mail-backup" || system === "database-backup").length,
    missing: number("copy-without-backup"),
    outliving: number("copy-outlived-by-backup"),
  };
}

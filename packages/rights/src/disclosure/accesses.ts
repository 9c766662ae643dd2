/** Who has read the person's data: role, purpose and day, as the log has it. */
import { type Access, readAllAccesses } from "@favorable/audit";
import type { DisclosureSource } from "./source.ts";

/** One access. The account of the member of staff is not named: see the decision on actors of a disclosure. */
export interface DisclosedAccess {
  /** UTC. */
  readonly at: string;
  /** Type of the event, such as `access.read`. */
  readonly type: string;
  readonly role?: string;
  readonly purpose?: string;
}

/** Accesses to the person's data, and what the log has of their own acts where they are on the staff themselves. */
export interface DisclosedAccesses {
  readonly toData: readonly DisclosedAccess[];
  readonly ownActs: readonly DisclosedAccess[];
}

/** Reads them; the reading itself is logged first. */
export async function accessesOf(subject: string, { log, reader, types }: DisclosureSource["accesses"]): Promise<DisclosedAccesses> {
  const toData: DisclosedAccess[] = [];
  const ownActs: DisclosedAccess[] = [];
  for await (const access of readAllAccesses(log, { subject, ...(types === undefined ? {} : { types }) }, reader)) {
    // Somebody on the staff stands in entries as who acted: that is no access to their own data.
    const concerned = access.parts.some(({ name }) => name !== "actor");
    (concerned ? toData : ownActs).push(disclosed(access));
  }
  return { toData, ownActs };
}

function disclosed({ at, type, clear }: Access): DisclosedAccess {
  const { role, purpose } = clear;
  return {
    at,
    type,
    ...(typeof role === "string" ? { role } : {}),
    ...(typeof purpose === "string" ? { purpose } : {}),
  };
}

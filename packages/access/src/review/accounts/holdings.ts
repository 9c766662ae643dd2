/** Who holds what, and what it was used for. */
import { type CalendarDate, dateInZone } from "@favorable/core";
import type { Action } from "../../core/action.ts";
import { foldedActor } from "../../duties.ts";
import type { AccessEntry } from "../entry.ts";
import type { AccountFacts } from "./account.ts";

/** One role of one account. */
export interface Holding {
  /** Position among the holdings: how findings name it. */
  readonly row: number;
  readonly actor: string;
  readonly name?: string;
  /** The persons that the account is bound to, as the directory says it. */
  readonly persons?: readonly string[];
  readonly role: string;
  readonly since?: CalendarDate;
  readonly until?: CalendarDate;
  /** What the role may, by category: the effective rights. */
  readonly cells: Readonly<Record<string, readonly Action[]>>;
  /** Entries of the period made under it. */
  readonly uses: number;
  /** Days of the first and the last of them, in the review's zone; absent when it was not used. */
  readonly firstUsed?: CalendarDate;
  readonly lastUsed?: CalendarDate;
  /** Refusals met under it. */
  readonly refused: number;
}

/** Rows of accounts × roles, by account, then by role: the same facts give the same rows. */
export function holdingsOf(
  accounts: readonly AccountFacts[],
  entries: readonly AccessEntry[],
  zone: string,
  cellsOf: (role: string) => Holding["cells"],
): readonly Holding[] {
  const used = new Map<string, AccessEntry[]>();
  for (const entry of entries) {
    if (entry.actor === undefined || entry.role === undefined || entry.type.startsWith("access.emergency")) continue;
    const key = JSON.stringify([foldedActor(entry.actor), entry.role]);
    const own = used.get(key);
    if (own === undefined) used.set(key, [entry]);
    else own.push(entry);
  }
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...accounts]
    .sort((a, b) => order(a.actor, b.actor))
    .flatMap(({ actor, name, persons, roles }) =>
      [...roles]
        .sort((a, b) => order(a.role, b.role))
        .map((held) => ({ ...held, actor, ...(name === undefined ? {} : { name }), ...(persons === undefined ? {} : { persons }) })),
    )
    .map((held, row) => {
      const own = used.get(JSON.stringify([foldedActor(held.actor), held.role])) ?? [];
      const done = own.filter(({ type }) => type !== "access.refused");
      const days = done.map(({ at }) => dateInZone(new Date(at), zone)).sort();
      const [first] = days;
      const last = days.at(-1);
      return {
        row,
        ...held,
        cells: cellsOf(held.role),
        uses: done.length,
        ...(first === undefined || last === undefined ? {} : { firstUsed: first, lastUsed: last }),
        refused: own.length - done.length,
      };
    });
}

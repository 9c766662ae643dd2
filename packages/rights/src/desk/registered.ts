/** What the package's own functions may do with a desk that its users may not. */
import type { ClearFact } from "@favorable/audit";
import { PrivacyError } from "@favorable/core";
import type { DeskStaff } from "./actors.ts";
import type { DeskContext } from "./context.ts";
import type { Desk } from "./desk.ts";

/** The inside of a desk. */
export interface DeskInside {
  readonly context: DeskContext;
  /** Releases the request's own hold, before the erasure it orders. */
  freeHold(id: string): Promise<void>;
  /** Leaves an entry about a request. */
  note(id: string, act: string, staff: DeskStaff, facts: Readonly<Record<string, ClearFact>>): Promise<void>;
}

const inside = new WeakMap<object, DeskInside>();

/** Remembers the inside of a desk. */
export function registerDesk(desk: Desk, of: DeskInside): void {
  inside.set(desk, of);
}

/** The inside of a desk; throws `DESK_INVALID` for what `createDesk` did not make. */
export function insideOf(desk: Desk): DeskInside {
  const found = typeof desk === "object" && desk !== null ? inside.get(desk) : undefined;
  if (found === undefined) throw new PrivacyError("DESK_INVALID", "no desk", { option: "desk" });
  return found;
}

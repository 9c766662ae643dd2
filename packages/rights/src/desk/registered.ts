/** What the package's own functions may do with a desk that its users may not. */
import type { ClearFact } from "@favorable/audit";
import { PrivacyError } from "@favorable/core";
import type { DeskRequest, Office } from "../request/request.ts";
import type { DeskStaff } from "./actors.ts";
import type { DeskContext } from "./context.ts";

/** What was done in a request besides its steps. */
export interface DeskNote {
  readonly office: Office;
  readonly act: string;
  readonly staff: DeskStaff;
  readonly facts: Readonly<Record<string, ClearFact>>;
  /** What changes in the request with it, under its lock; throws to refuse. */
  readonly change?: (request: DeskRequest) => DeskRequest;
}

/** The inside of a desk. */
export interface DeskInside {
  readonly context: DeskContext;
  /** Releases the request's own hold, before the erasure it orders. */
  freeHold(id: string): Promise<void>;
  /** Leaves an entry of somebody who takes an office in a request; refused as a step is. */
  note(id: string, entry: DeskNote): Promise<void>;
}

const inside = new WeakMap<object, DeskInside>();

/** Remembers the inside of a desk. */
export function registerDesk(desk: object, of: DeskInside): void {
  inside.set(desk, of);
}

/** The inside of a desk; throws `DESK_INVALID` for what `createDesk` did not make. */
export function insideOf(desk: object): DeskInside {
  const found = typeof desk === "object" && desk !== null ? inside.get(desk) : undefined;
  if (found === undefined) throw new PrivacyError("DESK_INVALID", "no desk", { option: "desk" });
  return found;
}

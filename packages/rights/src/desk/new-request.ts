/** A request as it comes. */
import type { IdentityClaim } from "../identity/directory.ts";
import type { RequestChannel, RequestKind } from "../request/kinds.ts";
import type { DeskStaff } from "./actors.ts";

/** A request as it is handed in. */
export interface NewRequest {
  readonly kind: RequestKind;
  readonly channel: RequestChannel;
  /**
   * When it came, if before now, such as the day a letter arrived; the time to answer runs from it. Within three years; within a day of now for what a
   * person hands in online.
   */
  readonly receivedAt?: Date;
  /** What the requester says of themselves. */
  readonly claim?: IdentityClaim;
  /** For objection, restriction and withdrawal of consent: the declared purpose. */
  readonly purpose?: string;
  /** Who took it in, where a member of staff did. */
  readonly staff?: DeskStaff;
}

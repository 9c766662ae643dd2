/** The mailbox as a keeper of copies. */
import type { CopyAnswer, CopyConnector } from "../copies/task.ts";
import type { Mailbox } from "./mailbox.ts";
import { readMark } from "./proof.ts";
import { removeMessage, whereabouts } from "./removal.ts";

/**
 * Removes the messages of open tasks and asks every folder again, for `pursueCopies`. Where the server cannot remove by UID it only asks:
 * then somebody removes by hand, and the next call sees it.
 */
export function mailboxCopies(mailbox: Mailbox): CopyConnector {
  return {
    async pursue({ locator }, _copy, askedOn): Promise<CopyAnswer> {
      const mark = readMark(locator);
      if (mark === undefined) return { pending: "unreachable" };
      const { places, found } = await (mailbox.uidplus ? removeMessage(mailbox, mark) : whereabouts(mailbox, mark));
      return found === 0 ? { evidence: { kind: "absence", askedOn, places } } : { pending: "still-there" };
    },
  };
}

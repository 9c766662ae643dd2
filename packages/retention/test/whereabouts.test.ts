/** A message is absent when every folder has been asked, and no other folder came, went or was made anew meanwhile. */
import { whereabouts } from "@favorable/retention/mailbox";
import type { ImapFlow } from "imapflow";
import { expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";

const source = Buffer.from("Message-ID: <a@example.org>\r\n\r\nbody");
const mark = { messageId: "<a@example.org>", bytes: source.length, digest: "0".repeat(64) };

interface Folder {
  readonly validity: bigint;
  readonly holds: boolean;
}

/** A server of folders; `asked` runs after each folder was asked, and may change them. */
function mailboxOf(folders: Map<string, Folder>, asked: (path: string, times: number) => void) {
  const times = new Map<string, number>();
  let open = "";
  const client = {
    get mailbox() {
      const { validity = 0n, holds = false } = folders.get(open) ?? {};
      return { uidNext: holds ? 2 : 1, uidValidity: validity };
    },
    list: async () => [...folders.keys()].map((path) => ({ path, flags: new Set<string>() })),
    status: async (path: string) => {
      const { validity = 0n, holds = false } = folders.get(path) ?? {};
      return { uidNext: holds ? 2 : 1, uidValidity: validity };
    },
    getMailboxLock: async (path: string) => {
      open = path;
      return {
        release: () => {
          times.set(path, (times.get(path) ?? 0) + 1);
          asked(path, times.get(path) ?? 0);
        },
      };
    },
    search: async () => (folders.get(open)?.holds === true ? [1] : []),
    fetchOne: async () => ({ source, envelope: { messageId: "<a@example.org>" } }),
  };
  return { client: client as unknown as ImapFlow, key: new Uint8Array(32), uidplus: true, close: async () => {} };
}
const empty = { validity: 1n, holds: false };

it("is asked for in a folder that was made while others were asked", async () => {
  const folders = new Map<string, Folder>([
    ["INBOX", empty],
    ["Trash", empty],
  ]);
  const mailbox = mailboxOf(folders, (path) => path === "Trash" && folders.set("Kept", { validity: 1n, holds: true }));
  expect(await whereabouts(mailbox, mark)).toEqual({ places: 3, found: 1 });
});

it("is asked for again in a folder that was made anew under its name, with the same next number", async () => {
  const folders = new Map<string, Folder>([
    ["INBOX", { validity: 1n, holds: true }],
    ["Trash", empty],
  ]);
  const swapped = mailboxOf(folders, (path) => {
    if (path !== "Trash") return;
    folders.set("INBOX", { validity: 2n, holds: false });
    folders.set("Moved", { validity: 1n, holds: true });
  });
  expect(await whereabouts(swapped, mark)).toEqual({ places: 3, found: 1 });
});

it("is not counted in a folder that is gone", async () => {
  const folders = new Map<string, Folder>([
    ["INBOX", { validity: 1n, holds: true }],
    ["Trash", empty],
  ]);
  expect(
    await whereabouts(
      mailboxOf(folders, (path) => path === "Trash" && folders.delete("INBOX")),
      mark,
    ),
  ).toEqual({ places: 1, found: 0 });
});

it("is said of nothing while folders come all the time", async () => {
  const folders = new Map<string, Folder>([["INBOX", empty]]);
  let made = 0;
  const restless = mailboxOf(folders, () => folders.set(`Folder ${++made}`, empty));
  expect(await rejectionCode(whereabouts(restless, mark))).toBe("MAILBOX_FAILED");
});

/** What could stop an intake, or make a message look gone, on a real Dovecot. */
import { intake, type Mailbox, type MailProof, removeMessage, whereabouts } from "@favorable/retention/mailbox";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type MailServer, startDovecot } from "../../../testing/dovecot.ts";
import { message, missing, open } from "./mail-fixture.ts";

if (missing !== undefined) it("the mailbox connector runs against a real server", (context) => context.skip(missing));

describe.skipIf(missing !== undefined)("an intake on a real server", () => {
  let server: MailServer;
  let mailbox: Mailbox;
  const all = { take: async (): Promise<"taken"> => "taken" };

  beforeAll(async () => {
    server = await startDovecot();
    mailbox = await open(server);
  });
  afterEach(async () => {
    for (const { path } of await mailbox.client.list()) {
      const lock = await mailbox.client.getMailboxLock(path);
      await mailbox.client.messageDelete("1:*", { uid: true });
      lock.release();
    }
  });
  afterAll(async () => {
    await mailbox?.close();
    await server?.stop();
  });

  const inFolder = async (folder: string, work: () => Promise<unknown>): Promise<void> => {
    const lock = await mailbox.client.getMailboxLock(folder);
    try {
      await work();
    } finally {
      lock.release();
    }
  };
  const markOf = async (): Promise<Parameters<typeof whereabouts>[1]> => {
    const proofs: MailProof[] = [];
    await intake(mailbox, { take: async (proof) => (proofs.push(proof) > 0 ? "left" : "left") });
    return JSON.parse(proofs[0]?.locator ?? "");
  };

  it("goes on behind a message whose Message-ID no server can search for", async () => {
    server.deliver(message("x", "another").replace(/^Message-ID: .*$/m, "Message-ID: =?utf-8?Q?<=00a@x>?="));
    server.deliver(message("good"));
    expect(await intake(mailbox, all)).toMatchObject({ taken: 2, gone: 2, remaining: 0, failures: {} });
    expect(server.messages()).toEqual([]);
  });

  it("does not starve behind messages that stay: the next call goes on where the last one ended", async () => {
    for (const id of ["a", "b", "c"]) server.deliver(message(id, "not a proof"));
    server.deliver(message("proof"));
    const take = async (proof: MailProof): Promise<"taken" | "left"> => (proof.text?.startsWith("not") === true ? "left" : "taken");
    const first = await intake(mailbox, { take, limit: 3 });
    expect(first).toMatchObject({ taken: 0, left: 3 });
    const second = await intake(mailbox, { take, limit: 3, cursor: first.cursor ?? "" });
    expect(second).toMatchObject({ taken: 1, gone: 1, left: 0 });
    expect(second.cursor).toBeUndefined();
    // A cursor of a folder that was made anew, or none, begins at its beginning.
    expect(await intake(mailbox, { take, cursor: "1:999999" })).toMatchObject({ left: 3 });
  });

  it("is not said to be gone when it was moved to a folder that had been asked already", async () => {
    server.deliver(message("wanderer"));
    const mark = await markOf();
    await mailbox.client.mailboxCreate("Zone");
    await inFolder("INBOX", () => mailbox.client.messageMove("1:*", "Zone", { uid: true }));
    // Moved back while the last folder is being asked: the first one has been asked by then.
    const { client } = mailbox;
    const other = await open(server);
    const search = client.search.bind(client);
    let moved = false;
    const spy = vi.spyOn(client, "search").mockImplementation(async (...asked) => {
      if (!moved && client.mailbox !== false && client.mailbox.path === "Zone") {
        moved = true;
        const lock = await other.client.getMailboxLock("Zone");
        await other.client.messageMove("1:*", "INBOX", { uid: true });
        lock.release();
      }
      return search(...asked);
    });
    const { found } = await whereabouts(mailbox, mark);
    spy.mockRestore();
    await other.close();
    expect(moved).toBe(true);
    expect(found).toBeGreaterThan(0);
  });

  it("without a Message-ID is found where a program saved it again with a longer header", async () => {
    server.deliver(message(undefined));
    const mark = await markOf();
    await mailbox.client.mailboxCreate("Arch");
    await mailbox.client.append("Arch", `X-Saved-By: somebody\r\n${message(undefined).replaceAll("\n", "\r\n")}`);
    await inFolder("INBOX", () => mailbox.client.messageDelete("1:*", { uid: true }));
    expect((await removeMessage(mailbox, mark)).found).toBe(1);
  });
});

/** The mailbox connector against a real Dovecot. */
import { calendarDate } from "@favorable/core";
import { defineCopy } from "@favorable/retention";
import { intake, type Mailbox, type MailProof, mailboxCopies, openMailbox, removeMessage, whereabouts } from "@favorable/retention/mailbox";
import { copyTasks, pursueCopies, raiseCopies, retentionMigrations, simulateTime } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { type MailServer, startDovecot } from "../../../testing/dovecot.ts";
import { freshPglite } from "../../../testing/pglite.ts";
import { MARKER, message, missing, open } from "./mail-fixture.ts";

const zone = "Europe/Monaco";
const mailCopy = defineCopy({ name: "proofs.mailbox", system: "mailbox", maximumAge: "P1D", start: "processed", zone });
const backup = defineCopy({ name: "proofs.backup", system: "mail-backup", maximumAge: "P31D", start: "processed", rotation: "P30D", zone });
const copies = [mailCopy, backup];
const on = calendarDate("2022-01-31");
if (missing !== undefined) it("the mailbox connector runs against a real server", (context) => context.skip(missing));

describe.skipIf(missing !== undefined)("a mailbox on a real server", () => {
  let server: MailServer;
  let mailbox: Mailbox;
  const written: string[] = [];
  const all = { take: async (): Promise<"taken"> => "taken" };

  beforeAll(async () => {
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, "write").mockImplementation((text) => written.push(String(text)) > 0);
    server = await startDovecot();
    mailbox = await open(server);
  });
  afterEach(async () => {
    // Every folder is emptied: what one test leaves is not the next one's.
    for (const { path } of await mailbox.client.list()) {
      const lock = await mailbox.client.getMailboxLock(path);
      await mailbox.client.messageDelete("1:*", { uid: true });
      lock.release();
    }
  });
  afterAll(async () => {
    await mailbox?.close();
    await server?.stop();
    vi.restoreAllMocks();
    expect(written.join("")).not.toContain(MARKER);
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

  it("hands over facts and attachments, and removes the message once they are stored, from the disk too", async () => {
    server.deliver(message("a"));
    server.deliver(message("b", "not a proof"));
    const proofs: MailProof[] = [];
    const take = async (proof: MailProof): Promise<"taken" | "left"> => {
      proofs.push(proof);
      return proof.text?.startsWith("not") === true ? "left" : "taken";
    };
    expect(await intake(mailbox, { take })).toEqual({ taken: 1, gone: 1, remaining: 0, left: 1, tooLarge: 0, failures: {} });
    const [proof] = proofs;
    expect(proof).toMatchObject({ from: `agent.${MARKER}@example.org`, subject: `Justificatif reçu ${MARKER}` });
    expect(proof?.attachments.map(({ name, type, content }) => [name, type, Buffer.from(content).toString()])).toEqual([
      ["../proof.pdf", "application/pdf", "%PDF-Bonjour"],
    ]);
    expect(proof?.reference).toMatch(/^[0-9a-f]{64}$/);
    expect(server.messages().map((text) => text.includes("not a proof"))).toEqual([true]);
  });

  it("removes the copies in Trash, Archive and a folder nobody subscribed to as well", async () => {
    await mailbox.client.mailboxCreate("Unlisted");
    await mailbox.client.mailboxUnsubscribe("Unlisted");
    server.deliver(message("a"));
    for (const folder of ["Trash", "Archive", "Unlisted"]) server.deliver(message("a"), folder);
    server.deliver(message("other"), "Archive");
    expect(await intake(mailbox, all)).toMatchObject({ taken: 1, gone: 1 });
    expect(server.messages()).toHaveLength(1);
  });

  it("does not call a message deleted that is only flagged, or moved to the bin", async () => {
    server.deliver(message("a"));
    const mark = await markOf();
    await inFolder("INBOX", () => mailbox.client.messageFlagsAdd("1:*", ["\\Deleted"], { uid: true }));
    expect((await whereabouts(mailbox, mark)).found).toBe(1);
    await inFolder("INBOX", () => mailbox.client.messageMove("1:*", "Trash", { uid: true }));
    expect(await intake(mailbox, all)).toMatchObject({ taken: 0 });
    expect((await whereabouts(mailbox, mark)).found).toBe(1);
    expect(server.messages()).toHaveLength(1);
    expect(await removeMessage(mailbox, mark)).toMatchObject({ found: 0 });
    expect(server.messages()).toEqual([]);
  });

  it("removes by UID: a message that somebody else has flagged is not expunged with it", async () => {
    server.deliver(message("theirs", "not a proof"));
    server.deliver(message("a"));
    await inFolder("INBOX", () => mailbox.client.messageFlagsAdd("1", ["\\Deleted"]));
    const take = async ({ text }: MailProof): Promise<"taken" | "left"> => (text?.startsWith("not") === true ? "left" : "taken");
    expect(await intake(mailbox, { take })).toMatchObject({ taken: 1, gone: 1, left: 1 });
    expect(server.messages().map((text) => text.includes("not a proof"))).toEqual([true]);
  });

  it("finds a message without Message-ID by its content, and leaves another one that has the same Message-ID", async () => {
    server.deliver(message(undefined));
    const bare = await markOf();
    expect(bare).not.toHaveProperty("messageId");
    await inFolder("INBOX", () => mailbox.client.messageMove("1:*", "Archive", { uid: true }));
    expect(await removeMessage(mailbox, bare)).toMatchObject({ found: 0 });
    server.deliver(message("a"));
    server.deliver(message("a", "forged"), "Archive");
    expect(await intake(mailbox, all)).toMatchObject({ taken: 1, gone: 0, remaining: 1 });
    expect(server.messages().map((text) => text.includes("forged"))).toEqual([true]);
  });

  it("leaves what is too large or cannot be stored, counted by code", async () => {
    server.deliver(message("a", "x".repeat(5000)));
    server.deliver(message("b"));
    const take = async (): Promise<never> => {
      throw new Error(`duplicate key ${MARKER}`);
    };
    expect(await intake(mailbox, { take, maxBytes: 2000 })).toMatchObject({ taken: 0, tooLarge: 1, failures: { UNKNOWN: 1 } });
    expect(server.messages()).toHaveLength(2);
    expect(await intake(mailbox, { ...all, limit: 1 })).toMatchObject({ taken: 1 });
    expect(await intake(mailbox, { ...all, signal: AbortSignal.abort() })).toMatchObject({ taken: 0 });
    expect(server.messages()).toHaveLength(1);
  });

  it("tells failures by a code that holds nothing of what the server said", async () => {
    const refusal = await open(server, `wrong-${MARKER}`).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ code: "MAILBOX_AUTHENTICATION" });
    expect(JSON.stringify([refusal, String(refusal), refusal instanceof Error ? [refusal.cause, refusal.stack] : ""])).not.toContain(
      MARKER,
    );
    const nobody = { ...server, port: 1 };
    expect(await rejectionCode(open(nobody))).toBe("MAILBOX_UNREACHABLE");
    const key = new Uint8Array(32);
    const far = { host: "mail.example.org", port: 143, plain: true, user: "u", auth: { password: "p" }, key };
    expect(await rejectionCode(openMailbox(far))).toBe("MAILBOX_INVALID");
    expect(await rejectionCode(openMailbox({ ...far, plain: false, key: key.slice(1) }))).toBe("MAILBOX_INVALID");
    expect(await rejectionCode(intake(mailbox, { ...all, folder: `none-${MARKER}` }))).toBe("MAILBOX_FAILED");
  });

  describe("with the tasks of its copies", () => {
    let sql: Sql;
    let close: () => Promise<void> = async () => {};
    beforeAll(async () => {
      const db = await freshPglite();
      sql = fromPglite(db);
      close = () => db.close();
      await migrate(sql, retentionMigrations);
      await sql.query("create table proof (reference text primary key)");
    });
    afterAll(() => close());
    beforeEach(async () => {
      await sql.query("truncate favorable.copy_task, favorable.clock, proof");
      await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    });

    const store = async ({ reference, locator }: MailProof): Promise<"taken"> => {
      await sql.transaction(async (tx) => {
        const fresh = await raiseCopies(tx, { copies, reference, on, locators: { [mailCopy.name]: locator } });
        if (fresh > 0) await tx.query("insert into proof values ($1)", [reference]);
      });
      return "taken";
    };
    const pursue = (): ReturnType<typeof pursueCopies> =>
      pursueCopies({ sql, copies, connectors: { [mailCopy.name]: mailboxCopies(mailbox) } });

    it("ends the mailbox's task when every folder was asked again; the backup's stays open until it has rotated", async () => {
      server.deliver(message("a"));
      await intake(mailbox, { take: store });
      expect(await pursue()).toMatchObject({ done: 1 });
      const tasks = await copyTasks(sql);
      const places = (await mailbox.client.list()).length;
      expect(tasks.map(({ copy, evidence }) => [copy, evidence])).toEqual([
        [mailCopy.name, { kind: "absence", askedOn: on, places }],
        [backup.name, undefined],
      ]);
      expect(JSON.stringify(tasks)).not.toContain(MARKER); // The Message-ID is forgotten with the task.
    });

    it("after a crash between intake and deletion takes nothing in twice and leaves nothing behind", async () => {
      for (const id of ["a", "b", "c"]) server.deliver(message(id, id));
      let stored = 0;
      const crash = async (proof: MailProof): Promise<"taken"> => {
        await store(proof);
        if (++stored === 2) await mailbox.client.close(); // The connection is gone with the process.
        return "taken";
      };
      expect(await rejectionCode(intake(mailbox, { take: crash }))).toMatch(/^MAILBOX_FAILED$/);
      mailbox = await open(server);
      expect(server.messages()).toHaveLength(2);
      expect(await copyTasks(sql, { copy: mailCopy.name, open: true })).toHaveLength(2);
      expect(await intake(mailbox, { take: store })).toMatchObject({ taken: 2, gone: 2 });
      expect(server.messages()).toEqual([]);
      expect((await sql.query("select 1 from proof")).rowCount).toBe(3);
      expect(await pursue()).toMatchObject({ done: 3 });
    });

    it("removes what an earlier call could not, wherever it was moved meanwhile", async () => {
      server.deliver(message("a"));
      await intake(mailbox, { take: async (proof) => ((await store(proof)) === "taken" ? "left" : "left") });
      await inFolder("INBOX", () => mailbox.client.messageMove("1:*", "Trash", { uid: true }));
      expect(await pursue()).toMatchObject({ done: 1 });
      expect(server.messages()).toEqual([]);
    });
  });
});

describe.skipIf(missing !== undefined)("on servers that do otherwise", () => {
  it("nothing is taken where removal by UID is missing, and the keeper only asks", async () => {
    const server = await startDovecot("imap_capability = IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE SPECIAL-USE LIST-EXTENDED");
    const mailbox = await open(server);
    try {
      expect(mailbox.uidplus).toBe(false);
      server.deliver(message("a"));
      let asked = 0;
      const take = async (): Promise<"taken"> => (++asked > 0 ? "taken" : "taken");
      expect(await rejectionCode(intake(mailbox, { take }))).toBe("MAILBOX_UNSUPPORTED");
      expect(asked).toBe(0);
      const [source = ""] = server.messages();
      const digest = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(source))).toString("hex");
      const locator = JSON.stringify({ bytes: source.length, digest });
      const task = { id: "1", copy: "c", reference: "r", locator, startedOn: on, dueOn: on, asked: 0, simulated: false };
      expect(await mailboxCopies(mailbox).pursue(task, mailCopy, on)).toEqual({ pending: "still-there" });
      expect(server.messages()).toHaveLength(1);
    } finally {
      await mailbox.close();
      await server.stop();
    }
  });

  it("a message that the server moves aside when it is expunged is removed there too", async () => {
    const server = await startDovecot(
      "mail_plugins = lazy_expunge\nprotocol imap {\n  mail_plugins = lazy_expunge\n}\nplugin {\n  lazy_expunge = Expunged\n}\nnamespace inbox {\n  mailbox Expunged {\n    auto = create\n  }\n}",
    );
    const mailbox = await open(server);
    try {
      server.deliver(message("a"));
      const lock = await mailbox.client.getMailboxLock("INBOX");
      await mailbox.client.messageDelete("1:*", { uid: true });
      lock.release();
      expect(server.messages()).toHaveLength(1); // This server keeps what is expunged.
      server.deliver(message("b", "other"));
      expect(await intake(mailbox, { take: async () => "taken" })).toMatchObject({ taken: 1, gone: 1 });
      expect(server.messages()).toHaveLength(1);
      expect(server.messages()[0]).toContain("Bonjour");
    } finally {
      await mailbox.close();
      await server.stop();
    }
  });
});

import { decryptAge, generateIdentity, passphraseIdentity } from "@favorable/encryption";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { packageJson } from "../src/disclosure/access-package.ts";
import { disclose, viewFlagged } from "../src/disclosure/disclose.ts";
import { releaseDisclosure } from "../src/disclosure/release.ts";
import { packageHtml } from "../src/package/page.tsx";
import { newPassphrase, sealPackage } from "../src/package/seal.ts";
import type { VerifiedRequest } from "../src/verified/verified-request.ts";
import { approver, handler, openRig, ownAgent, type Rig, verifiedRequest, verifier } from "./desk-rig.ts";
import { answerTo, MARKER, readThem, rows, sourceOf } from "./disclosure-fixture.ts";
import { sent } from "./requests.ts";

async function verifiedRig(kind: "access" | "portability" | "erasure" = "access"): Promise<Rig & { readonly id: string }> {
  const rig = await openRig();
  await readThem(rig);
  return { ...rig, id: await verifiedRequest(rig, kind) };
}

describe("a disclosure", () => {
  it("is what a request of access waits for before it is answered", async () => {
    const rig = await verifiedRig();
    for (const act of ["scope", "execute", "review"] as const) await rig.desk.act(rig.id, { act }, handler);
    expect(await rejectionCode(rig.desk.act(rig.id, { act: "answer", sent }, approver))).toBe("ACT_MISSING");
    await answerTo(rig, rig.id);
    expect(await rig.desk.act(rig.id, { act: "answer", sent }, approver)).toMatchObject({ state: "answered" });
    expect((await rig.entries()).at(-1)?.clear).toMatchObject({
      act: "answer",
      channel: "letter",
      sent: "2021-10-31",
      evidence: "letter-1",
    });
  });

  it("gives data, purposes, bases, recipients, origins, periods, and who has read them by role and day", async () => {
    const rig = await verifiedRig();
    const answer = await answerTo(rig, rig.id);
    expect(answer.records.map(({ record, rows: given }) => `${record} ${given.length}`)).toEqual(["agent 1", "reminder 1"]);
    expect(answer.purposes.map(({ id, bases }) => `${id} ${bases.length}`)).toEqual(["followUp 2", "reminders 1"]);
    expect(answer.recipients.map(({ name }) => name.en)).toEqual(["Occupational health"]);
    expect(answer.origins.map(({ id }) => id)).toEqual(["hrFile", "subject", "application"]);
    expect(answer.periods.map(({ category }) => category)).toEqual(["identity", "status", "comments", "contact"]);
    expect(answer.accesses?.toData.map(({ role, purpose, at }) => `${role} ${purpose} ${at.slice(0, 10)}`)).toEqual([
      "hrDirector followUp 2021-10-31",
      "hrDirector followUp 2021-10-31",
    ]);
    expect(answer.accesses?.ownActs).toHaveLength(1);
    const text = packageJson(answer);
    for (const hidden of ["staff-77", "staff-78", "p-4799", "p-4712"]) expect(text).not.toContain(hidden);
    expect(JSON.parse(text)).toEqual(answer);
    expect(answer.withheld).toEqual([{ record: "agent", row: 1, ground: "rights-of-others" }]);
  });

  it("lists what is declared and not held, who received the data, and the rights, under the law it is given by", async () => {
    const rig = await verifiedRig();
    const asked: (readonly string[])[] = [];
    const more = {
      collect: async () => [{ record: "agent", values: { status: "2 doses" } }],
      recipients: [
        { id: "occupational-health", name: { en: "Occupational health" }, purposes: ["followUp"] },
        { id: "insurer", name: { fr: "Assureur", en: "Insurer" }, purposes: ["payroll"] },
        { id: "bank", name: { en: "Bank" }, purposes: ["payroll"] },
      ],
      received: async (_: string, fields: readonly string[]) => {
        asked.push(fields);
        return ["insurer", "town-hall"];
      },
      regime: "mc-1565" as const,
    };
    const answer = await answerTo(rig, rig.id, more);
    expect(asked).toEqual([["agent.status"]]);
    expect(answer.notHeld.map(({ record, fields }) => `${record}: ${fields.map(({ name }) => name).join()}`)).toEqual([
      "agent: staffNumber,comment",
      "reminder: phone,guessedBestHour",
    ]);
    expect(answer.recipients.map(({ id, received }) => `${id} ${received ?? false}`)).toEqual([
      "occupational-health false",
      "insurer true",
      "town-hall true",
    ]);
    const json: unknown = JSON.parse(packageJson(answer));
    expect(json).toMatchObject({
      regime: "mc-1565",
      rights: [
        { right: "rectification", article: "law 1.565 art. 13" },
        { right: "erasure", article: "law 1.565 art. 14" },
        { right: "restriction", article: "law 1.565 art. 15" },
        { right: "objection", article: "law 1.565 art. 17" },
      ],
      complaint: { authority: { fr: "APDP, Monaco" }, article: "law 1.565 art. 12" },
    });
    const page = packageHtml(answer, "fr");
    for (const said of [
      "Rien n’est détenu",
      "Reminder\u00a0: Phone, Guessed best hour",
      "Assureur (les a reçues)",
      "Town hall",
      "31 octobre 2021",
    ])
      expect(page).toContain(said);
    const gone = answerTo(rig, rig.id, { ...more, received: () => Promise.reject(new Error(MARKER)) });
    expect(await rejectionCode(gone)).toBe("RECIPIENTS_UNKNOWN");
  });

  it("cites the article of the right and of the law for what is withheld, and does not call it not held", async () => {
    const rig = await verifiedRig();
    const draft = await disclose(rig.desk, await rig.desk.verified(rig.id), sourceOf(rig, { regime: "mc-1565" }), handler);
    const none = await releaseDisclosure(
      rig.desk,
      draft,
      Object.fromEntries(draft.flags.map(({ id }) => [id, "withhold" as const])),
      handler,
    );
    expect(none.notHeld).toEqual([]);
    expect(packageHtml(none, "fr")).toContain("(loi n° 1.565 du 3 décembre 2024, art. 12).");
    expect(packageHtml({ ...none, kind: "portability", regime: "gdpr" }, "en")).toContain("(GDPR art. 20(4)).");
    expect(packageHtml({ ...none, regime: "mc-1165" }, "en")).toContain("whose rights stand against it.<");
  });

  it("flags free text and rows about others, with what a detector finds, and is not to be had before each was decided", async () => {
    const rig = await verifiedRig();
    const draft = await disclose(rig.desk, await rig.desk.verified(rig.id), sourceOf(rig), handler);
    expect(draft.flags.map(({ id, why, found }) => `${id} ${why} ${found.join()}`)).toEqual([
      "agent/0/comment free-text email",
      "agent/1/* other-person ",
    ]);
    expect(JSON.stringify(draft)).not.toContain(MARKER);
    expect(JSON.stringify(draft)).not.toContain("hospital.example");
    const release = (decisions: Record<string, "send" | "withhold">, staff = handler) =>
      releaseDisclosure(rig.desk, draft, decisions, staff);
    expect(await rejectionCode(release({}))).toBe("REVIEW_PENDING");
    expect(await rejectionCode(release({ "agent/0/comment": "send" }))).toBe("REVIEW_PENDING");
    expect(await rejectionCode(release({ "agent/0/comment": "send", "agent/9/*": "send" }))).toBe("REVIEW_UNKNOWN");
    const all = { "agent/0/comment": "withhold", "agent/1/*": "withhold" } as const;
    expect(await rejectionCode(release(all, ownAgent))).toBe("OWN_RECORD");
    const answer = await release(all);
    expect(JSON.stringify(answer)).not.toContain(MARKER);
    expect(answer.withheld).toHaveLength(2);
    const entry = (await rig.entries()).find(({ clear }) => clear["act"] === "disclose");
    expect(entry?.clear).toMatchObject({ rows: 2, flagged: 2, withheld: 2 });
    expect(await rejectionCode(releaseDisclosure(rig.desk, { ...draft }, all, handler))).toBe("DRAFT_UNKNOWN");
  });

  it("is collected, and looked at flag by flag, by who may handle the request, each with its entry before", async () => {
    const rig = await verifiedRig();
    const request = await rig.desk.verified(rig.id);
    let collected = 0;
    const source = sourceOf(rig, { collect: async () => (++collected > 0 ? rows : []) });
    expect(await rejectionCode(disclose(rig.desk, request, source, ownAgent))).toBe("OWN_RECORD");
    expect(await rejectionCode(disclose(rig.desk, request, source, verifier))).toBe("DESK_ROLE_REFUSED");
    expect(collected).toBe(0);
    const draft = await disclose(rig.desk, request, source, handler);
    expect(await viewFlagged(rig.desk, draft, "agent/0/comment", handler)).toContain(MARKER);
    expect(await rejectionCode(viewFlagged(rig.desk, draft, "agent/0/comment", ownAgent))).toBe("OWN_RECORD");
    expect(await rejectionCode(viewFlagged(rig.desk, draft, "agent/9/comment", handler))).toBe("REVIEW_UNKNOWN");
    const entries = (await rig.entries()).filter(({ clear }) => ["collect", "flag-viewed"].includes(String(clear["act"])));
    expect(entries.map(({ clear }) => clear["act"])).toEqual(["collect", "flag-viewed"]);
    expect(entries[1]?.clear).toMatchObject({ record: "agent", row: 0, field: "comment" });
    expect(entries.every(({ parts }) => parts.some(({ name }) => name === "actor"))).toBe(true);
  });

  it("tells nothing of what the search for rows throws", async () => {
    const rig = await verifiedRig();
    const source = sourceOf(rig, { collect: () => Promise.reject(new Error(MARKER)) });
    const error: unknown = await disclose(rig.desk, await rig.desk.verified(rig.id), source, handler).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "COLLECT_FAILED" });
    expect(`${(error as Error).stack}${String((error as Error).cause)}`).not.toContain(MARKER);
  });

  it("says that automated decisions are not stated, that there are none, or what they are", async () => {
    const rig = await verifiedRig();
    const printed = async (more: object): Promise<string> => packageHtml(await answerTo(rig, rig.id, more), "en");
    expect(await printed({})).toContain("It is not stated whether decisions are taken by automated means.");
    expect(await printed({ automatedDecisions: "none" })).toContain("No decision is taken by automated means.");
    expect(await printed({ automatedDecisions: { en: "A reminder is sent at random" } })).toContain("A reminder is sent at random");
  });

  it("flags a row whose own identifier is another person's", async () => {
    const rig = await verifiedRig();
    const collect = async () => [{ record: "agent", values: { staffNumber: "p-4799", status: "1 dose" } }];
    const draft = await disclose(rig.desk, await rig.desk.verified(rig.id), sourceOf(rig, { collect }), handler);
    expect(draft.flags).toMatchObject([{ id: "agent/0/staffNumber", why: "other-person" }]);
  });

  it("refuses what is not declared, instead of leaving it out, and names no value", async () => {
    const rig = await verifiedRig();
    const request = await rig.desk.verified(rig.id);
    const refused = async (row: { record: string; values: Record<string, string> }, more = {}): Promise<string> => {
      const error: unknown = await disclose(rig.desk, request, sourceOf(rig, { collect: async () => [row], ...more }), handler).catch(
        (thrown: unknown) => thrown,
      );
      expect(JSON.stringify(error)).not.toContain(MARKER);
      return JSON.stringify(error);
    };
    expect(await refused({ record: MARKER, values: {} })).toContain("RECORD_UNKNOWN");
    expect(await refused({ record: "agent", values: { [MARKER]: "x" } })).toContain("FIELD_UNKNOWN");
    expect(await refused({ record: "agent", values: { status: MARKER } }, { periods: {} })).toContain("PERIOD_MISSING");
  });

  it("refuses a forged request, a copy of a verified one, another right, and one that was withdrawn meanwhile", async () => {
    const rig = await verifiedRig();
    const request = await rig.desk.verified(rig.id);
    const source = sourceOf(rig);
    // The constructor is found through an instance, and makes nothing that counts; `Object.assign` is typed as what it copies from.
    const constructed = Reflect.construct(request.constructor, [{ ...request, subject: "p-9" }]);
    const assigned: VerifiedRequest = Object.assign({}, request, { subject: "p-9" });
    const copies = [{ ...request }, JSON.parse(JSON.stringify(request)), structuredClone(request), Object.create(request)];
    for (const forged of [...copies, constructed, assigned, new Proxy(request, {}), null, "p-4711"] as never[])
      expect(await rejectionCode(disclose(rig.desk, forged, source, handler))).toBe("REQUEST_UNVERIFIED");
    const draft = await disclose(rig.desk, request, source, handler);
    await rig.desk.act(rig.id, { act: "withdraw" }, handler);
    expect(await rejectionCode(disclose(rig.desk, request, source, handler))).toBe("REQUEST_ENDED");
    expect(await rejectionCode(releaseDisclosure(rig.desk, draft, {}, approver))).toBe("REQUEST_ENDED");
    const erasure = await verifiedRig("erasure");
    expect(await rejectionCode(disclose(erasure.desk, await erasure.desk.verified(erasure.id), source, handler))).toBe("REQUEST_KIND");
  });

  it("gives a portability request what the person provided under consent or contract, and nothing else", async () => {
    const rig = await verifiedRig("portability");
    const answer = await answerTo(rig, rig.id);
    expect(answer.records.map(({ record, rows: given }) => ({ record, values: given.map(({ values }) => values) }))).toEqual([
      { record: "reminder", values: [{ phone: "+377 98 00 00 00" }] },
    ]);
    expect(answer.accesses).toBeUndefined();
    // Before the duty began, the status the person had given rested on consent.
    const earlier = await verifiedRig("portability");
    const before = await answerTo(earlier, earlier.id, {
      asOf: "2021-10-29" as never,
      collect: async () => [{ ...rows[1], others: [] } as never],
    });
    expect(before.records.map(({ record, fields }) => `${record} ${fields.map(({ name }) => name).join()}`)).toEqual([
      "agent staffNumber,status",
    ]);
  });
});

describe("the files of an answer", () => {
  it("open with the requester's key or passphrase only", async () => {
    const rig = await verifiedRig();
    const answer = await answerTo(rig, rig.id);
    const { identity, recipient } = await generateIdentity();
    const [json, html] = await sealPackage(answer, { to: { recipient }, language: "fr" });
    expect([json?.name, html?.name]).toEqual(["data.json.age", "data.html.age"]);
    const open = async (bytes: Uint8Array, identities: Parameters<typeof decryptAge>[1]["identities"]): Promise<string> =>
      new TextDecoder().decode(await decryptAge(bytes, { identities }));
    expect(JSON.parse(await open(json?.bytes ?? new Uint8Array(), [identity]))).toEqual(answer);
    expect(await open(html?.bytes ?? new Uint8Array(), [identity])).toContain('<html lang="fr">');
    const passphrase = newPassphrase();
    expect(passphrase).toMatch(/^([a-hjkmnp-z2-9]{5}-){4}[a-hjkmnp-z2-9]{5}$/);
    const [sealed] = await sealPackage(answer, { to: { passphrase, logN: 10 }, language: "en" });
    expect(JSON.parse(await open(sealed?.bytes ?? new Uint8Array(), [passphraseIdentity(passphrase)]))).toEqual(answer);
    expect(await rejectionCode(sealPackage(answer, { to: { passphrase: "too short" }, language: "en" }))).toBe("PASSPHRASE_WEAK");
    const row = sealPackage(answer, { to: { passphrase: "passwordpassword1234" }, language: "en" });
    expect(await rejectionCode(row)).toBe("PASSPHRASE_WEAK");
    expect(Buffer.from(sealed?.bytes ?? []).includes("2 doses")).toBe(false);
  });
});

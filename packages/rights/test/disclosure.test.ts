import { decryptAge, generateIdentity, passphraseIdentity } from "@favorable/encryption";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { packageJson } from "../src/disclosure/access-package.ts";
import { disclose } from "../src/disclosure/disclose.ts";
import { releaseDisclosure } from "../src/disclosure/release.ts";
import { newPassphrase, sealPackage } from "../src/package/seal.ts";
import { approver, handler, openRig, ownAgent, type Rig, verifiedRequest } from "./desk-rig.ts";
import { answerTo, MARKER, readThem, rows, sourceOf } from "./disclosure-fixture.ts";

async function verifiedRig(kind: "access" | "portability" | "erasure" = "access"): Promise<Rig & { readonly id: string }> {
  const rig = await openRig();
  await readThem(rig);
  return { ...rig, id: await verifiedRequest(rig, kind) };
}

describe("a disclosure", () => {
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

  it("flags free text and rows about others, with what a detector finds, and is not to be had before each was decided", async () => {
    const rig = await verifiedRig();
    const draft = await disclose(await rig.desk.verified(rig.id), sourceOf(rig));
    expect(draft.flags.map(({ id, why, found }) => `${id} ${why} ${found.join()}`)).toEqual([
      "agent/0/comment free-text email",
      "agent/1/* other-person ",
    ]);
    expect(JSON.stringify(Object.keys(draft))).not.toContain("rows");
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

  it("flags a row whose own identifier is another person's", async () => {
    const rig = await verifiedRig();
    const collect = async () => [{ record: "agent", values: { staffNumber: "p-4799", status: "1 dose" } }];
    const draft = await disclose(await rig.desk.verified(rig.id), sourceOf(rig, { collect }));
    expect(draft.flags).toMatchObject([{ id: "agent/0/staffNumber", why: "other-person" }]);
  });

  it("refuses what is not declared, instead of leaving it out, and names no value", async () => {
    const rig = await verifiedRig();
    const request = await rig.desk.verified(rig.id);
    const refused = async (row: { record: string; values: Record<string, string> }, more = {}): Promise<string> => {
      const error: unknown = await disclose(request, sourceOf(rig, { collect: async () => [row], ...more })).catch(
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
    for (const forged of [{ ...request }, JSON.parse(JSON.stringify(request)), Object.create(request), null, "p-4711"])
      expect(await rejectionCode(disclose(forged, source))).toBe("REQUEST_UNVERIFIED");
    const draft = await disclose(request, source);
    await rig.desk.act(rig.id, { act: "withdraw" }, handler);
    expect(await rejectionCode(disclose(request, source))).toBe("REQUEST_ENDED");
    expect(await rejectionCode(releaseDisclosure(rig.desk, draft, {}, approver))).toBe("REQUEST_ENDED");
    const erasure = await verifiedRig("erasure");
    expect(await rejectionCode(disclose(await erasure.desk.verified(erasure.id), source))).toBe("REQUEST_KIND");
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
    expect(Buffer.from(sealed?.bytes ?? []).includes("2 doses")).toBe(false);
  });
});

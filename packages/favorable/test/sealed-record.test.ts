/** A sealed field is one word in a record: fields and encryption together. */
import { createKeyRing, isErased, memoryFence, memoryKeyService, memoryKeyStore, openRow, sealed, sealRow } from "@favorable/encryption";
import { defineVocabulary } from "@favorable/fields";
import { describe, expect, it } from "vitest";
import * as z from "zod";

const text = (en: string) => ({ en });
const { field, record } = defineVocabulary({
  purposes: { followUp: { statement: text("following up") }, statistics: { statement: text("counting") } },
  categories: { identity: { label: text("identity") }, comments: { label: text("comments") } },
  origins: { subject: { label: text("the person") } },
});
const agent = record("agent", {
  staffNumber: field(z.string(), { category: "identity", origins: ["subject"], purposes: ["followUp", "statistics"], subject: true }),
  comment: field(sealed(z.string().max(100)), { category: "comments", origins: ["subject"], purposes: ["followUp"] }),
  phone: field(sealed(z.string()).optional(), { category: "comments", origins: ["subject"], purposes: ["followUp"] }),
});
const place = { table: "agent", subject: "a-17" };
const ring = createKeyRing({
  service: memoryKeyService(),
  store: memoryKeyStore(),
  fence: memoryFence(),
  subjectKey: crypto.getRandomValues(new Uint8Array(32)),
});

describe("a record with sealed fields", () => {
  it("is parsed as ever, stored as cells, and projected again after it is opened", async () => {
    const checked = agent.for("followUp").parse({ staffNumber: "a-17", comment: "on leave", phone: "+33 6 00 00 00 00" });
    expect(checked.comment).toBe("on leave");
    const row = await sealRow(ring, agent.fields, { ...checked }, place);
    expect(row.staffNumber).toBe("a-17");
    expect([row.comment, row.phone].every((cell) => cell?.startsWith("sealed.v1.") === true)).toBe(true);

    const opened = await openRow(ring, agent.fields, row, place);
    expect(agent.for("followUp").parse(opened)).toEqual(checked);
    expect(agent.for("statistics").parse(opened)).toEqual({ staffNumber: "a-17" });
    expect(agent.fields.comment.kind).toBe("text");
    expect(agent.fields.phone.optional).toBe(true);
  });

  it("refuses a stored value in clear, and gives no erased value to a purpose", async () => {
    await expect(openRow(ring, agent.fields, { staffNumber: "a-17", comment: "in clear" }, place)).rejects.toMatchObject({
      code: "SEALED_INVALID",
      details: { table: "agent", column: "comment" },
    });
    const row = await sealRow(ring, agent.fields, { staffNumber: "a-17", comment: "on leave" }, place);
    await ring.erase("a-17");
    const opened = await openRow(ring, agent.fields, row, place);
    expect(isErased(opened.comment)).toBe(true);
    expect(agent.for("followUp").safeParse(opened).success).toBe(false);
  });
});

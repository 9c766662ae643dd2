import { addDays, calendarDate } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { createTestIssuer, keepForRegister, trustList, verifyCertificate } from "../src/certificates/index.ts";
import { answerOf } from "../src/people/index.ts";

const noticeOn = calendarDate("2021-10-21");
const people = Array.from({ length: 400 }, (_, index) => ({
  reference: `S${String(index).padStart(5, "0")}`,
  surname: `Agent-${String(index).padStart(4, "0")}`,
  firstName: `Prénom-${String(index).padStart(4, "0")}`,
}));

describe("the invented answers", () => {
  it("are the same every time, of every kind, and come after the service note", () => {
    const answers = people.map((person) => answerOf(person, noticeOn));
    expect(people.map((person) => answerOf(person, noticeOn))).toEqual(answers);
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(
      new Set(["none", "certificate", "occupational-health", "negative", "contra-indication"]),
    );
    for (const answer of answers)
      if (answer.kind !== "none") expect(answer.on >= noticeOn && answer.on <= addDays(noticeOn, 25)).toBe(true);
  });

  it("are certificates that verify and are about the person", async () => {
    const times = { issuedAt: new Date("2021-10-01T00:00:00Z"), expiresAt: new Date("2022-10-01T00:00:00Z") };
    const issuer = createTestIssuer({ signs: ["vaccination", "recovery"], notBefore: times.issuedAt, notAfter: times.expiresAt });
    const check = { trust: await trustList([issuer.certificate]), at: new Date("2021-11-20T00:00:00Z") };
    const kinds = new Set<string>();
    for (const person of people.slice(0, 80)) {
      const answer = answerOf(person, noticeOn);
      if (answer.kind !== "certificate") continue;
      const verified = await verifyCertificate(issuer.issue(answer.content, times), check);
      kinds.add(keepForRegister(verified, person, answer.on).kind);
    }
    expect(kinds).toEqual(new Set(["vaccination", "recovery"]));
  });
});

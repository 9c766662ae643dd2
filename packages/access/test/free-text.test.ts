import { acceptText, defineVocabulary, moderatedText, refuseText, submitText } from "@favorable/fields";
import { expect, test } from "vitest";
import * as z from "zod";
import { defineMatrix } from "../src/index.ts";

const vocabulary = defineVocabulary({
  purposes: { followUp: { statement: { en: "Follow up" } } },
  categories: { identity: { label: { en: "Identity" } }, comments: { label: { en: "Comments" } } },
  origins: { application: { label: { en: "The application" } } },
});
const { field, record } = vocabulary;
const tags = { origins: ["application"], purposes: ["followUp"] } as const;
const agent = record("agent", {
  number: field(z.string(), { ...tags, category: "identity", subject: true }),
  comment: field(moderatedText.optional(), { ...tags, category: "comments", freeText: { moderator: "director" } }),
});
const matrix = defineMatrix(vocabulary, {
  actions: ["read"],
  roles: {
    director: { label: { en: "Director" }, purposes: ["followUp"] },
    clerk: { label: { en: "Clerk" }, purposes: ["followUp"] },
  },
  grants: { director: { identity: ["read"], comments: ["read"] }, clerk: { identity: ["read"], comments: ["read"] } },
});
const at = new Date("2021-10-20T08:00:00Z");
const pending = submitText({ text: "Certificat attendu", moderator: "director", by: "c-1", at });
const decision = { by: "d-1", role: "director", at };
const seenBy = (role: "director" | "clerk", comment: unknown) =>
  matrix.as({ actor: "x", role, purpose: "followUp" }).project(agent, { number: "n-1", comment });

test("a free text that nobody accepted is read by its moderator alone", () => {
  expect(seenBy("clerk", pending)).toEqual({ number: "n-1" });
  expect(seenBy("director", pending)).toEqual({ number: "n-1", comment: pending });
});

test("an accepted text is read by whoever may read its category, a refused one by nobody", () => {
  const accepted = acceptText(pending, decision);
  for (const role of ["clerk", "director"] as const) {
    expect(seenBy(role, accepted).comment).toEqual(accepted);
    expect(seenBy(role, refuseText(pending, decision, "excessive"))).toEqual({ number: "n-1" });
  }
});

test.each([{ state: "published", text: "x" }, { text: "x" }, { ...pending, moderator: "clerk" }, { ...pending, state: ["accepted"] }])(
  "a value in no known state is read by nobody: %j",
  (odd) => {
    for (const role of ["clerk", "director"] as const) expect(seenBy(role, odd)).toEqual({ number: "n-1" });
  },
);

/** Names that stand in clear: references of letters and files, and no person. */
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { declared } from "../src/register/plain-words.ts";

describe("a declared name", () => {
  it.each(["FR1420041010050500013M02606", "185057800608491"])("is not an identifier of a person such as %s", (text) => {
    expect(codeOf(() => declared(text, "evidence"))).toBe("TEXT_PERSONAL");
  });

  it("may be the number of a file or a letter, and any random identifier", () => {
    for (const text of ["2026-003", "letter-17", "N-77", "agent.status", "hall-a", "20260306.183000.12345"])
      expect(declared(text, "evidence")).toBe(text);
    for (let drawn = 0; drawn < 20_000; drawn++) {
      const id = crypto.randomUUID();
      expect(declared(id, "evidence")).toBe(id);
    }
  });
});

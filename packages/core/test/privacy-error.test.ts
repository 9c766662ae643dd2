import { isPrivacyError, PrivacyError } from "@favorable/core";
import { describe, expect, it } from "vitest";

describe("PrivacyError", () => {
  const error = new PrivacyError("UNKNOWN_ROLE", "the matrix has no such role", { known: 4 }, { cause: new Error("inner") });

  it("is an error with a code, a message and details", () => {
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.code, error.message, error.details]).toEqual([
      "PrivacyError",
      "UNKNOWN_ROLE",
      "the matrix has no such role",
      { known: 4 },
    ]);
    expect(new PrivacyError("A", "b").details).toEqual({});
  });

  it("gives neither stack nor cause to what is logged", () => {
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: "UNKNOWN_ROLE",
      message: "the matrix has no such role",
      details: { known: 4 },
    });
    expect(Object.keys(error)).not.toContain("stack");
  });

  it("is recognised by its mark, also from a second copy of the package, and by its code", () => {
    expect(isPrivacyError(error)).toBe(true);
    expect(isPrivacyError(error, "UNKNOWN_ROLE")).toBe(true);
    expect(isPrivacyError(error, "OTHER")).toBe(false);
    const copy = Object.defineProperty(new Error("m"), Symbol.for("@favorable/privacy-error"), { value: true });
    expect(isPrivacyError(copy)).toBe(true);
    for (const value of [new Error("m"), { code: "UNKNOWN_ROLE" }, null, undefined, "UNKNOWN_ROLE"])
      expect(isPrivacyError(value)).toBe(false);
  });
});

import { PrivacyError } from "@favorable/core";
import { databaseError, sqlState } from "@favorable/sql";
import { describe, expect, it } from "vitest";

describe("sqlState", () => {
  it("finds the state as drivers and ORMs wrap it", () => {
    expect(sqlState({ code: "23505" })).toBe("23505");
    expect(sqlState({ cause: { cause: { code: "40001" } } })).toBe("40001");
    expect(sqlState({ code: "P2010", meta: { driverAdapterError: 1 }, cause: { originalCode: "23502" } })).toBe("P2010");
    expect(sqlState({ meta: { code: "42P01" } })).toBe("42P01");
    expect(sqlState(new PrivacyError("SQL_FAILED", "m", { sqlState: "22P02" }))).toBe("22P02");
  });

  it("takes no operating-system code and no own code for a state", () => {
    for (const error of [{ code: "EPIPE" }, { code: "ECONNREFUSED" }, new PrivacyError("ABCD1", "m"), null, undefined, "23505", 23505])
      expect(sqlState(error)).toBeUndefined();
  });

  it("ends on an error that is its own cause", () => {
    const error: { cause?: unknown } = {};
    error.cause = error;
    expect(sqlState(error)).toBeUndefined();
  });
});

describe("databaseError", () => {
  it("keeps the message where it names objects, and drops it where it quotes values", () => {
    const of = (code: string): string => databaseError(Object.assign(new Error("about ada@example.org"), { code })).message;
    for (const code of ["42501", "42P01", "40001", "55P03", "57014", "0A000"]) expect(of(code)).toContain("about");
    for (const code of ["22P02", "23505", "25006", "42601", "44000", "P0001", "XX000"]) expect(of(code)).not.toContain("about");
  });

  it("keeps no cause, no detail, no hint and no parameters", () => {
    const raw = Object.assign(new Error("m"), {
      code: "23505",
      detail: "Key (mail)=(ada@example.org)",
      hint: "ada",
      where: "ada",
      params: ["ada"],
      table: "person",
    });
    const error = databaseError(raw);
    expect(error.cause).toBeUndefined();
    expect(error.details).toEqual({ sqlState: "23505", table: "person" });
  });

  it("passes a PrivacyError on as it is", () => {
    const error = new PrivacyError("PARAM_INVALID", "m");
    expect(databaseError(error)).toBe(error);
  });
});

import { PrivacyError } from "@favorable/core";
import { databaseError, sqlState } from "@favorable/sql";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const marker = "Dupont";

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
  it("keeps no message of the server, whatever the state", () => {
    const any = fc.stringMatching(/^[0-9A-Z]{4}[0-9]$/);
    const state = fc.oneof(any, fc.constantFrom("42501", "42P01", "42704", "34000", "58P01", "40001", "55P03", "57014", "0A000", "22P02"));
    fc.assert(
      fc.property(state, (code) => {
        const names = { schema: marker, table: marker, column: marker, constraint: marker, detail: marker, hint: marker };
        const raised = Object.assign(new Error(`about ${marker}`), { code, routine: "exec_stmt_raise", position: marker, ...names });
        for (const error of [raised, { ...raised, message: marker, code: "XX000", cause: raised }])
          expect(`${JSON.stringify(databaseError(error))} ${databaseError(error).stack}`).not.toContain(marker);
      }),
    );
    for (const code of ["42501", "42P01", "23505", "P0001", "ZZ999"])
      expect(databaseError({ code }).message).toMatch(/^the database refused a statement \(.{5}\): [a-z]/);
  });

  it("takes a state of five letters for a state when the server sent it, and no other word for a reason", () => {
    expect(databaseError({ code: "DUPON", severity: "ERROR" }).code).toBe("SQL_FAILED");
    expect(databaseError({ code: "ECONNREFUSED" }).details).toEqual({ reason: "ECONNREFUSED" });
    expect(databaseError({ code: "Jean Dupont" }).details).toEqual({});
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

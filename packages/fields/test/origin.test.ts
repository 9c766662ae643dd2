import { isPrivacyError } from "@favorable/core";
import { expect, it } from "vitest";
import { agent } from "./vocabulary.ts";

function refusal(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return isPrivacyError(error) ? { code: error.code, paths: error.details["paths"], codes: error.details["codes"] } : error;
  }
}

it("takes from an origin what is accepted from it, and the identifier of the person concerned", () => {
  expect(agent.from("occupationalHealth").for("followUp").parse({ staffNumber: "12345", status: "complete" })).toEqual({
    staffNumber: "12345",
    status: "complete",
  });
  expect(agent.from("subject").for("followUp").fields).toEqual(["staffNumber", "status", "certificate", "tags"]);
});

it("takes no proof from an origin that certifies (CCIN 2021-206, C09), and takes it from the person", () => {
  const value = { staffNumber: "12345", status: "complete", certificate: "scan" };
  expect(refusal(() => agent.from("occupationalHealth").for("followUp").parse(value))).toEqual({
    code: "ORIGIN_REFUSED",
    paths: ["certificate"],
    codes: ["proof_from_certifying_origin"],
  });
  expect(agent.from("subject").for("followUp").parse(value)).toEqual(value);
});

it("refuses the fields of other origins instead of dropping them", () => {
  expect(refusal(() => agent.from("subject").for("followUp").parse({ staffNumber: "12345", status: "none", name: "N" }))).toEqual({
    code: "ORIGIN_REFUSED",
    paths: ["name"],
    codes: ["origin_not_declared"],
  });
});

it("does not demand what the origin does not supply, and demands what it does", () => {
  expect(agent.from("hrFile").for("followUp").parse({ staffNumber: "12345", name: "N" })).toEqual({ staffNumber: "12345", name: "N" });
  expect(refusal(() => agent.from("hrFile").for("followUp").parse({ staffNumber: "12345" }))).toEqual({
    code: "CHECK_FAILED",
    paths: ["name"],
    codes: ["invalid_type"],
  });
});

it("refuses an origin the vocabulary does not have", () => {
  for (const origin of ["elsewhere", "__proto__", "constructor"])
    expect(refusal(() => agent.from(origin as "hrFile"))).toMatchObject({ code: "ORIGIN_UNKNOWN" });
});

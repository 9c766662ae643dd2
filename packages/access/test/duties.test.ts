/** Shared accounts and conflicting roles are refused by whatever lets somebody act, and not by `as` alone. */
import { permitOf } from "@favorable/access";
import { type SignedClaims, signContext } from "@favorable/access/postgres";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { declare, file } from "./case-file.ts";

const SHARED = ["admin", "Root", "accueil-2", "système", "support@ville.example", "\uff41dmin"];
const access = declare();

describe("the permit of a matrix", () => {
  const permit = permitOf(access, { file });
  const ask = (other: object = {}) =>
    permit({ actor: "m-1", role: "manager", purpose: "care", action: "read", record: "file", holds: ["manager"], ...other });
  const refused = (code: string) => ({ allowed: false, code });

  it("is not given to an account of nobody in particular", () => {
    expect(ask()).toEqual({ allowed: true, fields: ["person", "unit", "openedOn"] });
    for (const actor of SHARED) expect([actor, ask({ actor })]).toEqual([actor, refused("ACCOUNT_SHARED")]);
    for (const actor of ["  ", "\u200b", 7]) expect(ask({ actor })).toEqual(refused("ACTOR_MISSING"));
  });

  it("asks what the person holds where the role may not be held with another", () => {
    expect(ask({ holds: undefined })).toEqual(refused("HOLDS_MISSING"));
    expect(ask({ holds: ["manager", "auditor"] })).toEqual(refused("ROLES_CONFLICT"));
    expect(ask({ holds: ["worker"] })).toEqual(refused("ROLE_NOT_HELD"));
    for (const holds of ["manager", null, {}]) expect(ask({ holds })).toEqual(refused("ROLE_NOT_HELD"));
    expect(ask({ role: "nurse", holds: ["manager", "auditor"] })).toEqual(refused("ROLE_UNKNOWN"));
    expect(ask({ role: "person", purpose: "self", holds: undefined })).toEqual(refused("CONDITION_NOT_MET"));
  });

  it("lets nobody through whom `as` refuses", () => {
    const roles = ["worker", "manager", "auditor", "person", "onCall", "stranger"];
    const who = fc.record({
      actor: fc.constantFrom("m-1", "admin", ""),
      role: fc.constantFrom(...roles),
      purpose: fc.constantFrom("care", "self", "other"),
      holds: fc.option(fc.subarray(roles), { nil: undefined }),
    });
    let both = 0;
    fc.assert(
      fc.property(who, fc.constantFrom("read", "modify", "delete"), ({ holds, ...words }, action) => {
        const given = { ...words, ...(holds === undefined ? {} : { holds }) };
        const opened = codeOf(() => access.as(given as never));
        const answer = permit({ ...given, action, record: "file" });
        if (opened !== "nothing thrown") expect(answer.allowed).toBe(false);
        if (answer.allowed) both += 1;
      }),
      // One whom both let through is always among them.
      { numRuns: 600, examples: [[{ actor: "m-1", role: "manager", purpose: "care", holds: ["manager"] }, "read"]] },
    );
    expect(both).toBeGreaterThan(0);
  });
});

describe("a signed context", () => {
  const key = { id: "k1", secret: new Uint8Array(32).fill(9) };
  const claims: SignedClaims = {
    actor: "m-1",
    role: "manager",
    purpose: "care",
    nonce: "0123456789abcdef",
    until: new Date("2026-03-10T22:40:00Z"),
  };
  const sign = (other: object) => codeOf(() => signContext(key, { ...claims, ...other }));

  it("is not signed for an account of nobody in particular, nor for a role that is not held", () => {
    for (const actor of SHARED) expect([actor, sign({ actor })]).toEqual([actor, "ACCOUNT_SHARED"]);
    for (const actor of [undefined, "", "  "]) expect(sign({ actor })).toBe("ACTOR_MISSING");
    for (const holds of [[], ["worker"], "manager"]) expect(sign({ holds })).toBe("ROLE_NOT_HELD");
    for (const holds of [[""], [7, "manager"], null]) expect(sign({ holds })).toBe("CONTEXT_INVALID");
    expect(sign({ holds: ["manager"] })).toBe("nothing thrown");
  });

  it("says what the person holds", () => {
    const body = signContext(key, { ...claims, holds: ["worker", "manager"] }).split(".")[1] ?? "";
    expect(JSON.parse(atob(body))).toMatchObject({ actor: "m-1", holds: ["worker", "manager"] });
  });
});

import { expect, it } from "vitest";
import { diagnose } from "../../../testing/compiler.ts";

const HEAD = `
import { type Desk, disclose, type DisclosureSource, erase, type VerifiedRequest } from "@favorable/rights";
import type { Eraser } from "@favorable/core";
declare const desk: Desk;
declare const source: DisclosureSource;
declare const eraser: Eraser;
declare const staff: { actor: string; role: string; subject: string | null };
`;

const snippets = {
  nothingWrong: `${HEAD} export const done = disclose(desk, await desk.verified("r-1"), source, staff);
    export const gone = erase(desk, await desk.verified("r-1"), eraser, staff);`,
  unverified: `${HEAD} export const leak = disclose(desk, (await desk.find("r-1"))!, source, staff);`,
  forged: `${HEAD} export const leak = disclose(desk, { id: "r-1", kind: "access", subject: "p-1", method: "session", verifiedAt: "2021-10-31" }, source, staff);`,
  spread: `${HEAD} const one = await desk.verified("r-1");
    export const leak = disclose(desk, { ...one, subject: "somebody-else", kind: "access" }, source, staff);
    export const gone = erase(desk, { ...one, kind: "erasure" }, eraser, staff);`,
  constructed: `import { VerifiedRequest } from "@favorable/rights"; export const forged = new VerifiedRequest({});`,
  bySubject: `${HEAD} export const leak = disclose(desk, "p-4711", source, staff);`,
  unverifiedErasure: `${HEAD} export const gone = erase(desk, (await desk.find("r-1"))!, eraser, staff);`,
  notAwaited: `${HEAD} export const leak = disclose(desk, desk.verified("r-1"), source, staff);`,
  verifiedByStep: `${HEAD} export const done = desk.act("r-1", { act: "verify", subject: "p-1", method: "session", at: "2021-10-31" }, staff);`,
  toAnAddress: `${HEAD} export const sent = desk.challenge("r-1", { email: "given@in.the.request" });`,
  silentStaff: `${HEAD} export const done = desk.act("r-1", { act: "scope" }, { actor: "staff-1", role: "dpo" });`,
  refusalWithoutComplaint: `${HEAD} export const no = desk.act("r-1", { act: "refuse", ground: "excessive" }, staff);`,
};
const said = diagnose("packages/rights/test", snippets);
const first = (name: keyof typeof snippets): string => said[name].messages[0]?.split("\n").at(-1)?.trim() ?? "";

it("compiles what is verified", () => {
  expect(said.nothingWrong.messages).toEqual([]);
});

it("does not compile a disclosure or an erasure without verification", () => {
  expect(first("unverified")).toContain("Property '#brand' is missing in type 'DeskRequest' but required in type 'VerifiedRequest<");
  expect(first("forged")).toContain("Property '#brand' is missing in type");
  expect(first("bySubject")).toContain("Argument of type 'string' is not assignable to parameter of type 'VerifiedRequest<");
  expect(first("unverifiedErasure")).toContain("Property '#brand' is missing in type");
  expect(first("notAwaited")).toContain("Promise<VerifiedRequest<");
});

it("does not compile a verification without proof, a code to an address, staff who do not say who they are, or a bare refusal", () => {
  expect(first("verifiedByStep")).toContain(`Type '"verify"' is not assignable to type`);
  expect(first("toAnAddress")).toContain("is not assignable to parameter of type 'string'");
  expect(first("silentStaff")).toContain("Property 'subject' is missing");
  expect(first("refusalWithoutComplaint")).toContain("complaint");
});

it("does not compile a copy of a verified request, whatever it changes", () => {
  expect(said.spread.messages.map((message) => message.split("\n").at(-1)?.trim())).toMatchInlineSnapshot(`
    [
      "Property '#brand' is missing in type '{ subject: string; kind: "access"; id: string; purpose?: string; method: ProofMethod; verifiedAt: string; }' but required in type 'VerifiedRequest<"access" | "rectification" | "erasure" | "portability" | "objection" | "restriction" | "withdrawal">'.",
      "Property '#brand' is missing in type '{ kind: "erasure"; id: string; subject: string; purpose?: string; method: ProofMethod; verifiedAt: string; }' but required in type 'VerifiedRequest<"access" | "rectification" | "erasure" | "portability" | "objection" | "restriction" | "withdrawal">'.",
    ]
  `);
  expect(first("constructed")).toContain("'VerifiedRequest' resolves to a type-only declaration");
});

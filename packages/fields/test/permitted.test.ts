import { defineVocabulary, type For, isPermitted } from "@favorable/fields";
import { claimMinter, type Permitted } from "@favorable/fields/minter";
import { expect, expectTypeOf, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";

const fresh = () => defineVocabulary({ purposes: { offers: { statement: {} }, schemes: { statement: {} } }, categories: {}, origins: {} });

it("gives the minter of a vocabulary to the first that claims it, and to nobody else", () => {
  const vocabulary = fresh();
  const key = Symbol("guard");
  const minter = claimMinter(vocabulary, key);
  expect(claimMinter(vocabulary, key)).toBe(minter);
  expect(codeOf(() => claimMinter(vocabulary, Symbol("guard")))).toBe("MINTER_CLAIMED");
  expect(codeOf(() => claimMinter({ ...vocabulary }, key))).toBe("VOCABULARY_UNKNOWN");
  expect(codeOf(() => claimMinter(fresh(), undefined as never))).toBe("MINT_REFUSED");
});

it("knows the very object that was permitted, and no copy of it", () => {
  const minter = claimMinter(fresh(), Symbol("guard"));
  const value = minter.mint("offers", { mail: "x" });
  expectTypeOf(value).toEqualTypeOf<For<"offers", { mail: string }>>();
  expect(isPermitted(value, "offers")).toBe(true);
  expect(isPermitted(value, "schemes")).toBe(false);
  expect(isPermitted({ ...value }, "offers")).toBe(false);
  expect(isPermitted(structuredClone(value), "offers")).toBe(false);
  expect(isPermitted(null, "offers")).toBe(false);
  expect(Object.isFrozen(value)).toBe(true);
});

it("mints for declared purposes and objects only", () => {
  const minter = claimMinter(fresh(), Symbol("guard"));
  expect(codeOf(() => minter.mint("marketing", {}))).toBe("PURPOSE_UNKNOWN");
  expect(codeOf(() => minter.mint("offers", "text" as never))).toBe("MINT_REFUSED");
});

it("does not give all marks to a purpose that is only known as one of several", () => {
  expectTypeOf<Permitted<"offers" | "schemes", object>>().not.toExtend<For<"offers", object>>();
});

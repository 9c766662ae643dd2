import fc from "fast-check";
import { expect, it } from "vitest";
import { newPassphrase } from "../src/package/seal.ts";
import { unforeseen } from "../src/package/strength.ts";

it.each([
  "aaaaaaaaaaaaaaaaaaaaaaaa",
  "12345678901234567890",
  "passwordpassword1234",
  "azertyuiopqsdfghjklm",
  "MotDePasse2021MotDePasse",
  "abcdefghijabcdefghij",
  "98765432100123456789",
  "secret secret secret secret",
])("finds little in %j that is not foreseen", (passphrase) => {
  expect(passphrase.length).toBeGreaterThanOrEqual(20);
  expect(unforeseen(passphrase)).toBeLessThan(14);
});

it("finds enough in words that were drawn, and in every passphrase it draws", () => {
  expect(unforeseen("correct horse battery staple")).toBeGreaterThanOrEqual(14);
  fc.assert(
    fc.property(fc.integer(), () => {
      expect(unforeseen(newPassphrase())).toBeGreaterThanOrEqual(20);
    }),
  );
});

it("never finds more than there is, and hardly anything new in a repetition", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 3, maxLength: 40 }), (text) => {
      const lower = text.normalize("NFKC").toLowerCase();
      const once = unforeseen(lower);
      expect(once).toBeLessThanOrEqual(lower.length);
      expect(unforeseen(`${lower}${lower}`)).toBeLessThanOrEqual(once + 2);
    }),
  );
});

/** What the compiler says of a mistake, word for word, on each release of TypeScript the library is held to. */
import { describe, expect, it } from "vitest";
import { diagnose } from "../../../testing/compiler.ts";

const HEAD = `
import { type BoundLeftOut, defineVocabulary, type DataFor, type For, type InputFor } from "@favorable/fields";
import * as z from "zod";
const { field, record } = defineVocabulary({
  purposes: { offers: { statement: {} }, schemes: { statement: {} } },
  categories: { contact: { label: {} }, identity: { label: {} } },
  origins: { subject: { label: {} }, office: { label: {}, certifies: true } },
});
const phone = field(z.string(), { category: "contact", origins: ["subject"], purposes: ["schemes"] });
const mail = field(z.string(), { category: "contact", origins: ["subject", "office"], purposes: ["schemes", "offers"], proof: true });
const askedAt = field(z.iso.datetime(), { category: "contact", origins: ["office"], purposes: ["schemes"], boundTo: "clock" });
const youth = record("youth", { phone, mail, askedAt });
declare function sendOffer(to: For<"offers", { readonly mail: string }>): void;
declare const forSchemes: DataFor<typeof youth, "schemes">;
declare const forOffers: DataFor<typeof youth, "offers">;
declare const either: "offers" | "schemes";
declare function store<R extends object>(row: R & BoundLeftOut<typeof youth.fields>): void;
`;

const snippets = {
  nothingWrong: `${HEAD} sendOffer(forOffers); youth.for("schemes").parse({}).phone.trim(); youth.from("subject").for("schemes").parse({}).mail.trim();`,
  wrongPurpose: `${HEAD} sendOffer(forSchemes);`,
  parseResult: `${HEAD} sendOffer(youth.for("offers").parse({}));`,
  plainValue: `${HEAD} sendOffer({ mail: "x" });`,
  unknownPurpose: `${HEAD} youth.for("marketing");`,
  purposeInDoubt: `${HEAD} const data = youth.for(either).parse({}); declare function offer(x: typeof offerData): void; const offerData = youth.for("offers").parse({}); offer(data);`,
  fieldOfOtherPurpose: `${HEAD} youth.for("offers").parse({}).phone;`,
  untaggedField: `${HEAD} record("other", { phone, raw: z.string() });`,
  misspeltPurpose: `${HEAD} field(z.string(), { category: "contact", origins: ["subject"], purposes: ["ofers"] });`,
  misspeltCategory: `${HEAD} field(z.string(), { category: "contct", origins: ["subject"], purposes: ["offers"] });`,
  noPurpose: `${HEAD} field(z.string(), { category: "contact", origins: ["subject"], purposes: [] });`,
  strangeTag: `${HEAD} field(z.string(), { category: "contact", origins: ["subject"], purposes: ["offers"], retained: true });`,
  boundFieldInForm: `${HEAD} const form: InputFor<typeof youth, "schemes"> = { phone: "1", mail: "x", askedAt: "2021-11-05T09:00:00Z" };`,
  boundFieldStored: `${HEAD} store({ phone: "1", askedAt: "2021-11-05T09:00:00Z" });`,
  boundFieldRead: `${HEAD} youth.for("schemes").parse({}).askedAt;`,
  boundToNobody: `${HEAD} field(z.string(), { category: "contact", origins: ["office"], purposes: ["schemes"], boundTo: "clok" });`,
  misspeltOrigin: `${HEAD} field(z.string(), { category: "contact", origins: ["subjet"], purposes: ["offers"] });`,
  noTags: `${HEAD} field(z.string());`,
  fieldNotPicked: `${HEAD} youth.pick("short", ["phne"]);`,
  untaggedExtension: `${HEAD} youth.extend("wider", { raw: z.string() });`,
  factOfAnotherForm: `${HEAD} defineVocabulary({ purposes: { p: { statement: {}, bases: [{ kind: "legal-oblgation" }] } }, categories: {}, origins: {} });`,
  proofFromCertifier: `${HEAD} youth.from("office");`,
};

describe.each(["6.0", "5.9"] as const)("TypeScript %s", (release) => {
  const said = diagnose("packages/fields/test", snippets, release);

  function first(name: keyof typeof snippets): string {
    expect(said[name].messages).toHaveLength(1);
    return said[name].messages[0] ?? "";
  }

  it("compiles what is right", () => {
    expect(said.nothingWrong.messages).toEqual([]);
  });

  it("names the purpose that is missing where data of another purpose are passed", () => {
    expect(first("wrongPurpose").split("\n").at(-1)?.trim()).toBe(
      "Property 'offers' is missing in type '{ readonly schemes: true; }' but required in type '{ readonly offers: true; }'.",
    );
  });

  it("says that a parse result is checked and not permitted", () => {
    expect(first("parseResult").split("\n")).toEqual([
      `Argument of type 'Checked<"offers", { readonly mail: string; }>' is not assignable to parameter of type 'For<"offers", { readonly mail: string; }>'.`,
      `  Property '[permittedFor]' is missing in type 'Checked<"offers", { readonly mail: string; }>' but required in type '{ readonly [permittedFor]: { readonly offers: true; }; }'.`,
    ]);
    expect(first("plainValue")).toContain("'[permittedFor]' is missing");
  });

  it("names the untagged field and says what to write", () => {
    expect(first("untaggedField")).toContain(
      "field 'raw' has no category, origins and purposes: write field(schema, { category, origins, purposes })",
    );
  });

  it("names the wrong word, with the words there are", () => {
    expect(first("unknownPurpose")).toBe(`Argument of type '"marketing"' is not assignable to parameter of type '"offers" | "schemes"'.`);
    expect(first("misspeltPurpose")).toBe(`Type '"ofers"' is not assignable to type '"offers" | "schemes"'. Did you mean '"offers"'?`);
    expect(first("misspeltCategory")).toBe(`Type '"contct"' is not assignable to type '"contact" | "identity"'. Did you mean '"contact"'?`);
    expect(first("strangeTag")).toContain("'retained' does not exist in type 'FieldTags<");
    expect(first("noPurpose")).toContain("Source has 0 element(s) but target requires 1.");
  });

  it("shows only the fields of the purpose, and of one purpose at a time", () => {
    expect(first("fieldOfOtherPurpose")).toBe(`Property 'phone' does not exist on type 'Checked<"offers", { readonly mail: string; }>'.`);
    expect(first("purposeInDoubt")).toContain("Property 'offers' is missing in type '{ readonly schemes: true; }'");
  });

  it("offers no way in for a proof from an origin that certifies", () => {
    expect(first("proofFromCertifier")).toBe(`Argument of type '"office"' is not assignable to parameter of type '"subject"'.`);
  });

  it("says of a bound field that the guard sets it, and does not show it to a caller", () => {
    expect(first("boundFieldStored")).toBe(
      [
        "Type 'string' is not assignable to type 'string & { readonly bound: \"field 'askedAt' is set by the guard, from its clock or the authenticated actor: leave it out\"; }'.",
        `  Type 'string' is not assignable to type '{ readonly bound: "field 'askedAt' is set by the guard, from its clock or the authenticated actor: leave it out"; }'.`,
      ].join("\n"),
    );
    expect(first("boundFieldInForm")).toBe(
      "Object literal may only specify known properties, and 'askedAt' does not exist in type '{ readonly phone: string; readonly mail: string; }'.",
    );
    expect(first("boundFieldRead")).toBe(
      `Property 'askedAt' does not exist on type 'Checked<"schemes", { readonly phone: string; readonly mail: string; }>'.`,
    );
    expect(first("boundToNobody")).toBe(`Type '"clok"' is not assignable to type 'Bound'. Did you mean '"clock"'?`);
  });

  it("says the same of origins, facts and derived records", () => {
    expect(first("misspeltOrigin")).toBe(`Type '"subjet"' is not assignable to type '"subject" | "office"'. Did you mean '"subject"'?`);
    expect(first("noTags")).toBe("Expected 2 arguments, but got 1.");
    expect(first("fieldNotPicked")).toContain(`Did you mean '"phone"'?`);
    expect(first("untaggedExtension")).toContain("field 'raw' has no category, origins and purposes");
    expect(first("factOfAnotherForm")).toContain(`Did you mean '"legal-obligation"'?`);
  });
});

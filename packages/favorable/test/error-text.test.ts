/** How the command line says coded errors. */
import { PrivacyError } from "@favorable/core";
import { readDocument } from "@favorable/processing";
import { expect, test } from "vitest";
import { errorText, languageAsked } from "../src/cli/error-text.ts";

function caught(run: () => unknown): PrivacyError {
  try {
    run();
  } catch (error) {
    if (error instanceof PrivacyError) return error;
  }
  throw new Error("nothing was refused");
}
const base = { format: "favorable-processing/2", id: "visits", stage: "draft" };

test("one wrong place is one place, in the language that was asked for", () => {
  const one = caught(() => readDocument({ ...base, stage: "finished" }));
  expect(errorText(one, "en")).toMatch(/: 1 place\n {2}stage: [\w-]+$/);
  expect(errorText(one, "fr")).toMatch(/^[A-Z_]+ : le document n'est pas cohérent : 1 endroit\n {2}stage : [\w-]+$/);
});

test("several are counted, and each has its own line with what is wrong there", () => {
  const several = caught(() => readDocument({ ...base, stage: "finished", purposes: 1 }));
  const text = errorText(several, "en");
  expect(text).toMatch(/: 2 places\n/);
  expect(text.split("\n")).toHaveLength(3);
});

test("the document itself is no empty line", () => {
  const whole = caught(() => readDocument(1));
  expect(errorText(whole, "en")).toContain("\n  (the document itself): ");
  expect(errorText(whole, "fr")).toContain("\n  (le document lui-même) : ");
});

test("other errors keep their details, and a place cannot steer the terminal", () => {
  expect(errorText({ code: "FILE_UNREADABLE", message: "the file cannot be read", details: { file: "a.json" } }, "fr")).toBe(
    "FILE_UNREADABLE : the file cannot be read\n  file: a.json",
  );
  expect(errorText({ code: "X", message: "m: 1 place(s)", details: { paths: ["a\u001b[2J"], problems: ["p"] } }, "en")).toBe(
    "X: m: 1 place\n  a\\u{1b}[2J: p",
  );
});

test("the language is that of --lang, however it is written", () => {
  expect([["--lang", "fr"], ["-l", "fr"], ["--lang=fr"], ["--lang", "en"], []].map(languageAsked)).toEqual(["fr", "fr", "fr", "en", "en"]);
});

/** What an opinion lacks, in a terminal and in the dossier: facts are not declared, evidence is not attached. */
import { type ProcessingDocument, readDocument } from "@favorable/processing";
import { review } from "@favorable/review";
import { renderDossier } from "@favorable/review/dossier";
import { expect, test } from "vitest";
import { socialCaseFile } from "../../../examples/social-case-file/src/declaration/file.ts";
import { opinionText } from "../src/cli/review/opinion-text.ts";

const document: ProcessingDocument = readDocument(JSON.parse(JSON.stringify(socialCaseFile("corrected"))));
const opinion = review(document, { profile: "cnil-gdpr", asOf: "2026-01-01" });
const plain = { width: Number.POSITIVE_INFINITY, paint: (_: unknown, text: string) => text };

test("evidence that a rule lacks is not attached, never not declared", () => {
  expect(opinion.findings.some(({ missing = [] }) => missing.some((path) => path.startsWith("evidence.")))).toBe(true);
  const french = opinionText(opinion, document, "fr", plain);
  expect(french).toMatch(/non joint : evidence\./);
  expect(french).not.toMatch(/non déclaré : [^;)\n]*evidence\./);
  expect(opinionText(opinion, document, "en", plain)).toMatch(/not attached: evidence\./);
});

test("the dossier says the same", () => {
  const page = renderDossier({ document, opinion, lang: "fr", generatedOn: "2026-01-01" });
  expect(page).toMatch(/<dt>Non joint<\/dt><dd>(?:(?!<\/dd>).)*evidence\./s);
  expect(page).not.toMatch(/<dt>Non déclaré<\/dt><dd>(?:(?!<\/dd>).)*evidence\./s);
});

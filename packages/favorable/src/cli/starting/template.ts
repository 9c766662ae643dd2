/** The files that `favorable init` writes. They are executed and type-checked by the tests. */

/** A small declaration that is true of nothing yet: what is in it compiles, what is not in it is what the review asks for. */
export function declarationTemplate(id: string): string {
  return `/**
 * The declaration of ${id}: written once; types, checks, documents and the opinion follow from it.
 *
 * Write its document: npx tsx print-declaration.ts > declaration.json
 * Review that document: npx favorable review declaration.json
 */
import { defineMatrix, defineProcessing, defineVocabulary } from "favorable";
import * as z from "zod";

export const vocabulary = defineVocabulary({
  // For what, for whom, on what basis. One purpose that says everything says nothing.
  purposes: {
    membership: {
      statement: { en: "Keep the list of the members of the association", fr: "Tenir la liste des membres de l'association" },
      population: ["members"],
      main: true,
      bases: [{ kind: "contract" }],
    },
  },
  // What kinds of data. Health, opinions and the like are marked: special: "health".
  categories: { contact: { label: { en: "Contact details", fr: "coordonnées" } } },
  // Where data come from.
  origins: { subject: { label: { en: "The member", fr: "le membre" }, kind: "subject" } },
  subjects: { members: { label: { en: "Members", fr: "membres" }, relation: "user" } },
});

// Every field says why it may exist; what has no purpose has no place.
export const member = vocabulary.record("member", {
  number: vocabulary.field(z.string(), { category: "contact", origins: ["subject"], purposes: ["membership"], subject: true, kind: "identifier" }),
  mail: vocabulary.field(z.email(), { category: "contact", origins: ["subject"], purposes: ["membership"], kind: "contact" }),
});

// Every cell is decided: a role without rights on a category says "none".
export const access = defineMatrix(vocabulary, {
  actions: ["read", "add", "modify", "delete", "extract"],
  roles: { secretary: { label: { en: "Secretary", fr: "secrétaire" }, purposes: ["membership"] } },
  grants: { secretary: { contact: ["read", "add", "modify", "delete"] } },
});

export const processing = defineProcessing({
  id: ${JSON.stringify(id)},
  vocabulary,
  records: { member },
  access,
  retention: {
    members: {
      categories: ["contact"],
      start: { kind: "last-activity" },
      maximum: { period: "P3Y" },
      then: "delete",
    },
  },
});
`;
}

/** What writes the document; apart, so that the application can import the declaration. */
export const PRINTER = `/** Prints the declaration as a document: npx tsx print-declaration.ts > declaration.json */
import { processing } from "./declaration.ts";

// "draft": what is not stated is not assessable. "submitted": what is mandatory and not stated counts against the file.
process.stdout.write(\`\${JSON.stringify(processing.document("draft"), undefined, 2)}\\n\`);
`;

/**
 * A workflow that reviews each change, and shows the findings beside the declaration.
 *
 * @param at - where the declaration lies in the repository: nothing, or a path that ends in `/`
 */
export function workflow(at: string): string {
  const runIn = at === "" ? "" : `        working-directory: ${at}\n`;
  return `name: privacy
on: [pull_request]
permissions:
  contents: read
  security-events: write # to show the findings beside the file
jobs:
  review:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci
${runIn}      - name: the document that is reviewed is the one the declaration gives
        run: |
          npx tsx print-declaration.ts > declaration.json
          git diff --exit-code -- declaration.json
${runIn}      - name: nothing widens beyond what was approved
        if: \${{ hashFiles('${at}declaration.lock.json') != '' }}
        run: ${at}node_modules/.bin/favorable check ${at}declaration.json --lock ${at}declaration.lock.json
      - name: the opinion
        run: |
          status=0
          ${at}node_modules/.bin/favorable review ${at}declaration.json --allow-conditions --format sarif > opinion.sarif || status=$?
          if [ "$status" -lt 2 ]; then mv opinion.sarif favorable.sarif; fi # Without an opinion there is nothing to show.
          exit "$status"
      - uses: github/codeql-action/upload-sarif@v3
        if: \${{ always() && hashFiles('favorable.sarif') != '' }}
        with:
          sarif_file: favorable.sarif
`;
}

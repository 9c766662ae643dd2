/** The verbs on a declaration itself: lock, check, generate. */
import type { Command } from "@commander-js/extra-typings";
import { addGeneratedDocuments } from "../documents/commands.ts";
import { EXIT_USAGE } from "../exit-code.ts";
import { check } from "./check.ts";
import { generateDpv, generateJsonSchema, generateMermaid } from "./generate.ts";
import { lock } from "./lock.ts";

const collect = (value: string, all: readonly string[] | undefined): readonly string[] => [...(all ?? []), value];

/** Adds `lock`, `check` and `generate` to the program. */
export function addDeclarationCommands(program: Command): void {
  program
    .command("lock")
    .description("freeze an approved document, so that later ones can be compared with it")
    .argument("<document>", "a processing document (JSON), at stage submitted")
    .requiredOption("--authority <name>", "who gave the approval: CCIN, CNIL, DPO")
    .requiredOption("--number <reference>", "its reference, such as the number of the deliberation")
    .requiredOption("--on <date>", "the day of the approval (YYYY-MM-DD)")
    .requiredOption("--approved-by <role>", "who approved, told by the role")
    .option("-o, --out <file>", "the lock file to write; default: the standard output")
    .option("--replace", "replace a lock file that is there")
    .addHelpText("after", "\nExit codes: 0 written · 2 usage, or a document that cannot be locked")
    .action((file, options) => {
      process.exitCode = lock(file, options);
    });

  program
    .command("check")
    .description("compare a document with the approved one: what narrows, what has no effect, what widens")
    .argument("<document>", "a processing document (JSON)")
    .requiredOption("--lock <file>", "the lock file of the approved document")
    .option("--sha256 <hash>", "hash of the approved document, as kept elsewhere")
    .option("--rename <kind:old=new>", "a name that is another now, such as roles:hr=people; may be repeated", collect)
    .option("-l, --lang <fr|en>", "language of the report", "en")
    .option("--json", "print the comparison as JSON")
    .addHelpText("after", "\nExit codes: 0 nothing widens · 1 something goes back to review · 2 usage, or a lock that was edited")
    .action((file, options) => {
      process.exitCode = check(file, options);
    });

  const generate = program
    .command("generate")
    .description("what derives from a document")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));
  generate
    .command("mermaid")
    .description("a diagram of purposes, categories, origins and recipients")
    .argument("<document>", "a processing document (JSON)")
    .option("-o, --out <file>", "the file to write; default: the standard output")
    .option("-l, --lang <fr|en>", "language of the labels", "en")
    .action((file, options) => {
      process.exitCode = generateMermaid(file, options);
    });
  generate
    .command("dpv")
    .description("the processing in the Data Privacy Vocabulary 2.3, as JSON-LD; what it cannot say is listed on the standard error")
    .argument("<document>", "a processing document (JSON)")
    .option("-o, --out <file>", "the file to write; default: the standard output")
    .option("--base <iri>", "IRI of the processing, after which its parts are named; default: urn:favorable:processing: and its id")
    .action((file, options) => {
      process.exitCode = generateDpv(file, options);
    });
  generate
    .command("json-schema")
    .description("the JSON Schema of the form in which documents are written")
    .option("-o, --out <file>", "the file to write; default: the standard output")
    .action((options) => {
      process.exitCode = generateJsonSchema(options);
    });
  addGeneratedDocuments(generate);
}

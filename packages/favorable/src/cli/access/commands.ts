/** The verbs on who has access. */
import type { Command } from "@commander-js/extra-typings";
import { EXIT_USAGE } from "../exit-code.ts";
import { accessMatrix, accessSection } from "./matrix.ts";

/** Adds `access matrix` and `access section-v` to the program. */
export function addAccessCommands(program: Command): void {
  const access = program
    .command("access")
    .description("who may do what, as a document states it")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));
  access
    .command("matrix")
    .description("roles, categories and actions by purpose: the same document gives the same text, so that a difference is a review")
    .argument("<document>", "a processing document (JSON)")
    .option("-f, --format <md|html>", "Markdown, or a page without script for screen and paper", "md")
    .option("-p, --purpose <name>", "only the roles that act for this purpose")
    .option("-l, --lang <fr|en>", "language", "en")
    .option("-o, --out <file>", "the file to write; default: the standard output")
    .addHelpText("after", "\nExit codes: 0 printed · 2 usage, or a document that states no matrix")
    .action((file, options) => {
      process.exitCode = accessMatrix(file, options);
    });
  access
    .command("section-v")
    .description("the section of a deliberation on the persons who have access, as the document states it (Markdown)")
    .argument("<document>", "a processing document (JSON)")
    .option("-l, --lang <fr|en>", "language", "fr")
    .option("-o, --out <file>", "the file to write; default: the standard output")
    .addHelpText("after", "\nExit codes: 0 printed · 2 usage, or a document that states no matrix")
    .action((file, options) => {
      process.exitCode = accessSection(file, options);
    });
}

/** The verbs of `favorable export`, for whoever receives one. */
import type { Command } from "@commander-js/extra-typings";
import { EXIT_USAGE } from "../exit-code.ts";
import { inspectExport } from "./inspect.ts";
import { openReceived } from "./open.ts";
import { verifyReceived } from "./verify.ts";

const CODES =
  "\nExit codes: 0 complete (and signed, where that was asked) · 1 not what was sealed · 2 usage, or a key that does not open it";
const collect = (value: string, all: readonly string[] | undefined): readonly string[] => [...(all ?? []), value];

/** Adds the verbs to the program. */
export function addExportCommands(program: Command): void {
  const group = program
    .command("export")
    .description("encrypted exports (age): what they are, whether they are whole, what is in them")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));
  group
    .command("inspect")
    .description("what the file tells: without a key its size and how many can open it, with one its manifest")
    .argument("<file>", "the export")
    .option("-i, --identity <file>", "key file of a recipient")
    .option("--json", "print the result as JSON")
    .action(async (file, options) => {
      process.exitCode = await inspectExport(file, options);
    });
  group
    .command("verify")
    .description("decrypt it, count and hash every row, hold the result against the seal and the sender's signature")
    .argument("<file>", "the export")
    .requiredOption("-i, --identity <file>", "key file of a recipient")
    .option("-s, --signed-by <vkey or file>", "verifier key of the sender, as text or as a file; may be repeated", collect)
    .option("--json", "print the result as JSON")
    .addHelpText("after", CODES)
    .action(async (file, options) => {
      process.exitCode = await verifyReceived(file, options);
    });
  group
    .command("open")
    .description("verify it, then write its rows, one JSON object a line, to a file or to the standard output")
    .argument("<file>", "the export")
    .requiredOption("-i, --identity <file>", "key file of a recipient")
    .option("-o, --out <file>", "a new file for the rows, readable by you only; they are no longer encrypted there")
    .option("-s, --signed-by <vkey or file>", "verifier key of the sender, as text or as a file; may be repeated", collect)
    .addHelpText("after", CODES)
    .action(async (file, options) => {
      process.exitCode = await openReceived(file, options);
    });
}

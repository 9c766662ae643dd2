/** The verbs that take evidence of a running system, and check it. */
import type { Command } from "@commander-js/extra-typings";
import { EXIT_USAGE } from "../exit-code.ts";
import { evidenceTake } from "./take.ts";
import { evidenceVerify } from "./verify.ts";

const collect = (value: string, all: readonly string[] | undefined): readonly string[] => [...(all ?? []), value];

/** Adds `evidence` to the program; without a verb of its own it takes evidence. */
export function addEvidenceCommands(program: Command): void {
  const group = program
    .command("evidence")
    .description("evidence of the running system for a review: counts and declared names, never a value of a person")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));
  group
    .command("take", { isDefault: true })
    .description("look at the database and the audit log, and write what was found")
    .argument("<document>", "the processing document (JSON) that the system is measured against")
    .requiredOption("-m, --mapping <file>", "where the declared lies in the system (JSON)")
    .requiredOption("-o, --out <file>", "the file to write")
    .option(
      "-d, --database <url>",
      "postgres://… or pglite:<folder>; better in FAVORABLE_DATABASE_URL, where other processes do not see it",
    )
    .option("-k, --key <vkey or file>", "verifier key of the audit log: it is verified and read")
    .option("--against <file>", "a checkpoint that was kept elsewhere; may be repeated", collect)
    .option("--subject-key <file>", "secret of the log's index of persons, as hexadecimal digits")
    .option("--outbox-key <file>", "secret of the log's outbox, as hexadecimal digits")
    .option("--files <folder>", "where exports are kept: counted, and whether they are encrypted")
    .option("--lock <file>", "the lock of the approved declaration")
    .option("--given <file>", 'parts that nothing can look at from here (JSON), such as { "locations": ["FR"] }')
    .option("--only <part>", "only this part; may be repeated", collect)
    .option("-f, --key-file <file>", "private key that signs the evidence (favorable audit key create)")
    .option("--json", "print the account as JSON")
    .addHelpText("after", "\nExit codes: 0 everything was collected · 1 some parts were not · 2 usage")
    .action(async (document, options) => {
      process.exitCode = await evidenceTake(document, options);
    });
  group
    .command("verify")
    .description("check signed evidence offline")
    .argument("<file>", "the signed evidence")
    .requiredOption("-k, --key <vkey or file>", "verifier key of whoever signs evidence")
    .option("--log-key <vkey or file>", "verifier key of the audit log: the checkpoint in the evidence is checked as well")
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExit codes: 0 genuine · 1 not genuine · 2 usage")
    .action(async (file, options) => {
      process.exitCode = await evidenceVerify(file, options);
    });
}

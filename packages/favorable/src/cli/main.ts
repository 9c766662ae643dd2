#!/usr/bin/env node
/** The command line: `favorable <verb>`. Without arguments it helps. */
import { readFileSync } from "node:fs";
import { Command } from "@commander-js/extra-typings";
import { isPrivacyError } from "@favorable/core";
import { addAccessCommands } from "./access/commands.ts";
import { addAuditCommands } from "./audit/commands.ts";
import { addDeclarationCommands } from "./declaration/commands.ts";
import { addRegisterCommand } from "./documents/commands.ts";
import { errorText, languageAsked } from "./error-text.ts";
import { addEvidenceCommands } from "./evidence/commands.ts";
import { EXIT_USAGE, exitCodeOf } from "./exit-code.ts";
import { addExportCommands } from "./exporting/commands.ts";
import { addRetentionCommands } from "./retention/commands.ts";
import { addReviewCommands } from "./review/commands.ts";
import { addInitCommand } from "./starting/init.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };

const program = new Command("favorable")
  .description("Privacy by design as code: review a declaration, sweep what is past its retention period, verify an audit log.")
  .version(version)
  .showHelpAfterError("(favorable --help shows the verbs)")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));

addInitCommand(program);
addReviewCommands(program);
addDeclarationCommands(program);
addRegisterCommand(program);
addAuditCommands(program);
addExportCommands(program);
addAccessCommands(program);
addRetentionCommands(program);
addEvidenceCommands(program);

// Whoever reads may stop reading: `favorable explain | head`.
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? (process.exitCode ?? 0) : EXIT_USAGE));

if (process.argv.length <= 2) {
  program.outputHelp();
} else {
  try {
    await program.parseAsync();
  } catch (error) {
    // Only coded errors print themselves: any other message may quote input.
    const said = isPrivacyError(error)
      ? errorText(error, languageAsked(process.argv.slice(2)))
      : `unexpected error (${error instanceof Error ? error.name : "unknown"})`;
    process.stderr.write(`favorable: ${said}\n`);
    process.exitCode = exitCodeOf(process.argv[2], isPrivacyError(error) ? error.code : "");
  }
}

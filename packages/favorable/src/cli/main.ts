#!/usr/bin/env node
/** The command line: `favorable <verb>`. Without arguments it helps. */
import { readFileSync } from "node:fs";
import { Command } from "@commander-js/extra-typings";
import { isPrivacyError } from "@favorable/core";
import { auditVerify } from "./audit.ts";
import { EXIT_USAGE, EXIT_USAGE_OF_AUDIT } from "./exit-code.ts";
import { dossier, review } from "./review.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };

const program = new Command("favorable")
  .description("Privacy by design as code: review a declaration, verify an audit log.")
  .version(version)
  .showHelpAfterError("(favorable --help shows the verbs)")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));

const audit = program
  .command("audit")
  .description("audit logs exported as a folder (C2SP tlog-tiles)")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE_OF_AUDIT));
audit
  .command("verify")
  .description("verify a log offline: signature, every entry, every hash, the checkpoint somebody else holds")
  .argument("<folder>", "the exported log")
  .requiredOption("-k, --key <vkey or file>", "verifier key, as text or as a file holding it")
  .option("-a, --against <checkpoint>", "a checkpoint kept outside, to prove that nothing was rewritten since")
  .option(
    "--as-of <date>",
    "the day to judge retention at (YYYY-MM-DD); default: today, or the day of the last entry of a log under a simulated clock",
  )
  .option("--json", "print the result as JSON")
  .addHelpText(
    "after",
    "\nExit codes: 0 intact and consistent with the external checkpoint · 1 tampered · 2 lost · 3 kept too long · 4 intact but unwitnessed · 64 usage",
  )
  .action(async (folder, options) => {
    process.exitCode = await auditVerify(folder, options);
  });

program
  .command("review")
  .description("give the opinion on a declaration's document")
  .argument("<document>", "a processing document (JSON)")
  .option("-p, --profile <name>", "rulebook profile", "cnil-gdpr")
  .option("--as-of <date>", "the day of the review (YYYY-MM-DD); default: today")
  .option("-e, --evidence <file>", "evidence bundle (JSON)")
  .option("--simulated", "the review itself takes place under a simulated clock")
  .option("-l, --lang <fr|en>", "language of the report", "en")
  .option("--allow-conditions", "exit 0 also when the opinion is favorable with conditions")
  .option("--json", "print the opinion as JSON")
  .addHelpText("after", "\nExit codes: 0 favorable · 1 not favorable · 2 usage")
  .action(async (file, options) => {
    process.exitCode = await review(file, options);
  });

program
  .command("dossier")
  .description("write the opinion as one offline page to read, print and sign")
  .argument("<document>", "a processing document (JSON)")
  .requiredOption("-o, --out <file>", "the page to write")
  .option("-p, --profile <name>", "rulebook profile", "cnil-gdpr")
  .option("--as-of <date>", "the day of the review (YYYY-MM-DD); default: today")
  .option("-e, --evidence <file>", "evidence bundle (JSON)")
  .option("--simulated", "the review itself takes place under a simulated clock")
  .action(async (file, options) => {
    process.exitCode = await dossier(file, options);
  });

if (process.argv.length <= 2) {
  program.outputHelp();
} else {
  try {
    await program.parseAsync();
  } catch (error) {
    // Only coded errors print themselves: any other message may quote input.
    const said = isPrivacyError(error)
      ? `${error.code}: ${error.message}${detailsOf(error.details)}`
      : `unexpected error (${error instanceof Error ? error.name : "unknown"})`;
    process.stderr.write(`favorable: ${said}\n`);
    process.exitCode = process.argv[2] === "audit" ? EXIT_USAGE_OF_AUDIT : EXIT_USAGE;
  }
}

function detailsOf(details: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(details).map(([name, value]) => `  ${name}: ${Array.isArray(value) ? value.join(", ") : String(value)}`);
  return said.length === 0 ? "" : `\n${said.join("\n")}`;
}

/** The verbs of `favorable audit`. */
import type { Command } from "@commander-js/extra-typings";
import { EXIT_USAGE_OF_AUDIT } from "../exit-code.ts";
import { auditVerify } from "./verify.ts";

/** Adds the verbs to the program. */
export function addAuditCommands(program: Command): void {
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
}

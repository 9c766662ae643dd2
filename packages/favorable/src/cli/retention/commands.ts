/** The verbs of `favorable retention`. */
import type { Command } from "@commander-js/extra-typings";
import { EXIT_USAGE } from "../exit-code.ts";
import { retentionCertify, retentionCheck } from "./certify.ts";
import { retentionPlan } from "./plan.ts";
import { retentionRun } from "./run.ts";
import { retentionStatus } from "./status.ts";

const DATABASE = "postgres://… or pglite:<folder>; better in FAVORABLE_DATABASE_URL, where other processes do not see it";
const CONFIG = 'JSON: { "tables": [{ "policy": {…}, "table": {…} }] }, in the order in which they are swept';
const BESIDES = `
The configuration may say besides: "copies": [{…}], obligations of which a task is raised when rows go; "erasures": { "ledger": <file>,
"key": <file of 64 hexadecimal digits>, "backups": "P90D", "zone": "Europe/Monaco" }: then nothing runs while the database is a restore that has
not been dealt with, and orders of erasure that waited for a hold or a floor are carried out. A table's "purposes" tell orders that are limited
to purposes what to take. Policies that shred are refused: only the library can be given a key store.
`;
/** Adds the verbs to the program. */
export function addRetentionCommands(program: Command): void {
  const group = program
    .command("retention")
    .description("retention periods over the tables of a database: what is due, sweeping it, certificates of it")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));
  group
    .command("plan")
    .description("what a sweep would do, without doing it: counts, what is kept and why, how late")
    .argument("<config>", CONFIG)
    .option("-d, --database <url>", DATABASE)
    .option("--only <policy>", "one policy of the configuration")
    .option("--as-of <date>", "any day, also one to come (YYYY-MM-DD); default: the database's today")
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExit codes: 0 nothing is overdue · 1 something is overdue, or a table was refused · 2 usage")
    .action(async (config, options) => {
      process.exitCode = await retentionPlan(config, options);
    });
  group
    .command("run")
    .description("sweep what is due: batches that leave evidence, resumable, within a budget and a share of time")
    .argument("<config>", CONFIG)
    .option("-d, --database <url>", DATABASE)
    .option("--only <policy>", "one policy of the configuration")
    .option("--as-of <date>", "a day that has come (YYYY-MM-DD); default: the database's today")
    .option("--budget <seconds>", "no new batch after so many seconds")
    .option("--max-rows <number>", "most rows removed from each table")
    .option("--batch <number>", "rows looked at in one transaction, 1 to 100,000; default: 1000")
    .option("--duty <share>", "share of the time spent working, above 0 to 1; default: 0.25")
    .option("--worker <name>", "a name of its own for each of several processes: they share the ranges of a table")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `${BESIDES}\nExit codes: 0 everything due is gone or on hold · 1 something is left over, or a table was refused · 2 usage`,
    )
    .action(async (config, options) => {
      process.exitCode = await retentionRun(config, options);
    });
  group
    .command("status")
    .description("what somebody has to look after: holds, copies that have to go, orders of erasure that wait; no subject, key or reason")
    .option("-d, --database <url>", DATABASE)
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExit codes: 0 nothing is overdue · 1 a review or a copy is overdue · 2 usage")
    .action(async (options) => {
      process.exitCode = await retentionStatus(options);
    });
  group
    .command("certify")
    .description("sign what was purged from a table and how far gone it is; the write-ahead log, replicas and backups are never claimed")
    .argument("<config>", CONFIG)
    .requiredOption("-f, --key-file <file>", "private key that signs (favorable audit key create)")
    .requiredOption("--only <policy>", "the policy to certify")
    .option("-d, --database <url>", DATABASE)
    .option("--settle <how>", "vacuumed or rewritten: do that first; a rewrite locks the table while it lasts")
    .option("--backups-until <date>", "no backup holds the rows after this day (YYYY-MM-DD), as you declare")
    .option("--after <id>", "only evidence after this id, the last of an earlier certificate")
    .option("-o, --out <file>", "a new file; default: the standard output")
    .addHelpText("after", "\nExit codes: 0 certified, and nothing due is left · 1 certified with something left, or refused · 2 usage")
    .action(async (config, options) => {
      process.exitCode = await retentionCertify(config, options);
    });
  group
    .command("check-certificate")
    .description("check such a certificate offline")
    .argument("<file>", "the certificate")
    .requiredOption("-k, --key <vkey or file>", "verifier key, as text or as a file holding it")
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExit codes: 0 genuine · 1 not genuine · 2 usage")
    .action(async (file, options) => {
      process.exitCode = await retentionCheck(file, options);
    });
}

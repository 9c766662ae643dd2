/** The verbs of `favorable audit`. */
import type { Command } from "@commander-js/extra-typings";
import { EXIT_USAGE_OF_AUDIT } from "../exit-code.ts";
import { auditCheckpoint } from "./checkpoint.ts";
import { auditExport, auditHealth } from "./export.ts";
import { collect, DECLARED } from "./inputs.ts";
import { addKeyCommands } from "./key-commands.ts";
import { auditCheckProof, auditProve } from "./prove.ts";
import { auditVerify } from "./verify.ts";
import { auditWitnessAsk, auditWitnessServe } from "./witness.ts";
import { CODES, orJsonError } from "./words.ts";

const DATABASE = "postgres://… or pglite:<folder>; better in FAVORABLE_DATABASE_URL, where other processes do not see it";

/** Adds the verbs to the program. */
export function addAuditCommands(program: Command): void {
  const audit = program
    .command("audit")
    .description("audit logs: verify and prove offline (C2SP tlog-tiles); checkpoint, witness, export, keys")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE_OF_AUDIT));
  addOfflineCommands(audit);
  addDatabaseCommands(audit);
  addWitnessCommands(audit);
  addKeyCommands(audit, DATABASE);
}

function addOfflineCommands(audit: Command): void {
  audit
    .command("verify")
    .description(
      "verify a log, exported or in its database: signature, every entry, every hash, every body, the checkpoint somebody else holds",
    )
    .argument("[folder]", "the exported log, offline; without one the database is verified")
    .option("-d, --database <url>", DATABASE)
    .requiredOption("-k, --key <vkey or file>", "verifier key, as text or as a file holding it; again for each key the log had", collect)
    .option(
      "-a, --against <checkpoint>",
      "a checkpoint kept outside, to prove that nothing was rewritten since; with @2021-12-24T08:00:00Z behind it, when it was received; may be repeated",
      collect,
    )
    .option("-p, --policy <file>", "whom to believe: witnesses and how many of them (C2SP tlog-policy)")
    .option("--fresh-for <period>", "how old evidence from outside may be, such as P7D; default: any age")
    .option("-i, --identity <file>", "age identity that opens bodies exported sealed, in a folder")
    .option("--subject-key <file>", "in a database: secret of the blind index, hexadecimal; without it the index is not verified")
    .option("--outbox-key <file>", "in a database: secret of the outbox, hexadecimal, if the log has one of its own")
    .option("--no-values", "in a database: count bodies, do not read them: for the role verifier, and for sealed bodies")
    .option(
      "--as-of <date>",
      "the day to judge retention at (YYYY-MM-DD); default: today; a log wholly under a simulated clock is judged on the day of its last entry, with exit code 4",
    )
    .option("--json", "print the result as JSON")
    .addHelpText("after", CODES)
    .action(async (folder, options) => {
      process.exitCode = await orJsonError(options, () => auditVerify(folder, options));
    });
  audit
    .command("prove")
    .description("write the proof of one entry, and of parts of it, as a file that is checked without the log (C2SP tlog-proof)")
    .argument("<folder>", "the exported log")
    .requiredOption("-e, --entry <position>", "which entry, from 0")
    .option("--part <position>", "a part to open, from 0; may be repeated; the others stay closed", collect)
    .option("-i, --identity <file>", "age identity that opens bodies exported sealed")
    .option("-o, --out <file>", "a new file, readable by you only; default: the standard output")
    .option("--json", "print the result as JSON")
    .action(async (folder, options) => {
      process.exitCode = await orJsonError(options, () => auditProve(folder, options));
    });
  audit
    .command("check-proof")
    .description("check such a file offline")
    .argument("<file>", "the proof")
    .requiredOption("-k, --key <vkey or file>", "verifier key of the log; may be repeated", collect)
    .option("-p, --policy <file>", "whom to believe: witnesses and how many of them (C2SP tlog-policy)")
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExit codes: 0 proved and witnessed · 1 not proved · 4 proved but unwitnessed · 64 usage")
    .action(async (file, options) => {
      process.exitCode = await orJsonError(options, () => auditCheckProof(file, options));
    });
}

function addDatabaseCommands(audit: Command): void {
  audit
    .command("checkpoint")
    .description("sign what the log is now, and ask the witnesses of a policy for their word on it")
    .requiredOption("-f, --key-file <file>", "private key of the log")
    .option("-d, --database <url>", DATABASE)
    .option("-p, --policy <file>", "witnesses to ask, with their addresses (C2SP tlog-policy)")
    .option("--subject-key <file>", "secret of the blind index, hexadecimal, if the log has one")
    .option("--outbox-key <file>", "secret of the outbox, hexadecimal, if the log has one")
    .option("--declared-type <type>", DECLARED, collect)
    .option("-o, --out <file>", "a new file for the checkpoint; default: the standard output")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 signed, and enough witnesses · 4 signed, but not enough witnesses · 64 usage · 69 the database failed",
    )
    .action(async (options) => {
      process.exitCode = await orJsonError(options, () => auditCheckpoint(options));
    });
  audit
    .command("export")
    .description("write the log into a folder that anybody can verify offline; bodies leave sealed (age) or not at all")
    .argument("<folder>", "where; a folder that is there is replaced")
    .requiredOption("-f, --key-file <file>", "private key of the log")
    .option("-d, --database <url>", DATABASE)
    .option("-r, --recipients <file>", "age recipients that may open the bodies; without it only commitments leave")
    .option("--subject-key <file>", "secret of the blind index, hexadecimal, if the log has one")
    .option("--outbox-key <file>", "secret of the outbox, hexadecimal, if the log has one")
    .option("--declared-type <type>", DECLARED, collect)
    .option("--json", "print the result as JSON")
    .action(async (folder, options) => {
      process.exitCode = await orJsonError(options, () => auditExport(folder, options));
    });
  audit
    .command("health")
    .description("what the log's database is worth, asked of the database itself")
    .requiredOption("-k, --key <vkey or file>", "verifier key of the log")
    .option("-d, --database <url>", DATABASE)
    .option("--subject-key <file>", "secret of the blind index, hexadecimal, if the log has one")
    .option("--outbox-key <file>", "secret of the outbox, hexadecimal, if the log has one")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 whole · 4 something is to be known, or entries stand under no checkpoint · 64 usage · 69 the database failed",
    )
    .action(async (options) => {
      process.exitCode = await orJsonError(options, () => auditHealth(options));
    });
}

function addWitnessCommands(audit: Command): void {
  const witness = audit.command("witness").description("ask witnesses for their word on a log, or be one (C2SP tlog-witness)");
  witness
    .command("ask")
    .description("submit the checkpoint of an exported log to the witnesses of a policy; their cosignatures are added to it")
    .argument("<folder>", "the exported log")
    .requiredOption("-p, --policy <file>", "witnesses with their addresses, and how many must cosign")
    .option("-o, --out <file>", "a new file for the cosigned checkpoint; default: the one in the folder")
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExit codes: 0 enough cosigned · 4 not enough · 64 usage")
    .action(async (folder, options) => {
      process.exitCode = await orJsonError(options, () => auditWitnessAsk(folder, options));
    });
  witness
    .command("serve")
    .description("run a witness: it refuses rollbacks and forks of the logs it knows")
    .requiredOption("-f, --key-file <file>", "private key of the witness (favorable audit key create --for witness)")
    .requiredOption("-l, --log <vkey or file>", "verifier key of a log to watch over; may be repeated", collect)
    .requiredOption("-s, --state <folder>", "what it remembers; keep it safe: a witness that forgets protects nobody")
    .option("--port <number>", "port", "7380")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--json", "print what happens as lines of JSON")
    .action(async (options) => {
      process.exitCode = await orJsonError(options, () => auditWitnessServe(options));
    });
}

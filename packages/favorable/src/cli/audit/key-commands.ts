/** The verbs of `favorable audit key`. */
import type { Command } from "@commander-js/extra-typings";
import { collect, DECLARED } from "./inputs.ts";
import { keyAnnounce, keyCompromised, keyCreate, keyLost, keyOutbox, keyRotate, keyShow } from "./key.ts";
import { orJsonError } from "./words.ts";

/** Adds the verbs; `database` explains the option of that name. */
export function addKeyCommands(audit: Command, database: string): void {
  const key = audit
    .command("key")
    .description("keys of logs and witnesses: creation, rotation, loss and compromise, each an entry of the log (docs/spec/audit-keys.md)");
  key
    .command("create")
    .description("make a key in a new file that only you can read; prints the verifier key")
    .argument("<file>", "where")
    .requiredOption("-n, --name <name>", "origin of the log, such as hospital.example/audit, or name of the witness")
    .option("--for <use>", "log or witness", "log")
    .option("--json", "print the result as JSON")
    .action(async (file, options) => {
      process.exitCode = await orJsonError(options, () => keyCreate(file, options));
    });
  key
    .command("show")
    .description("print the verifier key of a key file")
    .argument("<file>", "the key file")
    .option("--json", "print the result as JSON")
    .action(async (file, options) => {
      process.exitCode = await orJsonError(options, () => keyShow(file, options));
    });
  key
    .command("announce")
    .description("write the key into its own log: the first entry of a new log")
    .requiredOption("-f, --key-file <file>", "private key of the log")
    .option("-d, --database <url>", database)
    .option("--subject-key <file>", "secret of the blind index, hexadecimal, if the log has one")
    .option("--outbox-key <file>", "secret of the outbox, hexadecimal, if the log has one")
    .option("--declared-type <type>", DECLARED, collect)
    .option("--json", "print the result as JSON")
    .action(async (options) => {
      process.exitCode = await orJsonError(options, () => keyAnnounce(options));
    });
  key
    .command("rotate")
    .description("hand over to the next key; prints the checkpoint that both sign")
    .requiredOption("--next <file>", "private key that signs from now on")
    .option("-f, --key-file <file>", "private key that signed so far")
    .option("-k, --key <vkey or file>", "its verifier key, when the private key is lost or compromised")
    .option("-d, --database <url>", database)
    .option("--subject-key <file>", "secret of the blind index, hexadecimal, if the log has one")
    .option("--outbox-key <file>", "secret of the outbox, hexadecimal, if the log has one")
    .option("--declared-type <type>", DECLARED, collect)
    .option("-o, --out <file>", "a new file for the hand-over checkpoint; default: the standard output")
    .option("--json", "print the result as JSON")
    .action(async (options) => {
      process.exitCode = await orJsonError(options, () => keyRotate(options));
    });
  key
    .command("outbox")
    .description(
      "lay the outbox key down in a log that has entries, on record: it was begun without one, or lost its fingerprint or marks; verify it first",
    )
    .requiredOption("-f, --key-file <file>", "private key of the log")
    .option("-d, --database <url>", database)
    .option("--subject-key <file>", "secret of the blind index, hexadecimal, if the log has one")
    .option("--outbox-key <file>", "secret of the outbox, hexadecimal, if the log has one of its own")
    .option("--declared-type <type>", DECLARED, collect)
    .option("--json", "print the result as JSON")
    .action(async (options) => {
      process.exitCode = await orJsonError(options, () => keyOutbox(options));
    });
  for (const [verb, description, act] of [
    ["lost", "say in the log that nobody has the private key any more", keyLost],
    ["compromised", "say in the log that others may have the private key; its later checkpoints are no longer believed", keyCompromised],
  ] as const)
    key
      .command(verb)
      .description(description)
      .requiredOption("-k, --key <vkey or file>", "verifier key of the log")
      .requiredOption("--since <instant>", "since when: 2021-12-24 or 2021-12-24T08:00Z")
      .option("-d, --database <url>", database)
      .option("--subject-key <file>", "secret of the blind index, hexadecimal, if the log has one")
      .option("--outbox-key <file>", "secret of the outbox, hexadecimal, if the log has one")
      .option("--declared-type <type>", DECLARED, collect)
      .option("--json", "print the result as JSON")
      .action(async (options) => {
        process.exitCode = await orJsonError(options, () => act(options));
      });
}

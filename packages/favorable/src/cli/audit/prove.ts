/** `favorable audit prove` and `check-proof`: one entry of a log, and parts of it, as a file that is checked offline. */
import { writeFileSync } from "node:fs";
import { type CheckedDisclosure, parseCheckpoint, parseNote, parseTlogProof, proveFromFolder, verifyDisclosure } from "@favorable/audit";
import { createVerifier, folderTiles } from "@favorable/audit/node";
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { readText } from "../input.ts";
import { openerOf, readPolicy, readVkey } from "./inputs.ts";
import { progressOn } from "./progress.ts";
import { answer, EXIT, instant, type JsonOption, say, sayJson } from "./words.ts";

/** Options of `prove`. */
export interface ProveOptions extends JsonOption {
  readonly entry: string;
  readonly part?: readonly string[] | undefined;
  readonly identity?: string | undefined;
  readonly out?: string | undefined;
}

/** Writes the proof of an entry out of an exported folder; returns the exit code. */
export async function auditProve(folder: string, options: ProveOptions): Promise<number> {
  const openBodies = openerOf(options.identity);
  const parts = (options.part ?? []).map((one) => position(one, "part"));
  const progress = progressOn(process.stderr, "reading");
  const read = folderTiles(folder);
  const file = await proveFromFolder(
    (path, atMost) => {
      progress.step(path);
      return read(path, atMost);
    },
    { entry: position(options.entry, "entry"), parts, ...(openBodies === undefined ? {} : { openBodies }) },
  ).finally(() => progress.done());
  const { out } = options;
  if (out !== undefined) writeProof(out, file);
  const { index, checkpoint } = parseTlogProof(file);
  const { origin, size } = parseCheckpoint(parseNote(checkpoint).text);
  return answer(options, EXIT.intact, { origin, index, size, parts, proof: file, ...(out === undefined ? {} : { file: out }) }, () => {
    if (out === undefined) process.stdout.write(file);
    else
      process.stderr.write(`The proof of entry ${index} is written. Whoever has it and the verifier key can check it without the log.\n`);
  });
}

function writeProof(out: string, proof: string): void {
  try {
    writeFileSync(out, proof, { flag: "wx", mode: 0o600 });
  } catch {
    throw new PrivacyError("FILE_UNWRITABLE", "the proof needs a new file that can be written", { file: out });
  }
}

/** Options of `check-proof`. */
export interface CheckProofOptions extends JsonOption {
  readonly key: readonly string[];
  readonly policy?: string | undefined;
}

/** Checks a proof file and prints what it shows; returns the exit code. */
export async function auditCheckProof(file: string, options: CheckProofOptions): Promise<number> {
  const policy = readPolicy(options.policy);
  const logs = options.key.map((key) => createVerifier(readVkey(key)));
  const checked = await check(readText(file, "proof"), { logs, ...(policy === undefined ? {} : { policy }) });
  if (typeof checked === "string") {
    if (options.json === true) sayJson({ verdict: "tampered", code: checked, exitCode: EXIT.tampered });
    else say(`NOT PROVED (${checked}): the file does not show what it says.`);
    return EXIT.tampered;
  }
  const { origin, index, size, witnessed, cosignatures, entry } = checked;
  const code = witnessed ? EXIT.intact : EXIT.unwitnessed;
  if (options.json === true) {
    const { hash: _, ...shown } = entry;
    sayJson({
      verdict: "intact",
      witnessed: witnessed ? "witnessed" : "unwitnessed",
      origin,
      index,
      size,
      cosignatures,
      entry: shown,
      exitCode: code,
    });
    return code;
  }
  say(
    `Proved: entry ${index} of ${size} in ${origin}, of type ${entry.type}, written at ${entry.at}${entry.simulated ? " by a simulated clock" : ""}.`,
  );
  for (const [name, value] of Object.entries(entry.clear)) say(`  ${name}: ${String(value)}`);
  for (const { part, name, subject, value } of entry.parts)
    say(`  part ${part}, ${name}${subject === undefined ? "" : `, about ${subject}`}: ${JSON.stringify(value)}`);
  for (const { name, time } of cosignatures) say(`Cosigned by ${name} at ${instant(time)}.`);
  if (!witnessed) say("Unwitnessed: the owner of the key could have made this log for you alone. Say whom to believe with --policy.");
  return code;
}

/** The disclosure, or the code of what is wrong with it. */
async function check(text: string, options: Parameters<typeof verifyDisclosure>[1]): Promise<CheckedDisclosure | string> {
  try {
    return await verifyDisclosure(text, options);
  } catch (error) {
    if (isPrivacyError(error) && error.code !== "KEY_INVALID") return error.code;
    throw error;
  }
}

function position(text: string, what: string): number {
  if (/^(0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  throw new PrivacyError("USAGE", `--${what} is a position: a whole number from 0`);
}

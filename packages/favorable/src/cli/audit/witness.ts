/** `favorable audit witness`: ask witnesses for an exported log, or be one for the logs of others. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type NoteVerifier, parseCheckpoint, parseNote, tileTree } from "@favorable/audit";
import { cosignerFromFile, createVerifier, folderTiles, serveRequests, witnessStateFolder } from "@favorable/audit/node";
import { createWitness, gatherCosignatures, type WitnessedLog, witnessHandler } from "@favorable/audit/witness";
import { PrivacyError, systemClock } from "@favorable/core";
import { told, whereTo, writeNew } from "./checkpoint.ts";
import { readPolicy, readVkey } from "./inputs.ts";
import { answer, EXIT, type JsonOption, say } from "./words.ts";

/** Options of `witness ask`. */
export interface AskOptions extends JsonOption {
  readonly policy: string;
  readonly out?: string | undefined;
}

/** Submits the checkpoint of an exported folder to the witnesses of a policy; returns the exit code. */
export async function auditWitnessAsk(folder: string, options: AskOptions): Promise<number> {
  const policy = readPolicy(options.policy);
  if (policy === undefined) throw new PrivacyError("USAGE", "a policy is needed");
  const file = join(folder, "checkpoint");
  const checkpoint = readCheckpoint(file);
  const { origin, size } = parseCheckpoint(parseNote(checkpoint).text);
  const tree = tileTree(folderTiles(folder), size);
  const { note, ...asked } = await gatherCosignatures({ policy, checkpoint, proofFrom: (from) => tree.consistencyProof(from) });
  if (options.out === undefined) replace(file, note);
  else writeNew(options.out, note);
  const code = asked.met ? EXIT.intact : EXIT.unwitnessed;
  return answer(options, code, { origin, size, ...asked, ...whereTo(options.out ?? file, note) }, () => {
    process.stderr.write(told(asked));
  });
}

/** Options of `witness serve`. */
export interface ServeOptions extends JsonOption {
  readonly keyFile: string;
  readonly log: readonly string[];
  readonly state: string;
  readonly port: string;
  readonly host: string;
}

/** Runs a witness until it is told to end; returns the exit code. */
export async function auditWitnessServe(options: ServeOptions): Promise<number> {
  if (!/^\d{1,5}$/.test(options.port) || Number(options.port) > 65_535) throw new PrivacyError("USAGE", "--port is a number up to 65535");
  const cosigner = await cosignerFromFile(options.keyFile);
  const witness = createWitness({
    cosigner,
    logs: logsOf(options.log.map(readVkey)),
    state: witnessStateFolder(options.state),
    clock: systemClock,
    onContradiction: ({ origin, last }) => {
      if (options.json === true) return sayLine({ event: "contradiction", origin, seen: last.size });
      process.stderr.write(`CONTRADICTION: ${origin} signed a checkpoint that contradicts the one of ${last.size} entries seen before.\n`);
    },
  });
  const server = await serveRequests(witnessHandler(witness), Number(options.port), options.host);
  const url = `http://${options.host}:${server.port}/`;
  if (options.json === true) sayLine({ event: "listening", name: cosigner.name, key: cosigner.vkey, url });
  else say(`Witness ${cosigner.name} listens on ${url}`, `Its key: ${cosigner.vkey}`);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  await server.close();
  return EXIT.intact;
}

/** Keys of one name are one log's, which was handed over from one to the next: each is known by all of them. */
function logsOf(keys: readonly string[]): WitnessedLog[] {
  const byName = new Map<string, NoteVerifier[]>();
  for (const verifier of [...new Set(keys)].map(createVerifier))
    byName.set(verifier.name, [...(byName.get(verifier.name) ?? []), verifier]);
  return [...byName.values()].map((verifiers) => ({ verifiers }));
}

/** A line of JSON for each thing that happens: a witness does not end by itself. */
function sayLine(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** Whole or not at all: a checkpoint cut short would make the folder unreadable. */
function replace(file: string, text: string): void {
  const draft = `${file}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}

function readCheckpoint(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new PrivacyError("FOLDER_UNREADABLE", "the folder has no checkpoint", { reason: "checkpoint" });
  }
}

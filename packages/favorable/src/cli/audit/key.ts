/** `favorable audit key`: the life of a key, each step an entry of the log. See docs/spec/audit-keys.md. */
import { keyCompromisedEvent, keyCreatedEvent, keyLostEvent, signNote } from "@favorable/audit";
import { cosignerFromFile, createKeyFile, signerFromFile } from "@favorable/audit/node";
import { layOutboxKey, openAuditLog, rotateLogKey } from "@favorable/audit/postgres";
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { whereTo, writeNew } from "./checkpoint.ts";
import { type DatabaseOptions, withLog, withOpening } from "./database.ts";
import { readVkey } from "./inputs.ts";
import { answer, EXIT, entries, type JsonOption, say } from "./words.ts";

type KeyOptions = DatabaseOptions & JsonOption;

/** Makes a key file; returns the exit code. */
export async function keyCreate(file: string, options: JsonOption & { readonly name: string; readonly for: string }): Promise<number> {
  if (options.for !== "log" && options.for !== "witness") throw new PrivacyError("USAGE", "--for is log or witness");
  const vkey = await createKeyFile(file, options.name, options.for);
  return answer(options, EXIT.intact, { key: vkey, file }, () => {
    say(vkey);
    process.stderr.write(
      "The private key is in the file, readable by you only. Publish the line above where the log's operator cannot change it:\n" +
        "who has it from the log itself has nothing.\n",
    );
  });
}

/** Prints the verifier key of a key file. */
export async function keyShow(file: string, options: JsonOption): Promise<number> {
  const { vkey } = await anyKey(file);
  return answer(options, EXIT.intact, { key: vkey }, () => say(vkey));
}

async function anyKey(file: string): Promise<{ readonly vkey: string }> {
  try {
    return await signerFromFile(file);
  } catch (error) {
    if (isPrivacyError(error, "KEY_INVALID")) return cosignerFromFile(file);
    throw error;
  }
}

/** Writes the first key into its own log. */
export async function keyAnnounce(options: KeyOptions & { readonly keyFile: string }): Promise<number> {
  return withOpening(options, { keyFile: options.keyFile }, async ({ existing: _, ...opening }) => {
    const { origin, signer } = opening;
    await (await openAuditLog(opening)).append(keyCreatedEvent(signer.vkey));
    return answer(options, EXIT.intact, { origin, key: signer.vkey }, () => say(`The log says from now on that its key is ${signer.vkey}`));
  });
}

/** Lays the outbox key down in a log that has entries. */
export async function keyOutbox(options: KeyOptions & { readonly keyFile: string }): Promise<number> {
  return withOpening(options, { keyFile: options.keyFile }, async (opening) => {
    const { fingerprint, below } = await layOutboxKey(opening);
    return answer(options, EXIT.intact, { origin: opening.origin, fingerprint, below }, () =>
      say(
        `The log says from now on that its outbox is kept under the key ${fingerprint}. For the first ${entries(below)} that key does not vouch.`,
      ),
    );
  });
}

/** Hands over to the next key. */
export async function keyRotate(
  options: KeyOptions & {
    readonly keyFile?: string | undefined;
    readonly key?: string | undefined;
    readonly next: string;
    readonly out?: string | undefined;
  },
): Promise<number> {
  const next = await signerFromFile(options.next);
  const signing = signingOf(options);
  return withLog(options, signing, async ({ options: opening }) => {
    const { size, checkpoint } = await rotateLogKey({ ...opening, next });
    // With the old key at hand, it vouches for the new one: both sign the checkpoint that holds the rotation.
    const text = checkpoint.slice(0, checkpoint.indexOf("\n\n") + 1);
    const old = "keyFile" in signing ? (await signNote(text, opening.signer)).slice(text.length + 1) : "";
    const handover = checkpoint + old;
    if (options.out !== undefined) writeNew(options.out, handover);
    const { origin, signer } = opening;
    const value = { origin, size, key: next.vkey, before: signer.vkey, ...whereTo(options.out, handover) };
    return answer(options, EXIT.intact, value, () => {
      if (options.out === undefined) process.stdout.write(handover);
      process.stderr.write(
        `From ${size} entries on the log is signed by ${next.vkey}\nKeep the hand-over checkpoint, publish the new key, and keep the old verifier key: it verifies what it signed.\n`,
      );
    });
  });
}

/** Says in the log that a key is lost. */
export async function keyLost(options: KeyOptions & { readonly key: string; readonly since: string }): Promise<number> {
  const since = instantOf(options.since);
  return withLog(options, { key: options.key }, async ({ log }) => {
    const key = readVkey(options.key);
    await log.append(keyLostEvent(key, since));
    return answer(options, EXIT.intact, { origin: log.origin, key, since: since.toISOString() }, () =>
      say("The log says that its key is lost. Now rotate to a new one: favorable audit key rotate --key … --next …"),
    );
  });
}

/** Says in the log that others may have a key. */
export async function keyCompromised(options: KeyOptions & { readonly key: string; readonly since: string }): Promise<number> {
  const since = instantOf(options.since);
  return withLog(options, { key: options.key }, async ({ log }) => {
    let below = 0;
    // No body is needed, and a log with sealed ones has no sealer here.
    for await (const { index, at } of log.entries({ bodies: false })) {
      if (Date.parse(at) >= since.getTime()) break;
      below = index + 1;
    }
    const key = readVkey(options.key);
    await log.append(keyCompromisedEvent(key, since, below));
    return answer(options, EXIT.intact, { origin: log.origin, key, since: since.toISOString(), below }, () =>
      say(
        `The log says that others may have its key since ${since.toISOString()}: its checkpoints of more than ${below} entries are no longer believed.`,
        "Now rotate to a new one: favorable audit key rotate --key … --next …",
      ),
    );
  });
}

function signingOf({
  keyFile,
  key,
}: {
  readonly keyFile?: string | undefined;
  readonly key?: string | undefined;
}): { keyFile: string } | { key: string } {
  if (keyFile !== undefined) return { keyFile };
  if (key !== undefined) return { key };
  throw new PrivacyError("USAGE", "rotate from a key file, or with --key from a key that is lost or compromised");
}

function instantOf(text: string): Date {
  const instant = new Date(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z)?$/.test(text) ? text : "");
  if (Number.isNaN(instant.getTime()) || instant.getTime() > Date.now())
    throw new PrivacyError("INSTANT_INVALID", "--since is an instant that has come: 2021-12-24 or 2021-12-24T08:00Z");
  return instant;
}

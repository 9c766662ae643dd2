/** Whom to believe (C2SP tlog-policy): keys of logs, keys of witnesses, and how many of which must have cosigned. */
import { PrivacyError, toHex, utf8 } from "@favorable/core";
import { isBytes, quiet } from "./coded.ts";
import type { CosignatureVerifier } from "./cosignature.ts";
import type { NoteVerifier } from "./signed-note.ts";
import { isForeignKey, parseCosignerKey, parseVerifierKey } from "./verifier-key.ts";

/** A key with the address of who holds it. */
export interface PolicyMember<Verifier> {
  /** Checks its signatures. */
  readonly verifier: Verifier;
  /** Where it is reached, when the policy says so. */
  readonly url?: string;
}

/** Which checkpoints count. */
export interface TlogPolicy {
  /** Logs that are accepted; none when the log is known otherwise. */
  readonly logs: readonly PolicyMember<NoteVerifier>[];
  /** Witnesses that are known. */
  readonly witnesses: readonly PolicyMember<CosignatureVerifier>[];
  /** Tells whether cosignatures of these keys (`<name>+<key id in hex>`) are enough. */
  isMet(keys: ReadonlySet<string>): boolean;
}

/** Makes verifiers of keys: `createVerifier` and `createCosignatureVerifier` of `@favorable/audit/node`, or others. */
export interface VerifierFactory {
  /** Of a log's key (type 0x01). */
  readonly verifier: (vkey: string) => NoteVerifier;
  /** Of a witness's key (type 0x04). */
  readonly cosigner: (vkey: string) => CosignatureVerifier;
}

type Quorum = (keys: ReadonlySet<string>) => boolean;

/** Lines of a policy; a file of more is none that people keep. */
const MAX_LINES = 10_000;

/**
 * Reads a policy file. A witness whose key is of an algorithm that is not known here may stand in it, and never counts.
 *
 * @param text - its text, or its bytes: names may hold any bytes above ASCII
 * @throws `POLICY_INVALID` (details: `line`, `reason`) for what is no policy, and for keys that are none
 * @example
 * ```ts
 * import { createCosigner, generateCosignerKey, policyOf } from "@favorable/audit/node";
 *
 * const { vkey } = generateCosignerKey("witness.example");
 * const policy = policyOf(`witness dpo ${vkey}\nquorum dpo\n`);
 * console.log(`${policy.witnesses.length} witness, met: ${policy.isMet(new Set())}`); // 1 witness, met: false
 * ```
 */
export function parsePolicy(text: string | Uint8Array, make: VerifierFactory): TlogPolicy {
  const logs: PolicyMember<NoteVerifier>[] = [];
  const witnesses: PolicyMember<CosignatureVerifier>[] = [];
  const quorums = new Map<string, Quorum>();
  const members = new Set<string>();
  const keys = { log: new Set<string>(), witness: new Set<string>() };
  const foreign = new Set<string>();
  let quorum: Quorum | undefined;

  for (const [at, words] of linesOf(text)) {
    const refuse = (reason: string): never => {
      throw new PrivacyError("POLICY_INVALID", "the policy does not have the form of one", { line: at, reason });
    };
    const [verb, ...rest] = words;
    const define = (name: string | undefined, known: Quorum): void => {
      if (name === undefined || name === "none" || quorums.has(name)) refuse("name");
      else quorums.set(name, known);
    };
    const fresh = (kind: "log" | "witness", publicKey: Uint8Array): void => {
      if (keys[kind].has(toHex(publicKey))) refuse("duplicate-key");
      keys[kind].add(toHex(publicKey));
    };
    if (verb === "log") {
      const [vkey = "", url] = rest;
      const key = quiet(() => parseVerifierKey(utf8Of(vkey))) ?? refuse("key");
      if (rest.length > 2) refuse("words");
      fresh("log", key.publicKey);
      logs.push({ verifier: make.verifier(utf8Of(vkey)), ...(url === undefined ? {} : { url: utf8Of(url) }) });
    } else if (verb === "witness") {
      const [name, vkey = "", url] = rest;
      if (rest.length > 3) refuse("words");
      const key = quiet(() => parseCosignerKey(utf8Of(vkey)));
      if (key === undefined) {
        // A key of another algorithm, such as ML-DSA-44, that nothing here verifies: its witness is known, and never counts.
        if (!isForeignKey(utf8Of(vkey))) refuse("key");
        if (foreign.has(vkey)) refuse("duplicate-key");
        foreign.add(vkey);
        define(name, () => false);
        continue;
      }
      fresh("witness", key.publicKey);
      const id = `${key.name}+${toHex(key.keyId)}`;
      define(name, (cosigned) => cosigned.has(id));
      witnesses.push({ verifier: make.cosigner(utf8Of(vkey)), ...(url === undefined ? {} : { url: utf8Of(url) }) });
    } else if (verb === "group") {
      const [name, threshold = "", ...names] = rest;
      const parts = names.map((member) => {
        if (members.has(member)) refuse("member-twice");
        members.add(member);
        return quorums.get(member) ?? refuse("member-unknown");
      });
      const least = threshold === "all" ? parts.length : threshold === "any" ? 1 : /^[1-9]\d{0,8}$/.test(threshold) ? Number(threshold) : 0;
      if (least < 1 || least > parts.length) refuse("threshold");
      define(name, (cosigned) => parts.filter((part) => part(cosigned)).length >= least);
    } else if (verb === "quorum") {
      const [name = ""] = rest;
      if (rest.length !== 1) refuse("words");
      if (quorum !== undefined) refuse("second-quorum");
      quorum = name === "none" ? () => true : (quorums.get(name) ?? refuse("member-unknown"));
    } else refuse("verb");
  }
  if (quorum === undefined) throw new PrivacyError("POLICY_INVALID", "the policy has no quorum", { line: 0, reason: "no-quorum" });
  return { logs, witnesses, isMet: quorum };
}

/** A policy of `atLeast` among some witnesses, without names. */
export function witnessPolicy(witnesses: readonly CosignatureVerifier[], atLeast: number): TlogPolicy {
  const known = new Map(witnesses.map((verifier) => [`${verifier.name}+${toHex(verifier.keyId)}`, verifier]));
  if (!Number.isSafeInteger(atLeast) || atLeast < 0 || atLeast > known.size)
    throw new PrivacyError("POLICY_INVALID", "there are not that many witnesses", { line: 0, reason: "threshold" });
  return {
    logs: [],
    witnesses: [...known.values()].map((verifier) => ({ verifier })),
    isMet: (keys) => [...known.keys()].filter((key) => keys.has(key)).length >= atLeast,
  };
}

/** The words of each line that holds any, one character a byte: only ASCII has a meaning, and no other control than tab and newline. */
function* linesOf(text: string | Uint8Array): Generator<[number, string[]]> {
  const bytes = isBytes(text) ? text : (quiet(() => utf8(text)) ?? new Uint8Array([0]));
  let line = 1;
  let from = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? 0x0a;
    if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a) || byte === 0x7f || line > MAX_LINES)
      throw new PrivacyError("POLICY_INVALID", "the policy does not have the form of one", { line, reason: "character" });
    if (byte !== 0x0a) continue;
    const words = Array.from(bytes.subarray(from, at), (one) => String.fromCharCode(one))
      .join("")
      .split(/[ \t]+/)
      .filter((word) => word !== "");
    if (words.length > 0 && !words[0]?.startsWith("#")) yield [line, words];
    from = at + 1;
    line++;
  }
}

/** Back from one character a byte; what is no UTF-8 stays as it is, and is refused where it must be a text. */
function utf8Of(word: string): string {
  const bytes = Uint8Array.from(word, (character) => character.charCodeAt(0));
  return quiet(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)) ?? word;
}

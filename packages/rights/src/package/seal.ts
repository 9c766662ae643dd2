/** The answer as files that only the requester opens. */
import { PrivacyError, utf8 } from "@favorable/core";
import { encryptAge, passphraseRecipient } from "@favorable/encryption";
import { type AccessPackage, packageJson } from "../disclosure/access-package.ts";
import { packageHtml } from "./page.tsx";
import { unforeseen } from "./strength.ts";
import type { PackageLanguage } from "./words.ts";

/** Whom the files are for: an age recipient of theirs, or a passphrase they are given by another way than the files. */
export type PackageRecipient = { readonly recipient: string } | { readonly passphrase: string; readonly logN?: number };

/** An encrypted file. */
export interface SealedFile {
  /** Says nothing of the person. */
  readonly name: "data.json.age" | "data.html.age";
  readonly bytes: Uint8Array;
}

/** Characters of the least passphrase that is taken; those of {@link newPassphrase} have 29. */
const LEAST_PASSPHRASE = 20;

/** Characters of it that nothing before them foretells, at the least. */
const LEAST_UNFORESEEN = 14;

/** Letters and digits that are not taken for each other: without i, l, o, 0 and 1. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/**
 * Encrypts an answer, as JSON and as a page, into age v1 files: `age -d` and every other age program opens them.
 *
 * @throws `PASSPHRASE_WEAK` for one of less than 20 characters, or made of repetitions, sequences, rows of a keyboard and common words; `AGE_RECIPIENT`, `LANGUAGE_UNKNOWN`
 */
export async function sealPackage(
  answer: AccessPackage,
  { to, language }: { readonly to: PackageRecipient; readonly language: PackageLanguage },
): Promise<readonly SealedFile[]> {
  const seal = async (name: SealedFile["name"], text: string): Promise<SealedFile> => ({
    name,
    bytes: await encryptAge(utf8(text), { recipients: [recipientOf(to)] }),
  });
  return [await seal("data.json.age", packageJson(answer)), await seal("data.html.age", packageHtml(answer, language))];
}

function recipientOf(to: PackageRecipient): Parameters<typeof encryptAge>[1]["recipients"][number] {
  if ("recipient" in to) return to.recipient;
  if (to.passphrase.length < LEAST_PASSPHRASE || unforeseen(to.passphrase) < LEAST_UNFORESEEN)
    throw new PrivacyError("PASSPHRASE_WEAK", "a passphrase has at least 20 characters, and is no repetition, sequence or common word");
  return passphraseRecipient(to.passphrase, to.logN === undefined ? {} : { logN: to.logN });
}

/** Draws a passphrase of 25 letters and digits in five groups, 123 bits: to be read out, or sent by another way than the files. */
export function newPassphrase(): string {
  const drawn: string[] = [];
  while (drawn.length < 25)
    // 248 is the last multiple of 31 in a byte: the letters are as likely as each other.
    for (const byte of crypto.getRandomValues(new Uint8Array(32)))
      if (byte < 248 && drawn.length < 25) drawn.push(LETTERS[byte % 31] ?? "");
  return Array.from({ length: 5 }, (_, group) => drawn.slice(group * 5, group * 5 + 5).join("")).join("-");
}

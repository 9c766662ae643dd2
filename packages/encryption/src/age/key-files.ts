/** The text files of age: identities and recipients, one a line, `#` for comments. */
import { ageError } from "./age-error.ts";
import { readIdentities, readRecipients } from "./recipients.ts";
import { type AgeKeyPair, isRecipient } from "./x25519.ts";

/**
 * Prints an identity file as `age-keygen` does; `age -d -i` reads it.
 *
 * @param createdAt - printed as a comment
 * @throws `AGE_IDENTITY`, `AGE_RECIPIENT` for a malformed pair
 */
export function identityFile(keys: AgeKeyPair, createdAt: Date): string {
  readIdentities([keys?.identity]);
  readRecipients([keys?.recipient]);
  return `# created: ${createdAt.toISOString()}\n# public key: ${keys.recipient}\n${keys.identity}\n`;
}

/** Reads the identities of an identity file; throws `AGE_IDENTITY` with the number of the line, from 1. */
export function parseIdentityFile(text: string): readonly string[] {
  const identities = entries(text).map(({ entry, line }) => {
    try {
      readIdentities([entry]);
    } catch {
      throw ageError("AGE_IDENTITY", "a line of the identity file is no age X25519 identity", { line });
    }
    return entry;
  });
  if (identities.length === 0) throw ageError("AGE_IDENTITY", "the identity file holds no identity");
  return identities;
}

/** Reads a recipients file (`age -R`); throws `AGE_RECIPIENT` with the number of the line, from 1. */
export function parseRecipientsFile(text: string): readonly string[] {
  const recipients = entries(text).map(({ entry, line }) => {
    if (!isRecipient(entry)) throw ageError("AGE_RECIPIENT", "a line of the recipients file is no age X25519 recipient", { line });
    return entry;
  });
  readRecipients(recipients);
  return recipients;
}

function entries(text: string): { entry: string; line: number }[] {
  const lines = (typeof text === "string" ? text : "").split(/\r?\n/).map((entry, at) => ({ entry: entry.trim(), line: at + 1 }));
  return lines.filter(({ entry }) => entry !== "" && !entry.startsWith("#"));
}

/** Files whose key is wrapped by a key service: who may open them is decided there, and can be taken back there. */
import { utf8 } from "@favorable/core";
import { keyError } from "../keys/key-error.ts";
import { isEpoch, type KeyService } from "../keys/key-service.ts";
import { ageError } from "./age-error.ts";
import type { Identity, Recipient } from "./ports.ts";

/** Fully qualified, as C2SP age recommends for types that are not native: the scope is ours in the registry of npm. */
const TYPE = "@favorable/kms";
const CONTEXT: Uint8Array = utf8("age-encryption.org/v1/@favorable/kms");

/** How the stanza is written. */
export interface KmsRecipientOptions {
  /** The epoch to wrap under; the service's current one unless told. */
  readonly epoch?: string;
  /** `postquantum` where the service promises so: then it may stand beside post-quantum recipients. */
  readonly labels?: readonly string[];
}

/**
 * Encrypts to a key service. The epoch's name stands in the header in clear. Stock `age` ignores the stanza: add an X25519 recipient if it
 * shall open the file, leave it out if destroying the epoch shall destroy the file.
 *
 * @example
 * ```ts
 * import { decryptAge, encryptAge, kmsIdentity, kmsRecipient, memoryKeyService } from "@favorable/encryption";
 *
 * const keys = memoryKeyService();
 * const file = await encryptAge(new Uint8Array(9), { recipients: [kmsRecipient(keys)] });
 * console.log((await decryptAge(file, { identities: [kmsIdentity(keys)] })).length); // 9
 * ```
 */
export function kmsRecipient(service: Pick<KeyService, "current" | "wrap">, options: KmsRecipientOptions = {}): Recipient {
  return {
    ...(options.labels === undefined ? {} : { labels: options.labels }),
    async wrapFileKey(fileKey) {
      const epoch = options.epoch ?? (await service.current());
      if (!isEpoch(epoch)) throw keyError("KEY_INVALID", "the name of an epoch is printable ASCII without spaces");
      return [{ args: [TYPE, epoch], body: await service.wrap(epoch, fileKey, CONTEXT) }];
    },
  };
}

/**
 * Opens files encrypted to a key service. A stanza of an epoch that the service does not have is passed over, so that another identity may
 * open the file; without one it is `AGE_NO_MATCH`. What else the service throws goes to the caller.
 */
export function kmsIdentity(service: Pick<KeyService, "epochs" | "unwrap">): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const mine = stanzas.filter(({ args }) => args[0] === TYPE);
      if (mine.length === 0) return undefined;
      const known = new Set(await service.epochs());
      for (const { args, body } of mine) {
        const [, epoch = ""] = args;
        if (args.length !== 2) throw ageError("AGE_HEADER", "a malformed stanza of a key service");
        const fileKey = known.has(epoch) ? await service.unwrap(epoch, body, CONTEXT) : undefined;
        if (fileKey !== undefined) return fileKey;
      }
      return undefined;
    },
  };
}

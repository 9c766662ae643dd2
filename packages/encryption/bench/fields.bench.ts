/** Sealed fields beside the same cipher of @noble/ciphers. `npm run bench -- encryption fields`. */
import { createKeyRing, memoryFence, memoryKeyService, memoryKeyStore } from "@favorable/encryption";
import { type Claim, compare, report } from "../../../testing/bench.ts";
import * as portable from "../src/crypto/noble.ts";
import * as native from "../src/crypto/node.ts";

const key = crypto.getRandomValues(new Uint8Array(32));
const context = new TextEncoder().encode("favorable sealed field v1 agent comment subject-12345 1");
const nonce = (): Uint8Array => crypto.getRandomValues(new Uint8Array(24));
const claims: Claim[] = [];
for (const size of [64, 4096, 65_536]) {
  const value = crypto.getRandomValues(new Uint8Array(size));
  const figure = await compare(
    () => native.sealWide(key, nonce(), value, context),
    () => portable.sealWide(key, nonce(), value, context),
  );
  claims.push({ what: `seal ${size} B: node:crypto ÷ noble`, figure, ...(size >= 4096 ? { atMost: 0.33 } : { atMost: 1.1 }) });
}

const ring = createKeyRing({ service: memoryKeyService(), store: memoryKeyStore(), fence: memoryFence(), subjectKey: key });
const place = { table: "agent", column: "comment", subject: "subject-12345" };
const value = crypto.getRandomValues(new Uint8Array(64));
const cell = await ring.seal(place, value);
claims.push({
  what: "seal 64 B with a key ring ÷ the cipher of noble alone",
  figure: await compare(
    () => ring.seal(place, value),
    () => portable.sealWide(key, nonce(), value, context),
  ),
  note: "warm cache: place, fence, base64 and two promises are the rest",
});
claims.push({
  what: "open 64 B with a key ring ÷ sealing it",
  figure: await compare(
    () => ring.open(place, cell),
    () => ring.seal(place, value),
  ),
});
report(import.meta.url, "Sealed fields", claims);

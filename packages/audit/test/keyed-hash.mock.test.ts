import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { expect, it, vi } from "vitest";
import { keyedHash } from "../src/postgres/keyed-hash.ts";

const { hashed } = vi.hoisted(() => ({ hashed: [] as number[] }));
vi.mock("#crypto", async (original) => {
  const platform = await original<{ sha256: (data: Uint8Array) => Uint8Array }>();
  return {
    ...platform,
    sha256: (data: Uint8Array): Uint8Array => {
      hashed.push(data.length);
      return platform.sha256(data);
    },
  };
});

it("is HMAC-SHA-256 for keys up to a block and above it, and gives no key to the platform's hash", () => {
  const data = new Uint8Array(10).fill(5);
  for (const length of [32, 63, 64, 65, 100, 1000]) {
    const key = new Uint8Array(length).map((_, at) => at % 251);
    hashed.length = 0;
    const keyed = keyedHash(key);
    expect(hashed).toEqual([]);
    expect(keyed(data)).toEqual(hmac(sha256, key, data));
    expect(hashed).toEqual([64 + 10, 64 + 32]);
  }
});

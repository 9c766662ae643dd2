import { isPrivacyError } from "@favorable/core";
import {
  decryptAge,
  encryptAge,
  environmentKeyService,
  generateIdentity,
  inspectAge,
  type KeyService,
  kmsIdentity,
  kmsRecipient,
  memoryKeyService,
} from "@favorable/encryption";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { pattern } from "./pieces.ts";

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

describe("files for a key service", () => {
  it("open through it, under the epoch they were written in, until that epoch is destroyed", async () => {
    const service = memoryKeyService();
    const [first] = service.epochs() as string[];
    const old = await encryptAge(pattern(9), { recipients: [kmsRecipient(service)] });
    const second = await service.rotate();
    const young = await encryptAge(pattern(9), { recipients: [kmsRecipient(service)] });
    const mine = { identities: [kmsIdentity(service)] };
    for (const file of [old, young]) expect(await decryptAge(file, mine)).toEqual(pattern(9));
    expect(await service.current()).toBe(second);

    await service.destroy(first ?? "");
    expect(await rejectionCode(decryptAge(old, mine))).toBe("AGE_NO_MATCH");
    expect(await decryptAge(young, mine)).toEqual(pattern(9));
  });

  it("open for a person as well when one is added", async () => {
    const person = await generateIdentity();
    const file = await encryptAge(pattern(9), { recipients: [kmsRecipient(memoryKeyService()), person.recipient] });
    expect(inspectAge(file).recipients).toEqual(["@favorable/kms", "X25519"]);
    expect(await decryptAge(file, { identities: [kmsIdentity(memoryKeyService()), person.identity] })).toEqual(pattern(9));
  });

  it("fail with the error of the service, which is not taken for a missing key", async () => {
    const service = memoryKeyService();
    const file = await encryptAge(pattern(9), { recipients: [kmsRecipient(service)] });
    const down: KeyService = { ...service, unwrap: () => Promise.reject(new Error("the service is down")) };
    await expect(decryptAge(file, { identities: [kmsIdentity(down)] })).rejects.toThrow("the service is down");
    const wrong: KeyService = { ...service, unwrap: () => new Uint8Array(5) };
    expect(await rejectionCode(decryptAge(file, { identities: [kmsIdentity(wrong)] }))).toBe("AGE_HEADER");
  });

  it("refuse an epoch that would break the header", async () => {
    const service: KeyService = { ...memoryKeyService(), current: () => "two words" };
    expect(await rejectionCode(encryptAge(pattern(1), { recipients: [kmsRecipient(service)] }))).toBe("KEY_INVALID");
  });
});

describe("the key services", () => {
  it("open what they wrapped, under the same epoch and context only", async () => {
    const service = memoryKeyService([
      { epoch: "a", key: key(1) },
      { epoch: "b", key: key(1) },
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 64 }),
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ maxLength: 40 }),
        async (secret, context, other) => {
          const wrapped = await service.wrap("a", secret, context);
          expect(await service.unwrap("a", wrapped, context)).toEqual(secret);
          expect(await service.unwrap("b", wrapped, context)).toBeUndefined(); // The same key under another name.
          if (Buffer.compare(context, other) !== 0) expect(await service.unwrap("a", wrapped, other)).toBeUndefined();
          const altered = wrapped.slice();
          altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
          expect(await service.unwrap("a", altered, context)).toBeUndefined();
        },
      ),
    );
  });

  it("keep the current epoch and know only their own", async () => {
    const service = memoryKeyService([{ epoch: "only", key: key(1) }]);
    expect(await rejectionCode(Promise.resolve().then(() => service.destroy("only")))).toBe("KEY_EPOCH_CURRENT");
    const works: readonly (() => unknown)[] = [
      () => service.destroy("x"),
      () => service.wrap("x", key(2), key(3)),
      () => service.unwrap("x", key(2), key(3)),
    ];
    for (const work of works) expect(await rejectionCode(Promise.resolve().then(work))).toBe("KEY_EPOCH_UNKNOWN");
  });

  it("come from the environment, oldest first, and are never quoted when malformed", async () => {
    const text = `2021:${base64(key(1))}, 2022:${base64(key(2))}`;
    const service = environmentKeyService({ KEYS: text }, "KEYS");
    expect(await service.epochs()).toEqual(["2021", "2022"]);
    expect(await service.current()).toBe("2022");
    expect("destroy" in service).toBe(false);
    const wrapped = await memoryKeyService([{ epoch: "2021", key: key(1) }]).wrap("2021", key(7), key(8));
    expect(await service.unwrap("2021", wrapped, key(8))).toEqual(key(7));

    const secret = base64(key(9));
    for (const odd of [
      "",
      " ",
      secret,
      `a:${secret}x`,
      `a:${secret},a:${secret}`,
      `a:${base64(key(1).slice(1))}`,
      `two words:${secret}`,
      ",",
    ]) {
      const error: unknown = (() => {
        try {
          return environmentKeyService({ KEYS: odd }, "KEYS");
        } catch (caught) {
          return caught;
        }
      })();
      expect(isPrivacyError(error, "KEY_INVALID")).toBe(true);
      expect(`${JSON.stringify(error)}${error instanceof Error ? error.stack : ""}`).not.toContain(secret.slice(0, 20));
    }
    expect(() => memoryKeyService([])).toThrow(expect.objectContaining({ code: "KEY_INVALID" }));
  });
});

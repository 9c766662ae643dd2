import { simulatedClock } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import {
  type AuditEvent,
  type KeyState,
  keyCompromisedEvent,
  keyCreatedEvent,
  keyLostEvent,
  keyRotatedEvent,
  keyState,
  type Leaf,
  memoryLog,
  parseVerifierKey,
} from "../src/index.ts";
import { createSigner, generateKey } from "../src/node/index.ts";

const ORIGIN = "log.example/audit";
const [first, second, third] = [generateKey(ORIGIN), generateKey(ORIGIN), generateKey(ORIGIN)].map(({ vkey }) => vkey) as [
  string,
  string,
  string,
];
const idOf = (vkey: string): string => vkey.split("+")[1] ?? "";
const SINCE = new Date("2021-12-24T08:00:00Z");
const LOGGED = Date.parse("2021-12-25T08:00:00Z") / 1000;

/** What a log of these events says, other entries between them left out. */
function stateOf(...events: readonly (readonly [index: number, event: AuditEvent])[]): KeyState {
  const state = keyState();
  for (const [index, { type, clear }] of events) {
    const leaf: Leaf = { v: 1, log: ORIGIN, id: "0".repeat(32), type, at: "2021-12-25T08:00:00.000Z", clear };
    expect(state.read(index, leaf)).toBeUndefined();
  }
  return state;
}

describe("entries about keys", () => {
  it("leave it to the verifier where there are none", () => {
    expect(keyState().standing(idOf(first), 7)).toBe("in-force");
    expect(keyState().current()).toBeUndefined();
  });

  it("give each key its span: the old checkpoints stay under the old key, the hand-over is signed by both", () => {
    const state = stateOf([0, keyCreatedEvent(first)], [9, keyRotatedEvent(first, second)], [19, keyRotatedEvent(second, third)]);
    const spans = [first, second, third].map((key) =>
      Array.from({ length: 31 }, (_, size) => size).filter((size) => state.standing(idOf(key), size) === "in-force"),
    );
    const [one = [], two = [], three = []] = spans;
    expect([one.at(0), one.at(-1)]).toEqual([0, 10]);
    expect([two.at(0), two.at(-1)]).toEqual([10, 20]);
    expect([three.at(0), three.at(-1)]).toEqual([20, 30]);
    expect(state.standing("00000000", 5)).toBe("not-in-force");
    expect(state.current()).toEqual({ key: idOf(third), public: Buffer.from(parseVerifierKey(third).publicKey).toString("hex") });
  });

  it("take a first key for granted that was never announced", () => {
    const state = stateOf([9, keyRotatedEvent(first, second)]);
    expect([state.standing(idOf(first), 3), state.standing(idOf(second), 3), state.standing(idOf(second), 11)]).toEqual([
      "in-force",
      "not-in-force",
      "in-force",
    ]);
  });

  it("refuse a compromised key's checkpoints from the stated time, unless somebody else saw them before it was said", () => {
    const state = stateOf([0, keyCreatedEvent(first)], [30, keyCompromisedEvent(first, SINCE, 20)], [31, keyRotatedEvent(first, second)]);
    const before = SINCE.getTime() / 1000 - 1;
    expect(state.standing(idOf(first), 20)).toBe("in-force");
    expect(state.standing(idOf(first), 21)).toBe("compromised");
    expect(state.standing(idOf(first), 21, before)).toBe("in-force");
    expect(state.standing(idOf(first), 21, LOGGED - 1)).toBe("in-force");
    expect(state.standing(idOf(first), 21, LOGGED)).toBe("compromised");
    expect(state.standing(idOf(second), 32)).toBe("in-force");
  });

  it("make a compromise earlier, never later, and never reach behind their own place", () => {
    const state = stateOf(
      [30, keyCompromisedEvent(first, SINCE, 20)],
      [31, keyCompromisedEvent(first, SINCE, 25)],
      [32, keyCompromisedEvent(second, SINCE, 99)],
    );
    expect(state.standing(idOf(first), 21)).toBe("compromised");
    expect(state.standing(idOf(second), 32)).toBe("in-force");
    expect(state.standing(idOf(second), 33)).toBe("compromised");
  });

  it("are contradictions when they do not follow from one another", () => {
    const leafOf = ({ type, clear }: AuditEvent): Leaf => ({
      v: 1,
      log: ORIGIN,
      id: "0".repeat(32),
      type,
      at: "2021-12-25T08:00:00.000Z",
      clear,
    });
    const state = stateOf([0, keyCreatedEvent(first)], [5, keyRotatedEvent(first, second)]);
    expect(state.read(6, leafOf(keyCreatedEvent(third)))).toBe("contradiction");
    expect(state.read(6, leafOf(keyRotatedEvent(first, third)))).toBe("contradiction");
    expect(state.read(6, leafOf(keyRotatedEvent(second, first)))).toBe("contradiction");
    expect(state.read(6, leafOf({ type: "key.rotated", clear: { key: "x" } }))).toBe("malformed");
    expect(state.read(6, leafOf({ type: "key.lost", clear: { key: idOf(first), since: "yesterday" } }))).toBe("malformed");
    expect(state.read(6, leafOf({ type: "access.read" }))).toBeUndefined();
    expect(state.standing(idOf(second), 100)).toBe("in-force");
  });

  it("are held to their form when they are appended", async () => {
    const { privateKey, vkey } = generateKey(ORIGIN);
    const log = memoryLog({ origin: ORIGIN, signer: createSigner(privateKey), clock: simulatedClock(SINCE) });
    await log.append(keyCreatedEvent(vkey));
    await log.append(keyLostEvent(vkey, SINCE));
    for (const [type, clear] of [
      ["key.created", { key: "0" }],
      ["key.compromised", { key: "00000000", since: "2021-12-24T08:00:00.000Z" }],
      ["key.rotated", { key: "00000000", next: "11111111", public: "00", algorithm: "ed25519" }],
      ["key.lost", undefined],
    ] as const)
      expect(await rejectionCode(log.append({ type, ...(clear === undefined ? {} : { clear }) }))).toBe("EVENT_INVALID");
    expect((await log.sequence()).size).toBe(2);
  });

  it("are not made of what is no key, no time or no place", () => {
    expect(() => keyCreatedEvent("key")).toThrow("verifier key");
    expect(() => keyRotatedEvent(first, first)).toThrow("same key");
    expect(() => keyRotatedEvent(first, generateKey("other.example").vkey)).toThrow("another name");
    expect(() => keyLostEvent(first, new Date(Number.NaN))).toThrow("not an instant");
    expect(() => keyCompromisedEvent(first, SINCE, -1)).toThrow("form");
  });
});

import { expect, it } from "vitest";
import { holdEvent, keyCreatedEvent, keyState, type Leaf } from "../src/index.ts";
import { retentionState } from "../src/verdict.ts";
import { key, ORIGIN } from "./fixtures.ts";

const mark = { fallback: true, occurredAt: "2021-10-30T08:00:00.000Z" };
const leafOf = (type: string, clear: Leaf["clear"]): Leaf => ({
  v: 1,
  log: ORIGIN,
  id: "0".repeat(32),
  type,
  at: "2021-10-30T11:00:00.000Z",
  clear,
});

it("what a fallback adds to an entry about retention or keys leaves it what it is", () => {
  const { clear: hold } = holdEvent("court", { policy: "logs" });
  const { clear: created } = keyCreatedEvent(key.vkey);
  expect(retentionState().read(0, leafOf("retention.hold", { ...hold, ...mark }))).toBeUndefined();
  expect(keyState().read(0, leafOf("key.created", { ...created, ...mark }))).toBeUndefined();
  for (const wrong of [{ fallback: false }, { fallback: true, occurredAt: "yesterday" }, { occurredAt: mark.occurredAt }]) {
    expect(retentionState().read(0, leafOf("retention.hold", { ...hold, ...wrong }))).toBe("malformed");
    expect(keyState().read(0, leafOf("key.created", { ...created, ...wrong }))).toBe("malformed");
  }
});

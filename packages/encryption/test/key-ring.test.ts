import { createKeyRing, isErased, type KeyRingOptions, memoryKeyStore } from "@favorable/encryption";
import { describe, expect, it } from "vitest";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";
import { bytes, placeOf, SUBJECT_KEY, shared, text } from "./rings.ts";

const place = placeOf("p-1");

describe("the keys of a subject", () => {
  it("are made once however many processes come at the same time", async () => {
    const all = shared();
    const cells = await Promise.all(Array.from({ length: 20 }, (_, at) => all.process().seal(place, bytes(String(at)))));
    const reader = all.process();
    for (const [at, cell] of cells.entries()) expect(text(await reader.open(place, cell))).toBe(String(at));
    expect((await all.store.page("", undefined, 10)).map(({ version }) => version)).toEqual([1]);
  });

  it("are rotated while every process goes on opening and sealing", async () => {
    const all = shared();
    const [one, two] = [all.process(), all.process()];
    const old = await one.seal(place, bytes("old"));
    expect(text(await two.open(place, old))).toBe("old");
    expect(await one.rotateSubject("p-1")).toBe(2);
    const young = await one.seal(place, bytes("young"));
    expect(text(await two.open(place, young))).toBe("young"); // Its cache knows version 1 alone.
    expect(text(await one.open(place, old))).toBe("old");

    const moved = await one.reseal(place, old);
    expect(moved).not.toBe(old);
    expect(await one.reseal(place, moved as string)).toBe(moved);
    expect(await rejectionCode(one.retireSubject("p-1"))).toBe("KEY_TOO_YOUNG");
    all.pass(600_000);
    expect(await one.retireSubject("p-1")).toBe(1);
    expect(text(await two.open(place, moved as string))).toBe("old");
    expect(await rejectionCode(two.open(place, old))).toBe("SUBJECT_KEY_MISSING");
    expect(await one.retireSubject("p-none")).toBe(0);
  });

  it("are never opened for another subject or version whose row they were copied to", async () => {
    const all = shared();
    const store = memoryKeyStore();
    const ring = all.process({ store });
    const cell = await ring.seal(place, bytes("x"));
    await ring.provision("p-2");
    const { keys, fence } = store.dump();
    const [mine, other] = keys;
    if (mine === undefined || other === undefined) throw new Error("two keys");
    store.restore({
      keys: [
        { ...mine, wrapped: other.wrapped },
        { ...mine, version: 2 },
      ],
      fence,
    });
    expect(await rejectionCode(all.process({ store }).open(place, cell))).toBe("KEY_REFUSED");
  });

  it("leave the memory after their time, and when there are too many", async () => {
    const all = shared();
    let unwraps = 0;
    const service = {
      ...all.service,
      unwrap: (epoch: string, wrapped: Uint8Array, context: Uint8Array) => {
        unwraps++;
        return all.service.unwrap(epoch, wrapped, context);
      },
    };
    const ring = all.process({ service, cacheMs: 1000, cacheSubjects: 2 });
    const count = async (work: () => Promise<unknown>): Promise<number> => {
      const before = unwraps;
      await work();
      return unwraps - before;
    };
    const cell = await ring.seal(place, bytes("x"));
    expect(await count(() => ring.open(place, cell))).toBe(0);
    all.pass(999);
    expect(await count(() => ring.open(place, cell))).toBe(0);
    all.pass(1);
    expect(await count(() => ring.open(place, cell))).toBe(1);
    await ring.provision("p-2");
    expect(await count(() => ring.open(place, cell))).toBe(0);
    await ring.provision("p-3"); // p-2 was used less recently.
    expect(await count(() => ring.open(place, cell))).toBe(0);
    await ring.provision("p-4");
    await ring.provision("p-5");
    expect(await count(() => ring.open(place, cell))).toBe(1);
    ring.evict("p-1");
    expect(await count(() => ring.open(place, cell))).toBe(1);
    ring.evict();
    expect(await count(() => ring.open(place, cell))).toBe(1);
    const none = all.process({ service, cacheMs: 0 });
    expect(await count(() => none.open(place, cell))).toBe(1);
    expect(await count(() => none.open(place, cell))).toBe(1);
  });

  it("are wiped while others seal, and nothing is ever sealed with a wiped one", async () => {
    const all = shared();
    const ring = all.process({ cacheSubjects: 1 });
    const cells = await Promise.all(
      Array.from({ length: 200 }, async (_, at) => {
        const home = placeOf(`p-${at % 3}`);
        if (at % 7 === 0) ring.evict();
        return { home, cell: await ring.seal(home, bytes("x")) };
      }),
    );
    const reader = all.process();
    for (const { home, cell } of cells) expect(text(await reader.open(home, cell))).toBe("x");
  });
});

describe("the epochs of the key service", () => {
  it("rotate without touching a cell, and a former one is destroyed when no key needs it", async () => {
    const all = shared();
    const ring = all.process();
    const first = await all.service.current();
    const cells = await Promise.all(Array.from({ length: 25 }, (_, at) => ring.seal(placeOf(`p-${at}`), bytes(`v${at}`))));
    const second = await ring.rotateEpoch();
    expect(await rejectionCode(ring.destroyEpoch(second))).toBe("KEY_EPOCH_CURRENT");
    await expect(ring.destroyEpoch(first)).rejects.toMatchObject({ code: "KEY_EPOCH_IN_USE", details: { keys: 25 } });

    const steps = [];
    let after: Awaited<ReturnType<typeof ring.rewrap>>["after"];
    do {
      // Each step by another process, as after a crash.
      const step = await all.process().rewrap({ limit: 10, ...(after === undefined ? {} : { after }) });
      steps.push(step.rewrapped);
      after = step.after;
    } while (after !== undefined);
    expect(steps).toEqual([10, 10, 5]);
    await ring.destroyEpoch(first);
    expect(await all.service.epochs()).toEqual([second]);
    for (const [at, cell] of cells.entries()) expect(text(await all.process().open(placeOf(`p-${at}`), cell))).toBe(`v${at}`);
    expect(await ring.rewrap()).toEqual({ rewrapped: 0, passed: 0 });
  });

  it("take no new key once they are closed, even from a process that has not heard of the next one", async () => {
    const all = shared();
    const first = await all.service.current();
    let stale = true;
    const late = all.process({ service: { ...all.service, current: () => (stale ? first : all.service.current()) } });
    await late.rotateEpoch();
    await all
      .process()
      .destroyEpoch(first)
      .catch(() => undefined);
    const sealing = late.seal(place, bytes("x"));
    expect(await rejectionCode(sealing)).toBe("KEY_EPOCH_UNKNOWN");
    stale = false;
    expect(text(await late.open(place, await late.seal(place, bytes("x"))))).toBe("x");
  });

  it("are told when they are gone while a key is still wrapped under them", async () => {
    const all = shared();
    const cell = await all.process().seal(place, bytes("x"));
    const first = await all.service.current();
    await all.service.rotate();
    await all.service.destroy(first); // Past the ring.
    expect(await rejectionCode(all.process().open(place, cell))).toBe("KEY_EPOCH_UNKNOWN");
    expect(await all.process().rewrap()).toEqual({ rewrapped: 0, passed: 1 });
  });
});

describe("what is no key ring", () => {
  it("is refused with a code", async () => {
    const all = shared();
    const odd: Partial<KeyRingOptions>[] = [
      { subjectKey: SUBJECT_KEY.slice(1) },
      { cacheMs: 300_001 },
      { cacheMs: -1 },
      { fenceMs: 60_001 },
      { fenceMs: 0.5 },
      { cacheSubjects: -1 },
    ];
    for (const options of odd) expect(codeOf(() => all.process(options))).toBe("KEY_INVALID");
    expect(codeOf(() => createKeyRing({ ...all, subjectKey: "x" as never }))).toBe("KEY_INVALID");
    const { rotate: _rotate, destroy: _destroy, ...fixed } = all.service;
    const ring = all.process({ service: fixed });
    expect(await rejectionCode(ring.rotateEpoch())).toBe("KEY_UNSUPPORTED");
    expect(await rejectionCode(ring.destroyEpoch("x"))).toBe("KEY_UNSUPPORTED");
    expect(await rejectionCode(ring.rewrap({ limit: 0 }))).toBe("KEY_INVALID");
    expect(isErased(await ring.stateOf("p-1"))).toBe(false);
  });
});

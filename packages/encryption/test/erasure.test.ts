import { type FenceEntry, isErased, memoryFence, memoryKeyStore } from "@favorable/encryption";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { bytes, placeOf, shared, text } from "./rings.ts";

const place = placeOf("p-1");
const other = placeOf("p-2");

describe("erasing a subject", () => {
  it("leaves nothing of theirs that opens, and everything of the others", async () => {
    const all = shared();
    const ring = all.process();
    const cells = await Promise.all(["a", "b", "c"].map((column) => ring.seal({ ...place, column }, bytes("x"))));
    await ring.rotateSubject("p-1");
    cells.push(await ring.seal({ ...place, column: "d" }, bytes("x")));
    const kept = await ring.seal(other, bytes("kept"));
    expect(await ring.stateOf("p-1")).toBe("active");

    const erasure = await ring.erase("p-1");
    expect(erasure).toMatchObject({ erasedAt: "2021-10-30T08:00:00.000Z", through: 2, level: "fenced" });
    for (const [at, cell] of cells.entries()) expect(isErased(await ring.open({ ...place, column: "abcd"[at] ?? "" }, cell))).toBe(true);
    expect(text(await ring.open(other, kept))).toBe("kept");
    expect(await rejectionCode(ring.seal(place, bytes("y")))).toBe("SUBJECT_ERASED");
    expect(await rejectionCode(ring.rotateSubject("p-1"))).toBe("SUBJECT_ERASED");
    expect(await rejectionCode(ring.provision("p-1"))).toBe("SUBJECT_ERASED");
    expect(isErased(await ring.reseal(place, cells[0] ?? ""))).toBe(true);
    expect([await ring.stateOf("p-1"), await ring.stateOf("p-2"), await ring.stateOf("p-3")]).toEqual(["erased", "active", "never"]);
    expect(await all.store.page("", undefined, 10)).toHaveLength(1);
  });

  it("is in force in processes whose caches are warm, after the stated interval at the latest", async () => {
    const all = shared();
    const [one, two, strict] = [all.process(), all.process({ fenceMs: 2000 }), all.process({ fenceMs: 0 })];
    const cell = await one.seal(place, bytes("x"));
    for (const ring of [two, strict]) expect(text(await ring.open(place, cell))).toBe("x");
    await one.erase("p-1");
    expect(isErased(await one.open(place, cell))).toBe(true);
    expect(isErased(await strict.open(place, cell))).toBe(true);
    all.pass(1999);
    expect(text(await two.open(place, cell))).toBe("x"); // The stated interval is not over.
    all.pass(1);
    expect(isErased(await two.open(place, cell))).toBe(true);
    expect(await rejectionCode(two.seal(place, bytes("y")))).toBe("SUBJECT_ERASED");
  });

  it("holds after an older copy of the store is put back, with warm and with cold caches", async () => {
    const store = memoryKeyStore();
    const all = shared({ store });
    const [one, two] = [all.process(), all.process()];
    const cells = [await one.seal(place, bytes("x"))];
    await two.open(place, cells[0] ?? "");
    const dump = store.dump();
    await one.erase("p-1");
    store.restore(dump);
    all.pass(1000);
    for (const ring of [one, two, all.process()]) {
      for (const cell of cells) expect(isErased(await ring.open(place, cell))).toBe(true);
      expect(await rejectionCode(ring.seal(place, bytes("y")))).toBe("SUBJECT_ERASED");
    }
    expect(await one.reconcile()).toEqual({ replayed: 1, recovered: 0 });
    expect(store.dump().keys).toEqual([]);
    expect(await one.reconcile()).toEqual({ replayed: 0, recovered: 0 });
  });

  it("writes the fence before anything else, and is finished by repeating it", async () => {
    const all = shared();
    const ring = all.process();
    const cell = await ring.seal(place, bytes("x"));
    const broken = all.process({ store: { ...all.store, erase: () => Promise.reject(new Error("the database is gone")) } });
    await expect(broken.erase("p-1")).rejects.toThrow("the database is gone");
    all.pass(1000);
    expect(isErased(await ring.open(place, cell))).toBe(true); // The key is still there; the fence stands before it.
    expect(await all.store.page("", undefined, 10)).toHaveLength(1);
    all.pass(5000);
    expect((await ring.erase("p-1")).erasedAt).toBe("2021-10-30T08:00:00.000Z");
    expect(await all.store.page("", undefined, 10)).toHaveLength(0);
    expect((await all.fence.since(0)).entries).toHaveLength(1);

    const deaf = all.process({ fence: { ...all.fence, append: () => Promise.reject(new Error("disk full")) } });
    const kept = await deaf.seal(other, bytes("kept"));
    await expect(deaf.erase("p-2")).rejects.toThrow("disk full");
    expect(text(await deaf.open(other, kept))).toBe("kept"); // Nothing was deleted without the fence.
  });

  it("reaches a key that was made between the look and the fence", async () => {
    const all = shared();
    const entries: FenceEntry[] = [];
    const late = all.process();
    let cell = "";
    const racing = all.process({
      fence: {
        ...all.fence,
        async append(entry) {
          if (entries.length === 0) cell = await late.seal(place, bytes("late"));
          entries.push(entry);
          await all.fence.append(entry);
        },
      },
    });
    await racing.erase("p-1");
    expect(entries.map(({ through }) => through)).toEqual([0, 1]);
    all.pass(1000);
    expect(isErased(await late.open(place, cell))).toBe(true);
  });

  it("lets no old version live again when the subject is taken up anew, by decision", async () => {
    const store = memoryKeyStore();
    const all = shared({ store });
    const ring = all.process();
    const old = await ring.seal(place, bytes("old"));
    const dump = store.dump();
    expect(await rejectionCode(ring.reopen("p-1"))).toBe("SUBJECT_INVALID");
    await ring.erase("p-1");
    await ring.reopen("p-1");
    expect(isErased(await ring.open(place, old))).toBe(true);
    const young = await ring.seal(place, bytes("young"));
    expect(text(await ring.open(place, young))).toBe("young");

    const { keys, fence } = store.dump();
    store.restore({ keys: [...dump.keys, ...keys], fence: [] }); // The dead key is back, and the store has forgotten.
    const fresh = all.process();
    expect(isErased(await fresh.open(place, old))).toBe(true);
    expect(text(await fresh.open(place, young))).toBe("young");
    await fresh.reconcile();
    expect(store.dump().keys.map(({ version }) => version)).toEqual([2]);
    expect(fence.map(({ state }) => state)).toEqual(["erased", "reopened"]);

    // Erased and taken up within one interval of a process that has the dead key in its cache.
    const slow = all.process({ fenceMs: 10_000 });
    expect(text(await slow.open(place, young))).toBe("young");
    await fresh.erase("p-1");
    await fresh.reopen("p-1");
    all.pass(10_000);
    expect(isErased(await slow.open(place, young))).toBe(true);
  });

  it("puts back what the fence has lost and the store remembers", async () => {
    const all = shared();
    const ring = all.process();
    const cell = await ring.seal(place, bytes("x"));
    await ring.erase("p-1");
    const empty = memoryFence();
    const blind = all.process({ fence: empty });
    expect(isErased(await blind.open(place, cell))).toBe(true); // By the store's own copy.
    expect(await rejectionCode(blind.seal(place, bytes("y")))).toBe("SUBJECT_ERASED");
    expect(await blind.reconcile()).toEqual({ replayed: 0, recovered: 1 });
    expect((await empty.since(0)).entries).toMatchObject([{ state: "erased", through: 1 }]);
  });

  it("states what an old copy still opens until the epochs are destroyed that were there at the time", async () => {
    const store = memoryKeyStore();
    const all = shared({ store });
    const ring = all.process();
    const first = await all.service.current();
    const cell = await ring.seal(place, bytes("x"));
    await ring.provision("p-2");
    const dump = store.dump();
    expect(await ring.erase("p-1")).toMatchObject({ level: "fenced", epochs: [first] });
    expect(await ring.exposure("p-2")).toBeUndefined();

    // Who takes the old copy and the key service, and leaves the fence out, still opens it: that is what `fenced` says.
    const thief = shared({ store: memoryKeyStore(), service: all.service });
    (thief.store as ReturnType<typeof memoryKeyStore>).restore(dump);
    expect(text(await thief.process().open(place, cell))).toBe("x");

    const second = await ring.rotateEpoch();
    await ring.rewrap();
    expect(await ring.exposure("p-1")).toEqual({ level: "fenced", epochs: [first] });
    await ring.destroyEpoch(first);
    expect(await ring.exposure("p-1")).toEqual({ level: "destroyed", epochs: [] });
    expect(await rejectionCode(thief.process().open(place, cell))).toBe("KEY_EPOCH_UNKNOWN");
    expect(await all.service.epochs()).toEqual([second]);
  });

  it("fails closed when the fence cannot be read", async () => {
    const all = shared();
    const cell = await all.process().seal(place, bytes("x"));
    const broken = all.process({ fence: { ...all.fence, since: () => Promise.reject(new Error("no fence")) } });
    await expect(broken.open(place, cell)).rejects.toThrow("no fence");
    await expect(broken.seal(place, bytes("y"))).rejects.toThrow("no fence");
  });
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clock, fromHex, simulatedClock, toHex, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { afterEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { consistencyProof, leafHash, openCosignatures, rootOf, signCheckpoint } from "../src/index.ts";
import {
  createCosignatureVerifier,
  createCosigner,
  createSigner,
  createVerifier,
  generateCosignerKey,
  generateKey,
  policyOf,
  serveRequests,
  vkeyOf,
  witnessStateFolder,
} from "../src/node/index.ts";
import {
  askWitness,
  createWitness,
  formatAddCheckpoint,
  gatherCosignatures,
  memoryWitnessState,
  parseAddCheckpoint,
  type WitnessState,
  witnessHandler,
} from "../src/witness/index.ts";
import { RACE, STEPS, SUMDB } from "./vectors/witness-steps.ts";

const NOW = new Date("2023-03-20T12:25:47Z");
const clock: Clock = simulatedClock(NOW);
const { vkey: witnessVkey, privateKey } = generateCosignerKey("witness.example/w1");
const cosigner = createCosigner(privateKey);
const verifier = createCosignatureVerifier(witnessVkey);
const ORIGIN = "hospital.example/audit";
const logKey = generateKey(ORIGIN);
const signer = createSigner(logKey.privateKey);
const leaves = Array.from({ length: 40 }, (_, at) => leafHash(utf8(`entry ${at}`)));
const proofFrom = (to: number) => async (from: number) => consistencyProof(leaves.slice(0, to), from);
const checkpointAt = (size: number, hashes = leaves): Promise<string> =>
  signCheckpoint({ origin: ORIGIN, size, root: rootOf(hashes.slice(0, size)) }, signer);

const folders: string[] = [];
const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "favorable-witness-"));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A witness of one log, and a `fetch` that reaches it. */
function startedWitness(state: WitnessState = memoryWitnessState()) {
  const contradictions: string[] = [];
  const witness = createWitness({
    cosigner,
    state,
    clock,
    logs: [{ verifiers: [createVerifier(logKey.vkey)] }],
    onContradiction: ({ note }) => contradictions.push(note),
  });
  const handle = witnessHandler(witness);
  const fetch = (url: string, init: RequestInit): Promise<Response> => handle(new Request(url, init));
  const ask = async (size: number, known?: number) =>
    askWitness({
      url: "http://w.example/",
      verifier,
      checkpoint: await checkpointAt(size),
      proofFrom: proofFrom(size),
      fetch,
      ...(known === undefined ? {} : { known }),
    });
  return { witness, handle, fetch, ask, contradictions };
}

describe("a witness", () => {
  it("answers the public sequence of requests as the specification says", async () => {
    const verifiers = [createVerifier(vkeyOf(STEPS.origin, fromHex(STEPS.publicKey)))];
    const handle = witnessHandler(
      createWitness({ cosigner, state: memoryWitnessState(), clock, logs: [{ verifiers, origin: STEPS.origin }] }),
    );
    for (const [at, { body, status, said }] of STEPS.requests.entries()) {
      const response = await handle(new Request("http://w.example/add-checkpoint", { method: "POST", body }));
      expect(response.status, `step ${at}`).toBe(status);
      const text = await response.text();
      if (said !== undefined) expect(text).toBe(said);
      if (status === 409) expect(response.headers.get("content-type")).toBe("text/x.tlog.size");
      if (status === 200) expect(await openCosignatures(`${parseAddCheckpoint(body).checkpoint}${text}`, [verifier])).toHaveLength(1);
    }
  });

  it("takes a log whose key has another name than its origin: the Go checksum database", async () => {
    const logs = [{ origin: SUMDB.origin, verifiers: [createVerifier(SUMDB.vkey)] }];
    const witness = createWitness({ cosigner, state: memoryWitnessState(), clock, logs });
    expect(await witness.addCheckpoint(SUMDB.body)).toMatchObject({ status: 200 });
    const note = await witness.checkpoint(toHex(sha256(utf8(SUMDB.origin))));
    expect(note).toContain("35225469\n");
  });

  it("is not rolled back by the slower of two requests", async () => {
    const state = memoryWitnessState();
    let stall: (() => Promise<void>) | undefined;
    const slow: WitnessState = {
      ...state,
      swap: async (...record) => {
        const wait = stall;
        stall = undefined;
        await wait?.();
        return state.swap(...record);
      },
    };
    const verifiers = [createVerifier(vkeyOf(STEPS.origin, fromHex(STEPS.publicKey)))];
    const witness = createWitness({ cosigner, state: slow, clock, logs: [{ verifiers, origin: STEPS.origin }] });
    expect((await witness.addCheckpoint(STEPS.requests[0]?.body ?? "")).status).toBe(200);
    // Between its check and its writing, the first request to size 3 is overtaken by one to size 5.
    stall = async () => expect((await witness.addCheckpoint(RACE.faster)).status).toBe(200);
    expect(await witness.addCheckpoint(RACE.slower)).toEqual({ status: 409, body: "5\n" });
    expect((await state.read(STEPS.origin))?.size).toBe(5);
  });

  it("refuses a fork at the same size, keeps it as evidence, and remembers what it saw", async () => {
    const { ask, fetch, contradictions, witness } = startedWitness();
    expect((await ask(10)).time).toBe(NOW.getTime() / 1000);
    const fork = await checkpointAt(10, [...leaves].reverse());
    const asked = askWitness({ url: "http://w.example", verifier, checkpoint: fork, proofFrom: proofFrom(10), fetch, known: 10 });
    await expect(asked).rejects.toMatchObject({ code: "WITNESS_REFUSED", details: { status: 422 } });
    expect(contradictions).toEqual([fork]);
    const longer = await checkpointAt(20, [...leaves.slice(0, 9), ...leaves.slice(20)]);
    expect(
      await rejectionCode(askWitness({ url: "http://w.example", verifier, checkpoint: longer, proofFrom: proofFrom(20), fetch })),
    ).toBe("WITNESS_REFUSED");
    expect(await witness.checkpoint(toHex(sha256(utf8(ORIGIN))))).toContain("\n10\n");
  });

  it("serves the last checkpoint it cosigned, with its own and the log's signatures and no other", async () => {
    const { handle, witness } = startedWitness();
    const place = `http://w.example/${toHex(sha256(utf8(ORIGIN)))}/checkpoint`;
    expect((await handle(new Request(place))).status).toBe(404);
    const note = `${await checkpointAt(7)}— stranger.example AAAAAAAA\n`;
    expect((await witness.addCheckpoint(formatAddCheckpoint({ old: 0, proof: [], checkpoint: note }))).status).toBe(200);
    const served = await (await handle(new Request(place))).text();
    expect(
      served
        .split("\n")
        .filter((line) => line.startsWith("—"))
        .map((line) => line.split(" ")[1]),
    ).toEqual([ORIGIN, "witness.example/w1"]);
    expect(await openCosignatures(served, [verifier])).toMatchObject([{ time: NOW.getTime() / 1000 }]);
  });

  it.each([
    ["", 400],
    ["old 0\n", 400],
    ["old 00\n\no\n1\nAAAA\n\n— k AAAAAAAA\n", 400],
    ["old 0\nAAAA\n\no\n1\nAAAA\n\n— k AAAAAAAA\n", 400],
    [`old 0\n${`${"A".repeat(43)}=\n`.repeat(64)}\no\n1\nAAAA\n\n— k AAAAAAAA\n`, 400],
  ])("refuses what is no request: %j", async (body, status) => {
    expect((await startedWitness().witness.addCheckpoint(body)).status).toBe(status);
  });

  it("refuses an old size above the checkpoint's, a proof from nothing, and an empty tree with a root", async () => {
    const { witness } = startedWitness();
    const [leaf] = leaves as [Uint8Array];
    const at = async (old: number, proof: Uint8Array[], checkpoint: string) =>
      (await witness.addCheckpoint(formatAddCheckpoint({ old, proof, checkpoint }))).status;
    expect(await at(5, [], await checkpointAt(4))).toBe(400);
    expect(await at(0, [leaf], await checkpointAt(4))).toBe(422);
    expect(await at(0, [], await signCheckpoint({ origin: ORIGIN, size: 0, root: leaf }, signer))).toBe(422);
    expect(await at(0, [], await checkpointAt(0))).toBe(200);
    expect(await at(0, [], await checkpointAt(4))).toBe(200);
    expect(await at(4, [], await checkpointAt(4))).toBe(200);
    expect(await at(3, [], await checkpointAt(4))).toBe(409);
  });

  it("answers other paths, methods and texts by their status", async () => {
    const { handle } = startedWitness();
    const status = async (path: string, init?: RequestInit) => (await handle(new Request(`http://w.example${path}`, init))).status;
    expect(await status("/")).toBe(404);
    expect(await status("/add-checkpoint")).toBe(405);
    expect(await status("/add-checkpoint", { method: "POST", body: new Uint8Array([255]) })).toBe(400);
    expect(await status("/add-checkpoint", { method: "POST", body: "x".repeat(131_073) })).toBe(400);
    expect(await status(`/${"0".repeat(64)}/checkpoint`)).toBe(404);
    expect(await status(`/${"0".repeat(64)}/checkpoint`, { method: "DELETE" })).toBe(405);
  });
});

describe("asking a witness", () => {
  it("finds out what the witness knows, and proves from there", async () => {
    const { ask } = startedWitness();
    for (const size of [3, 3, 8, 40]) expect((await ask(size)).name).toBe("witness.example/w1");
    await expect(ask(20)).rejects.toMatchObject({ code: "WITNESS_AHEAD", details: { size: 40 } });
  });

  it("believes no answer that is not a cosignature of the witness on this checkpoint", async () => {
    const { ask } = startedWitness();
    const { line } = await ask(8);
    const answers: [string, number, string][] = [
      ["WITNESS_INVALID", 200, ""],
      ["WITNESS_INVALID", 200, "ok\n"],
      ["WITNESS_INVALID", 200, line],
      ["WITNESS_INVALID", 200, "x".repeat(100_000)],
      ["WITNESS_INVALID", 409, "nine\n"],
      ["WITNESS_REFUSED", 409, "4\n"],
      ["WITNESS_REFUSED", 404, "unknown log\n"],
      ["WITNESS_REFUSED", 500, ""],
    ];
    const checkpoint = await checkpointAt(9);
    for (const [code, status, body] of answers) {
      const fetch = async (): Promise<Response> => new Response(body, { status });
      expect(await rejectionCode(askWitness({ url: "http://w.example", verifier, checkpoint, proofFrom: proofFrom(9), fetch }))).toBe(code);
    }
    const fetch = (): Promise<Response> => Promise.reject(new Error("10.0.0.1 refused"));
    const silent = askWitness({ url: "http://w.example", verifier, checkpoint, proofFrom: proofFrom(9), fetch });
    await expect(silent).rejects.toMatchObject({ code: "WITNESS_UNREACHABLE", message: expect.not.stringContaining("10.0.0.1") });
  });

  it("gathers what a policy asks for over real connections, and says who failed", async () => {
    const state = witnessStateFolder(freshFolder());
    const { handle } = startedWitness(state);
    const server = await serveRequests(handle, 0);
    const gone = await serveRequests(handle, 0);
    await gone.close();
    const trace = new Promise<number | undefined>((answered, failed) => {
      request({ port: server.port, method: "TRACE" }, ({ statusCode }) => answered(statusCode))
        .on("error", failed)
        .end();
    });
    expect(await trace).toBe(405);
    const other = generateCosignerKey("witness.example/w2").vkey;
    const policy = policyOf(
      `witness A ${witnessVkey} http://127.0.0.1:${server.port}\nwitness B ${other} http://127.0.0.1:${gone.port}\ngroup G any A B\nquorum G\n`,
    );
    const result = await gatherCosignatures({ policy, checkpoint: await checkpointAt(12), proofFrom: proofFrom(12) });
    await server.close();
    expect(result).toMatchObject({
      met: true,
      witnesses: [{ name: "witness.example/w1", time: NOW.getTime() / 1000 }, { code: "WITNESS_UNREACHABLE" }],
    });
    expect(await openCosignatures(result.note, [verifier])).toHaveLength(1);
    expect((await witnessStateFolder(folders[0] ?? "").read(ORIGIN))?.size).toBe(12);
  });
});

describe("the state of a witness in a folder", () => {
  it("stays over a restart, and refuses rollback then too", async () => {
    const folder = freshFolder();
    await startedWitness(witnessStateFolder(folder)).ask(30);
    const again = startedWitness(witnessStateFolder(folder));
    await expect(again.ask(20)).rejects.toMatchObject({ code: "WITNESS_AHEAD", details: { size: 30 } });
    await again.ask(40);
    expect((await witnessStateFolder(folder).read(ORIGIN))?.size).toBe(40);
  });

  it("lets exactly one of many at once win, across handles on the same folder", async () => {
    const folder = freshFolder();
    const states = [witnessStateFolder(folder), witnessStateFolder(folder), witnessStateFolder(folder)];
    const notes = await Promise.all(Array.from({ length: 20 }, (_, at) => checkpointAt(at + 1)));
    const before = undefined;
    const won = await Promise.all(notes.map((note, at) => states[at % 3]?.swap(ORIGIN, before, { size: at + 1, root: "", note })));
    expect(won.filter((one) => one)).toHaveLength(1);
    expect((await states[0]?.read(ORIGIN))?.size).toBe(won.indexOf(true) + 1);
  });

  it("is not begun anew when a record is damaged", async () => {
    const folder = freshFolder();
    await startedWitness(witnessStateFolder(folder)).ask(5);
    const file = readdirSync(folder, { recursive: true, encoding: "utf8" }).find((name) => name.endsWith(".note")) ?? "";
    writeFileSync(join(folder, file), "");
    await expect(
      startedWitness(witnessStateFolder(folder)).witness.addCheckpoint(
        formatAddCheckpoint({ old: 0, proof: [], checkpoint: await checkpointAt(6) }),
      ),
    ).rejects.toMatchObject({
      code: "WITNESS_STATE_INVALID",
    });
    expect(readFileSync(join(folder, file), "utf8")).toBe("");
  });

  it("never goes backwards when its process is killed between requests", async () => {
    const folder = freshFolder();
    const script = join(import.meta.dirname, "witness-child.ts");
    const tsx = join(import.meta.dirname, "../../../node_modules/tsx/dist/cli.mjs");
    const { stdout } = spawnSync(process.execPath, [tsx, "--conditions=@favorable/source", script, folder], { encoding: "utf8" });
    // The child prints each size once it was acknowledged, and kills itself.
    const acknowledged = Number(stdout.trim().split("\n").at(-1));
    expect(acknowledged).toBeGreaterThan(0);
    const record = await witnessStateFolder(folder).read("child.example/audit");
    expect(record?.size).toBeGreaterThanOrEqual(acknowledged);
  });
});

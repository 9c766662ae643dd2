import { createHash } from "node:crypto";
import { systemClock } from "@favorable/core";
import { expect, it } from "vitest";
import { memoryLog } from "../src/index.ts";
import { createCosigner, createVerifier, generateCosignerKey, policyOf } from "../src/node/index.ts";
import { createWitness, gatherCosignatures, memoryWitnessState, witnessHandler } from "../src/witness/index.ts";
import { key, ORIGIN, signer } from "./fixtures.ts";

const keys = generateCosignerKey("witness.example");
const log = () => memoryLog({ origin: ORIGIN, signer, clock: systemClock });
const logs = [{ verifiers: [createVerifier(key.vkey)] }];
const cosigner = createCosigner(keys.privateKey);

it("a witness that is asked again stands in the checkpoint once", async () => {
  const handle = witnessHandler(createWitness({ cosigner, logs, state: memoryWitnessState(), clock: systemClock }));
  const policy = policyOf(`witness w ${keys.vkey} http://w.example/\nquorum w\n`);
  const fetch = (url: string, init: RequestInit): Promise<Response> => handle(new Request(url, init));
  const own = log();
  await own.append({ type: "access.refused" });
  let checkpoint = await own.checkpoint();
  const lines = checkpoint.split("\n").length;
  for (let ask = 0; ask < 3; ask++) {
    const result = await gatherCosignatures({ checkpoint, policy, proofFrom: async () => [], fetch });
    expect(result.met).toBe(true);
    checkpoint = result.note;
    expect(checkpoint.split("\n")).toHaveLength(lines + 1);
  }
});

it("a witness refuses an older checkpoint, and accuses nobody: a log that grew signed it before", async () => {
  const told: number[] = [];
  const onContradiction = ({ last }: { readonly last: { readonly size: number } }): number => told.push(last.size);
  const witness = createWitness({ cosigner, logs, state: memoryWitnessState(), clock: systemClock, onContradiction });
  const own = log();
  await own.append({ type: "access.refused" });
  const smaller = await own.checkpoint();
  await own.append({ type: "access.refused" });
  expect(await witness.addCheckpoint(`old 0\n\n${await own.checkpoint()}`)).toMatchObject({ status: 200 });
  expect(await witness.addCheckpoint(`old 0\n\n${smaller}`)).toMatchObject({ status: 409 });
  expect(told).toEqual([]);
});

it("a policy may name a witness of another algorithm, which never counts", () => {
  const material = Buffer.concat([Buffer.of(6), Buffer.alloc(1312, 7)]);
  const id = createHash("sha256").update("pq.example\n").update(material).digest("hex").slice(0, 8);
  const vkey = `pq.example+${id}+${material.toString("base64")}`;
  const policy = policyOf(`witness a ${keys.vkey}\nwitness b ${vkey}\ngroup g any a b\nquorum g\n`);
  expect(policy.witnesses).toHaveLength(1);
  expect(policy.isMet(new Set([`pq.example+${id}`]))).toBe(false);
  expect(policy.isMet(new Set([`witness.example+${keys.vkey.split("+")[1]}`]))).toBe(true);
  expect(() => policyOf(`witness b pq.example+00000000+${material.toString("base64")}\nquorum b\n`)).toThrow(
    expect.objectContaining({ code: "POLICY_INVALID" }),
  );
});

/** A witness that acknowledges growing checkpoints as fast as it can, and is killed in the middle. */
import { systemClock, utf8 } from "@favorable/core";
import { consistencyProof, leafHash, rootOf, signCheckpoint } from "../src/index.ts";
import { createCosigner, createSigner, createVerifier, generateCosignerKey, generateKey, witnessStateFolder } from "../src/node/index.ts";
import { createWitness, formatAddCheckpoint } from "../src/witness/index.ts";

const origin = "child.example/audit";
const { vkey, privateKey } = generateKey(origin);
const signer = createSigner(privateKey);
const cosigner = createCosigner(generateCosignerKey("witness.example").privateKey);
const state = witnessStateFolder(process.argv[2] ?? "");
const witness = createWitness({ cosigner, state, clock: systemClock, logs: [{ verifiers: [createVerifier(vkey)] }] });
const leaves = Array.from({ length: 500 }, (_, at) => leafHash(utf8(`${at}`)));
setTimeout(() => process.kill(process.pid, "SIGKILL"), 300);
for (let size = 1; size <= leaves.length; size++) {
  const checkpoint = await signCheckpoint({ origin, size, root: rootOf(leaves.slice(0, size)) }, signer);
  const proof = size === 1 ? [] : consistencyProof(leaves.slice(0, size), size - 1);
  const { status } = await witness.addCheckpoint(formatAddCheckpoint({ old: size - 1, proof, checkpoint }));
  if (status === 200) process.stdout.write(`${size}\n`);
}

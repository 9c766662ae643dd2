/** A witness may answer with several lines. */
import { expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { cosign, openCosignatures } from "../src/index.ts";
import { createCosignatureVerifier, createCosigner, generateCosignerKey } from "../src/node/index.ts";
import { askWitness } from "../src/witness/index.ts";
import { longPolicy, startedLog } from "./fixtures.ts";

it("gives of several cosignatures of one key the latest, with the line that says so", async () => {
  const { log } = startedLog();
  await log.append(longPolicy);
  const checkpoint = await log.checkpoint();
  const own = generateCosignerKey("witness.example/w");
  const [verifier, cosigner] = [createCosignatureVerifier(own.vkey), createCosigner(own.privateKey)];
  const other = await cosign(checkpoint, createCosigner(generateCosignerKey("other.example/w").privateKey), 3000);
  const answering = (...lines: readonly string[]) =>
    askWitness({
      url: "http://witness.example",
      verifier,
      checkpoint,
      proofFrom: async () => [],
      fetch: async () => new Response(lines.join("")),
    });
  const [early, late] = [await cosign(checkpoint, cosigner, 1000), await cosign(checkpoint, cosigner, 2000)];
  for (const lines of [
    [early, late, other],
    [other, late, early],
  ]) {
    const given = await answering(...lines);
    expect(given).toMatchObject({ name: "witness.example/w", time: 2000, line: late });
    expect((await openCosignatures(checkpoint + given.line, [verifier])).map(({ time }) => time)).toEqual([2000]);
  }
  expect(await rejectionCode(answering(other))).toBe("WITNESS_INVALID");
  const foreign = await cosign(await startedLog().log.checkpoint(), cosigner, 2000);
  expect(await rejectionCode(answering(late, foreign))).toBe("WITNESS_INVALID");
});

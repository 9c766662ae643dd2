import { fromBase64, fromHex, toBase64, utf8 } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import {
  cosign,
  formatCosignerKey,
  openCosignatures,
  openWitnessed,
  parseCosignerKey,
  parseNote,
  signCheckpoint,
  witnessPolicy,
} from "../src/index.ts";
import {
  createCosignatureVerifier,
  createCosigner,
  createSigner,
  createVerifier,
  generateCosignerKey,
  generateKey,
  policyOf,
} from "../src/node/index.ts";

const ORIGIN = "log.example/audit";
const log = generateKey(ORIGIN);
const keys = ["a", "b", "c"].map((name) => generateCosignerKey(`witness.example/${name}`));
const cosigners = keys.map(({ privateKey }) => createCosigner(privateKey));
const verifiers = keys.map(({ vkey }) => createCosignatureVerifier(vkey));
const root = fromBase64("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=");
const checkpoint = await signCheckpoint({ origin: ORIGIN, size: 8, root }, createSigner(log.privateKey));

/** The checkpoint, cosigned by some of the three witnesses. */
async function cosigned(...which: readonly number[]): Promise<string> {
  const lines = await Promise.all(which.map((at) => cosign(checkpoint, cosigners[at] as (typeof cosigners)[0], 1_679_315_147 + at)));
  return checkpoint + lines.join("");
}

describe("cosignatures", () => {
  it("sign the message of the specification", async () => {
    // C2SP tlog-cosignature, Ed25519 signed message.
    const signed: Uint8Array[] = [];
    const vkey = formatCosignerKey("witness.example/w1", fromHex("00".repeat(32)));
    const spy = {
      name: "witness.example/w1",
      vkey,
      type: "cosignature/v1" as const,
      sign: (message: Uint8Array) => {
        signed.push(message);
        return new Uint8Array(64);
      },
    };
    await cosign(
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— k aGVsbG8=\n",
      spy,
      1_679_315_147,
    );
    expect(new TextDecoder().decode(signed[0])).toBe(
      "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
    );
  });

  it("of unknown witnesses are ignored", async () => {
    // The signature line of the example in C2SP tlog-cosignature, which prints no key for it.
    const note = `${checkpoint}— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n`;
    expect(await openCosignatures(note, verifiers)).toEqual([]);
    const line = parseNote(note).signatures[1];
    expect(line?.signature).toHaveLength(72);
  });

  it("tell who signed and when", async () => {
    const opened = await openCosignatures(await cosigned(0, 2), verifiers);
    expect(opened.map(({ name, time }) => [name, time])).toEqual([
      ["witness.example/a", 1_679_315_147],
      ["witness.example/c", 1_679_315_149],
    ]);
  });

  it("are refused with another time, another text, or a byte changed", async () => {
    const note = await cosigned(0);
    const [own, line] = parseNote(note).signatures;
    for (let at = 0; at < 72; at++) {
      const signature = Uint8Array.from(line?.signature ?? []);
      signature[at] = (signature[at] ?? 0) ^ 1;
      const changed = `${checkpoint}— ${line?.name} ${toBase64(Uint8Array.from([...(line?.keyId ?? []), ...signature]))}\n`;
      expect(await rejectionCode(openCosignatures(changed, verifiers)), `byte ${at}`).toBe("NOTE_SIGNATURE_INVALID");
    }
    expect(own?.name).toBe(ORIGIN);
    expect(await rejectionCode(openCosignatures(note.replace("\n8\n", "\n9\n"), verifiers))).toBe("NOTE_SIGNATURE_INVALID");
  });

  it("need a time, and a key that is a cosigner's", async () => {
    const [cosigner] = cosigners as [(typeof cosigners)[0]];
    expect(await rejectionCode(cosign(checkpoint, cosigner, 0))).toBe("INSTANT_INVALID");
    expect(await rejectionCode(cosign(checkpoint, cosigner, 1.5))).toBe("INSTANT_INVALID");
    expect(await rejectionCode(cosign(checkpoint, createSigner(log.privateKey) as never, 1))).toBe("KEY_INVALID");
    expect(() => createCosigner(log.privateKey)).toThrow("private key");
    expect(() => createSigner(keys[0]?.privateKey ?? "")).toThrow("private key");
    expect(() => createCosignatureVerifier(log.vkey)).toThrow("verifier key");
    expect(() => createVerifier(keys[0]?.vkey ?? "")).toThrow("verifier key");
    expect(formatCosignerKey("witness.example/a", parseCosignerKey(keys[0]?.vkey ?? "").publicKey)).toBe(keys[0]?.vkey);
  });

  it("witness a checkpoint from k of n on", async () => {
    const options = { logs: [createVerifier(log.vkey)], policy: witnessPolicy(verifiers, 2) };
    expect(await openWitnessed(await cosigned(0), options)).toMatchObject({ origin: ORIGIN, size: 8, witnessed: false });
    expect(await openWitnessed(await cosigned(0, 1), options)).toMatchObject({ witnessed: true });
    // The same witness twice is one witness.
    expect(await openWitnessed(await cosigned(0, 0), options)).toMatchObject({ witnessed: false });
    expect(() => witnessPolicy(verifiers, 4)).toThrow("not that many");
  });

  it("do not make up for the log's own signature", async () => {
    const stranger = await signCheckpoint(
      { origin: "other.example", size: 8, root },
      createSigner(generateKey("other.example").privateKey),
    );
    const [cosigner] = cosigners as [(typeof cosigners)[0]];
    const note = stranger + (await cosign(stranger, cosigner, 1));
    const options = { logs: [createVerifier(log.vkey)], policy: witnessPolicy(verifiers, 1) };
    expect(await rejectionCode(openWitnessed(note, options))).toBe("NOTE_UNSIGNED");
    expect(await rejectionCode(openWitnessed(checkpoint, { ...options, origin: "other.example" }))).toBe("ORIGIN_MISMATCH");
  });
});

describe("policies", () => {
  const [a = "", b = "", c = ""] = keys.map(({ vkey }) => vkey);
  const idOf = (vkey: string): string => vkey.slice(0, vkey.lastIndexOf("+", vkey.indexOf("+") + 9));
  const met = (text: string, ...vkeys: readonly string[]): boolean => policyOf(text).isMet(new Set(vkeys.map(idOf)));

  it("combine groups as the specification's example does", () => {
    const text = `# two of ours, one of theirs\nlog ${log.vkey} https://log.example/\n\nwitness X1 ${a}\nwitness X2 ${b} https://b.example\n\twitness Y1\t${c}  \ngroup X 2 X1 X2\ngroup Y any Y1\ngroup XY all X Y\nquorum XY\n`;
    expect(met(text, a, b, c)).toBe(true);
    expect(met(text, a, b)).toBe(false);
    expect(met(text, a, c)).toBe(false);
    const policy = policyOf(text);
    expect(policy.logs.map(({ url }) => url)).toEqual(["https://log.example/"]);
    expect(policy.witnesses.map(({ url }) => url)).toEqual([undefined, "https://b.example", undefined]);
    expect(met("quorum none")).toBe(true);
    expect(met(`witness é ${a}\nquorum é\n`, a)).toBe(true);
    expect(policyOf(utf8(`witness é ${a}\nquorum é\n`)).witnesses).toHaveLength(1);
  });

  it.each([
    ["no-quorum", `witness A ${a}\n`],
    ["second-quorum", `witness A ${a}\nquorum A\nquorum none\n`],
    ["member-unknown", "quorum A\n"],
    ["member-unknown", `witness A ${a}\ngroup G any A B\nquorum G\n`],
    ["member-unknown", `witness A ${a}\ngroup G any none\nquorum G\n`],
    ["member-twice", `witness A ${a}\ngroup G all A A\nquorum G\n`],
    ["member-twice", `witness A ${a}\ngroup G any A\ngroup H any A\nquorum G\n`],
    ["name", `witness A ${a}\nwitness A ${b}\nquorum A\n`],
    ["name", `witness none ${a}\nquorum none\n`],
    ["duplicate-key", `witness A ${a}\nwitness B ${a}\nquorum A\n`],
    ["duplicate-key", `log ${log.vkey}\nlog ${log.vkey}\nquorum none\n`],
    ["key", `log ${a}\nquorum none\n`],
    ["key", `witness A ${log.vkey}\nquorum A\n`],
    ["key", "witness A\nquorum none\n"],
    ["threshold", `witness A ${a}\ngroup G 2 A\nquorum G\n`],
    ["threshold", `witness A ${a}\ngroup G 0 A\nquorum G\n`],
    ["threshold", `witness A ${a}\ngroup G 01 A\nquorum G\n`],
    ["threshold", "group G all\nquorum G\n"],
    ["words", "quorum none none\n"],
    ["words", `witness A ${a} https://a.example more\nquorum A\n`],
    ["verb", "witnesses A\n"],
    ["character", "quorum none\r\n"],
    ["character", "quorum none\u0000"],
    ["character", "quorum none\u007f"],
    ["character", "quorum \ud800"],
  ])("are refused: %s (%#)", (reason, text) => {
    expect(() => policyOf(text)).toThrow(expect.objectContaining({ code: "POLICY_INVALID", details: expect.objectContaining({ reason }) }));
  });
});

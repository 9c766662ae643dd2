/**
 * Files beside npm age-encryption, npm openpgp and the `age` command line.
 *
 * `npm run bench -- encryption files`. Files stand in memory (/dev/shm) where there is one, so that no disk is measured. Against the command
 * line the processor time is compared: that of this process here, that of the child there.
 */
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decryptAge, encryptAge, generateIdentity, rekeyAge } from "@favorable/encryption";
import { encryptAgeFile } from "@favorable/encryption/node";
import { Decrypter, Encrypter } from "age-encryption";
import * as openpgp from "openpgp";
import { type Claim, compare, type Ratio, report } from "../../../testing/bench.ts";

const MIB = 1024 * 1024;
const LARGE = Number(process.env["BENCH_MIB"] ?? 256) * MIB;
const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "favorable-bench-"));
const at = (name: string): string => join(folder, name);
const keys = await generateIdentity();
const to = { recipients: [keys.recipient], overwrite: true };
const mine = { identities: [keys.identity], overwrite: true };
const claims: Claim[] = [];

const random = (size: number): Uint8Array => {
  const bytes = new Uint8Array(size);
  for (let from = 0; from < size; from += 65_536) crypto.getRandomValues(bytes.subarray(from, Math.min(size, from + 65_536)));
  return bytes;
};
const theirEncrypter = (): Encrypter => {
  const encrypter = new Encrypter();
  encrypter.addRecipient(keys.recipient);
  return encrypter;
};
const theirDecrypter = (): Decrypter => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(keys.identity);
  return decrypter;
};

/** Seconds of processor time of a command, user and system, as bash counts them. */
function childCpu(command: string, ...args: string[]): number {
  const script = `TIMEFORMAT='%3U %3S'; time "$@"`;
  const { status, stderr } = spawnSync("bash", ["-c", script, "bash", command, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} failed`);
  return (stderr.trim().split("\n").at(-1) ?? "").split(" ").reduce((total, part) => total + Number(part), 0);
}

/** The ratio peer ÷ ours over paired rounds, so that more is better. */
function against(rounds: number, ours: () => number, peer: () => number): Ratio {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = round % 2 === 0 ? ours() : undefined;
    const theirs = peer();
    ratios.push(theirs / (first ?? ours()));
  }
  ratios.sort((left, right) => left - right);
  return { median: ratios[Math.floor(rounds / 2)] ?? Number.NaN, min: ratios[0] ?? Number.NaN, max: ratios.at(-1) ?? Number.NaN, rounds };
}

/** How many times faster: peer ÷ ours. */
const faster = ({ median, min, max, rounds }: Ratio): Ratio => ({ median: 1 / median, min: 1 / max, max: 1 / min, rounds });

// Headers: a hundred bytes for one recipient.
const small = random(100);
const smallFile = await encryptAge(small, to);
claims.push({
  what: "encrypt 100 B for one recipient: age-encryption ÷ ours",
  figure: faster(
    await compare(
      () => encryptAge(small, to),
      () => theirEncrypter().encrypt(small),
    ),
  ),
  atLeast: 6,
});
claims.push({
  what: "decrypt 100 B: age-encryption ÷ ours",
  figure: faster(
    await compare(
      () => decryptAge(smallFile, mine),
      () => theirDecrypter().decrypt(smallFile),
    ),
  ),
  atLeast: 6,
});

// 16 MiB in memory.
const medium = random(16 * MIB);
const mediumFile = await encryptAge(medium, to);
const once = { floorMs: 0, rounds: 9, clock: "cpu" } as const;
claims.push({
  what: "encrypt 16 MiB in memory: age-encryption ÷ ours, processor",
  figure: faster(
    await compare(
      () => encryptAge(medium, to),
      () => theirEncrypter().encrypt(medium),
      once,
    ),
  ),
  atLeast: 8,
});
claims.push({
  what: "decrypt 16 MiB in memory: age-encryption ÷ ours, processor",
  figure: faster(
    await compare(
      () => decryptAge(mediumFile, mine),
      () => theirDecrypter().decrypt(mediumFile),
      once,
    ),
  ),
  atLeast: 8,
});
const pgp = await openpgp.generateKey({ userIDs: [{ name: "bench" }], type: "curve25519", format: "object" });
claims.push({
  what: "encrypt 16 MiB in memory: openpgp ÷ ours, processor",
  figure: faster(
    await compare(
      () => encryptAge(medium, to),
      async () =>
        openpgp.encrypt({ message: await openpgp.createMessage({ binary: medium }), encryptionKeys: pgp.publicKey, format: "binary" }),
      { ...once, rounds: 5 },
    ),
  ),
  note: "openpgp 6, a curve25519 key, its defaults",
});

// A large file, from file to file.
{
  const handle = openSync(at("plain"), "w");
  for (let written = 0; written < LARGE; written += medium.length) writeSync(handle, medium, 0, Math.min(medium.length, LARGE - written));
  closeSync(handle);
}
await encryptAgeFile(at("plain"), at("file.age"), to);
const size = `${LARGE / MIB} MiB from file to file`;

// Each conversion in a fresh process of built code, as in an application: the heap of this one would make every collection dearer.
const { build } = createRequire(createRequire(import.meta.url).resolve("tsup"))("esbuild") as { build(options: object): Promise<unknown> };
const stream = (from: string, into: string, prepare: string): string => `
  import { createReadStream, createWriteStream } from "node:fs";
  import { Readable, Writable } from "node:stream";
  import { Decrypter, Encrypter } from "age-encryption";
  const work = async () => {
    ${prepare}
    const input = Readable.toWeb(createReadStream(${JSON.stringify(at(from))}, { highWaterMark: ${MIB} }));
    await (await through(input)).pipeTo(Writable.toWeb(createWriteStream(${JSON.stringify(at(into))})));
  };`;
const ours = (call: string, from: string, into: string, options: object): string => `
  import { decryptAgeFile, encryptAgeFile } from "@favorable/encryption/node";
  const work = () => ${call}(${JSON.stringify(at(from))}, ${JSON.stringify(at(into))}, ${JSON.stringify(options)});`;
/** From memory to nowhere: the libraries alone. The source gives a MiB again and again, or the file that was read before. */
const memory = (verb: "encrypt" | "decrypt", prepare: string): string => `
  import { readFileSync } from "node:fs";
  import { AgeDecryptStream, AgeEncryptStream } from "@favorable/encryption";
  import { Decrypter, Encrypter } from "age-encryption";
  const all = readFileSync(${JSON.stringify(at(verb === "encrypt" ? "plain" : "file.age"))});
  const work = async () => {
    ${prepare}
    let at = 0;
    const input = new ReadableStream({ pull(controller) {
      if (at >= all.length) return controller.close();
      controller.enqueue(new Uint8Array(all.buffer, all.byteOffset + at, Math.min(${MIB}, all.length - at)));
      at += ${MIB};
    } });
    for await (const bytes of await through(input)) if (bytes.length < 0) throw new Error();
  };`;
const their = {
  encrypt: `const one = new Encrypter(); one.addRecipient(${JSON.stringify(keys.recipient)}); const through = (input) => one.encrypt(input);`,
  decrypt: `const one = new Decrypter(); one.addIdentity(${JSON.stringify(keys.identity)}); const through = (input) => one.decrypt(input);`,
};
const programs: Readonly<Record<string, string>> = {
  bare: "const work = () => undefined;",
  "encrypt-ours": ours("encryptAgeFile", "plain", "ours.age", to),
  "decrypt-ours": ours("decryptAgeFile", "file.age", "ours", mine),
  "encrypt-theirs": stream("plain", "theirs.age", their.encrypt),
  "decrypt-theirs": stream("file.age", "theirs", their.decrypt),
  "encrypt-ours-stream": memory("encrypt", `const through = (input) => input.pipeThrough(new AgeEncryptStream(${JSON.stringify(to)}));`),
  "decrypt-ours-stream": memory("decrypt", `const through = (input) => input.pipeThrough(new AgeDecryptStream(${JSON.stringify(mine)}));`),
  "encrypt-theirs-stream": memory("encrypt", their.encrypt),
  "decrypt-theirs-stream": memory("decrypt", their.decrypt),
};
for (const [name, work] of Object.entries(programs)) {
  const measured = `
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  const { readFileSync: read } = await import("node:fs");
  const peak = Number(/VmHWM:\\s+(\\d+)/.exec(read("/proc/self/status", "utf8"))?.[1]) / 1024;
  console.log(JSON.stringify({ cpu: (user + system) / 1e6, peak }));`;
  await build({
    stdin: { contents: work + measured, resolveDir: import.meta.dirname },
    bundle: true,
    outfile: at(`${name}.mjs`),
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["@favorable/source"],
  });
}
function run(name: string): { readonly cpu: number; readonly peak: number } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [at(`${name}.mjs`)], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
  return JSON.parse(stdout) as { cpu: number; peak: number };
}
for (const verb of ["encrypt", "decrypt"]) {
  claims.push({
    what: `${verb} a stream of ${LARGE / MIB} MiB from memory to nowhere: age-encryption ÷ ours, processor`,
    figure: against(
      5,
      () => run(`${verb}-ours-stream`).cpu,
      () => run(`${verb}-theirs-stream`).cpu,
    ),
    atLeast: 8,
  });
  claims.push({
    what: `${verb} ${size}: age-encryption ÷ ours, processor`,
    figure: against(
      5,
      () => run(`${verb}-ours`).cpu,
      () => run(`${verb}-theirs`).cpu,
    ),
    note: "half of our time is the file system's",
  });
}
for (const verb of ["encrypt", "decrypt"]) {
  const above = [1, 2, 3].map(() => run(`${verb}-ours`).peak - run("bare").peak).sort((left, right) => left - right);
  claims.push({ what: `${verb} ${size}: peak memory above bare Node`, figure: above[1] ?? Number.NaN, unit: "MiB", atMost: 64 });
}
claims.push({
  what: `other recipients for 16 MiB: decrypting and encrypting ÷ rekeyAge`,
  figure: faster(
    await compare(
      () => rekeyAge(mediumFile, { ...mine, ...to }),
      async () => encryptAge(await decryptAge(mediumFile, mine), to),
      { ...once, rounds: 5 },
    ),
  ),
});

if (spawnSync("age", ["--version"]).status === 0) {
  writeFileSync(at("key"), `${keys.identity}\n`, { mode: 0o600 });
  claims.push({
    what: `encrypt ${size}: age ÷ ours, processor`,
    figure: against(
      9,
      () => run("encrypt-ours").cpu,
      () => childCpu("age", "-r", keys.recipient, "-o", at("theirs.age"), at("plain")),
    ),
    atLeast: 0.7,
    note: "age of the Debian package",
  });
  claims.push({
    what: `decrypt ${size}: age ÷ ours, processor`,
    figure: against(
      9,
      () => run("decrypt-ours").cpu,
      () => childCpu("age", "-d", "-i", at("key"), "-o", at("theirs"), at("file.age")),
    ),
    atLeast: 1,
  });
  const one = medium.subarray(0, MIB);
  claims.push({
    what: "encrypt 1 MiB in memory: spawning age ÷ in this process, wall",
    figure: faster(
      await compare(
        () => encryptAge(one, to),
        () => spawnSync("age", ["-r", keys.recipient], { input: one, maxBuffer: 2 * MIB }),
      ),
    ),
    atLeast: 3,
  });
} else {
  process.stdout.write("age is not installed (Debian package age): the comparisons with it are left out\n");
}

rmSync(folder, { recursive: true });
report(import.meta.url, "Files", claims);

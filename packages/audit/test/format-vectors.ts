/**
 * Builds the vectors of docs/spec/audit-log.md, `vectors/format.json`, from fixed keys, salts, identifiers and times. The test holds the file
 * against this; to write it again: `npx tsx --conditions=@favorable/source packages/audit/test/format-vectors.ts > …/format.json`.
 */
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { calendarDate, concatBytes, period, toBase64, toHex, utf8 } from "@favorable/core";
import {
  type AuditEvent,
  bundlePath,
  commit,
  cosign,
  encodeBundle,
  formatTlogProof,
  holdEvent,
  inclusionProof,
  keyCreatedEvent,
  keyRotatedEvent,
  leafHash,
  leafText,
  openParts,
  payloadBytes,
  policyEvent,
  releaseEvent,
  rootOf,
  signCheckpoint,
  tileBuilder,
  tilePath,
} from "../src/index.ts";
import { formatBodies } from "../src/lines.ts";
import { secretKey } from "../src/node/ed25519.ts";
import { type KeyUse, vkeyOf } from "../src/node/index.ts";
import { erasedEvent, exportedEvent } from "../src/retention-events.ts";

const ORIGIN = "register.example/audit";

/** The key whose seed counts up from a byte: for these vectors only. */
function keyFrom(first: number, name: string, use: KeyUse = "log") {
  const seed = Uint8Array.from({ length: 32 }, (_, at) => first + at);
  const { publicKey, sign } = secretKey(seed);
  return { seed: toHex(seed), name, vkey: vkeyOf(name, publicKey, use), sign };
}
const first = keyFrom(0, ORIGIN);
const second = keyFrom(32, ORIGIN);
const witness = { ...keyFrom(64, "witness.example/w1", "witness"), type: "cosignature/v1" as const };

const alerts = { policy: "alerts", version: 1, start: calendarDate("2021-10-30") };
const access = { policy: "access-log", version: 1, start: calendarDate("2021-10-30") };
const EVENTS: readonly (readonly [at: string, event: AuditEvent])[] = [
  ["2021-10-30T08:00:00.000Z", keyCreatedEvent(first.vkey)],
  ["2021-10-30T08:00:01.000Z", policyEvent({ policy: "alerts", version: 1, maximum: period("P30D") })],
  ["2021-10-30T08:00:02.000Z", policyEvent({ policy: "access-log", version: 1, minimum: period("P18M"), maximum: period("P24M") })],
  [
    "2021-10-30T09:00:00.000Z",
    {
      type: "access.read",
      clear: { role: "physician", purpose: "followUp", count: 1 },
      parts: [
        { name: "actor", value: "a-17", retention: access },
        { name: "row", subject: "p-4711", value: { field: "status" }, retention: alerts },
      ],
    },
  ],
  ["2021-11-01T09:00:00.000Z", holdEvent("case-7", { policy: "alerts" })],
  ["2021-11-02T09:00:00.000Z", { type: "access.refused", parts: [{ name: "actor", value: "é", retention: alerts }] }],
  ["2022-01-10T09:00:00.000Z", releaseEvent("case-7")],
  ["2022-01-15T09:00:00.000Z", erasedEvent({ policy: "alerts", below: 7, asOf: calendarDate("2022-01-15"), count: 2 })],
  ["2022-01-16T09:00:00.000Z", keyRotatedEvent(first.vkey, second.vkey)],
  ["2022-01-17T09:00:00.000Z", { type: "access.read" }],
  ["2022-01-18T09:00:00.000Z", exportedEvent("plain", 10)],
];

/** One case: the folder with some files replaced, and what is to be said of it. */
export interface FormatCase {
  readonly name: string;
  readonly asOf: string;
  readonly keys: readonly string[];
  readonly against?: string;
  /** Files by path, base64; null for one that is taken away. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly verdict: "intact" | "tampered" | "lost";
  readonly witnessed: "witnessed" | "unwitnessed";
  /** Parts by verdict, where they were judged. */
  readonly parts?: Readonly<Record<string, number>>;
}

/** All of it, as it stands in the file. */
export interface FormatVectors {
  readonly source: string;
  readonly keys: Readonly<Record<string, { readonly seed: string; readonly vkey: string }>>;
  readonly leaves: readonly { readonly text: string; readonly hash: string }[];
  readonly folder: Readonly<Record<string, string>>;
  readonly cosignature: { readonly time: number; readonly line: string };
  readonly disclosure: string;
  readonly cases: readonly FormatCase[];
}

/** Entries about erasures that do not have the facts of their type, or no leaf's members: they say nothing. */
const UNREADABLE: readonly (readonly [name: string, type: string, clear: string])[] = [
  ["with an erasure of one fact too many", "audit.erased", '{"asOf":"2023-10-31","below":11,"count":1,"note":"x","policy":"access-log"}'],
  ["with an erasure that does not say of how many", "audit.erased", '{"asOf":"2023-10-31","below":11,"policy":"access-log"}'],
  [
    "with an erasure in an entry of one member too many",
    'audit.erased","u":"x',
    '{"asOf":"2023-10-31","below":11,"count":1,"policy":"access-log"}',
  ],
  [
    "with an early erasure on no basis",
    "audit.erased-early",
    '{"approvedBy":"b","below":11,"count":1,"policy":"access-log","requestedBy":"a"}',
  ],
  ["with an early erasure nobody asked for", "audit.erased-early", '{"approvedBy":"b","below":11,"count":1,"policy":"access-log"}'],
];

/** Builds them. */
export async function formatVectors(): Promise<FormatVectors> {
  const salted = (entry: number, part: number): Uint8Array => Uint8Array.from({ length: 16 }, (_, at) => 16 * entry + at + 128 * part);
  const stored = EVENTS.map(([at, { type, clear, parts = [] }], index) => {
    const bodies = parts.map(({ name, subject, value }, part) => {
      const payload = payloadBytes({ name, value, ...(subject === undefined ? {} : { subject }) });
      return { entry: index, part, salt: salted(index, part), payload };
    });
    const descriptors = parts.map(({ name, retention }, part) => {
      const body = bodies[part];
      return { c: toBase64(body === undefined ? new Uint8Array() : commit(body)), name, retention };
    });
    const id = index.toString(16).padStart(32, "0");
    const leaf = leafText({ v: 1, log: ORIGIN, id, type, at, ...(clear && { clear }), ...(parts.length > 0 && { parts: descriptors }) });
    return { index, leaf, bodies };
  });
  const hashes = stored.map(({ leaf }) => leafHash(utf8(leaf)));
  const signed = (size: number, key: typeof first, of = hashes): Promise<string> =>
    signCheckpoint({ origin: ORIGIN, size, root: rootOf(of.slice(0, size)) }, key);
  const checkpoint = await signed(hashes.length, second);
  const line = await cosign(checkpoint, witness, 1_642_496_400);
  const tiles = tileBuilder();
  const files = new Map<string, Uint8Array>([["checkpoint", utf8(checkpoint)]]);
  for (const hash of hashes) for (const tile of tiles.add(hash)) files.set(tilePath(tile), tile.bytes);
  for (const tile of tiles.finish()) files.set(tilePath(tile), tile.bytes);
  const entries = stored.map(({ leaf }) => utf8(leaf));
  const bundle = bundlePath(0, entries.length);
  files.set(bundle, encodeBundle(entries));
  const [kept] = stored[3]?.bodies ?? [];
  const body = formatBodies(kept === undefined ? [] : [kept]);
  files.set("body/000", body);
  const folder = Object.fromEntries([...files].map(([path, bytes]) => [path, toBase64(bytes)]));

  const flipped = (path: string, at: number): Record<string, string> => {
    const bytes = Uint8Array.from(files.get(path) ?? []);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return { [path]: toBase64(bytes) };
  };
  const before = await signed(5, first);
  const parts = { ok: 1, tampered: 0, lost: 0, erased: 2, expired: 0, held: 0, overdue: 0 };
  const keys = [second.vkey, first.vkey];
  const right = { asOf: "2022-02-01", keys, against: before, files: {}, verdict: "intact", witnessed: "witnessed" } as const;
  const wrong = { ...right, verdict: "tampered" } as const;
  const cases: FormatCase[] = [
    { ...right, name: "as it was exported, against a checkpoint of the first key", parts },
    {
      ...right,
      name: "against the checkpoint that the rotation is under, signed by the first key",
      against: await signed(9, first),
      parts,
    },
    { name: "without a checkpoint from outside", asOf: "2022-02-01", keys, files: {}, verdict: "intact", witnessed: "unwitnessed", parts },
    { ...right, name: "on the last day of the actor's period", asOf: "2023-10-30", parts },
    { ...right, name: "on the day after", asOf: "2023-10-31", parts: { ...parts, ok: 0, overdue: 1 } },
    { ...right, name: "with an erased body put back", files: { "body/000": restored() }, parts: { ...parts, erased: 1, overdue: 1 } },
    { ...right, name: "cosigned by a witness nobody asked for", files: { checkpoint: toBase64(utf8(checkpoint + line)) }, parts },
    {
      ...right,
      name: "against a checkpoint of the first key beyond its span, that fits",
      against: await signed(10, first),
      witnessed: "unwitnessed",
      parts,
    },
    { ...wrong, name: "against a checkpoint of another log of the same key", against: await signed(5, first, [...hashes].reverse()) },
    { ...wrong, name: "under the first key, which was handed over", files: { checkpoint: toBase64(utf8(await signed(11, first))) } },
    { ...wrong, name: "with the first key alone", keys: [first.vkey] },
    { ...wrong, name: "with a byte of an entry changed", files: flipped(bundle, 40) },
    { ...wrong, name: "with a byte of a tile changed", files: flipped("tile/0/000.p/11", 40) },
    { ...wrong, name: "with a byte of the root changed", files: flipped("checkpoint", ORIGIN.length + 8) },
    {
      ...wrong,
      name: "with a value changed",
      files: { "body/000": toBase64(utf8(new TextDecoder().decode(body).replace("a-17", "a-18"))) },
    },
    { ...wrong, name: "with a line that is not canonical", files: { "body/000": toBase64(concatBytes(utf8(" "), body)) } },
    { ...wrong, name: "with a file that should not be there", files: { "body/001": toBase64(body) } },
    {
      ...right,
      name: "with a body gone before its time",
      files: { "body/000": null },
      verdict: "lost",
      parts: { ...parts, ok: 0, lost: 1 },
    },
    {
      ...right,
      name: "with a body gone after its time",
      asOf: "2023-10-31",
      files: { "body/000": null },
      parts: { ...parts, ok: 0, expired: 1 },
    },
    { ...right, name: "with a tile missing", files: { "tile/0/000.p/11": null }, verdict: "lost", parts },
  ];
  for (const [name, type, clear] of UNREADABLE) cases.push({ ...right, ...(await continued(type, clear)), name, verdict: "lost" });
  const opened = { index: 3, leaf: stored[3]?.leaf ?? "", bodies: stored[3]?.bodies ?? [] };
  return {
    source: "docs/spec/audit-log.md; keys of these seeds are for these vectors only",
    keys: Object.fromEntries(Object.entries({ first, second, witness }).map(([name, { seed, vkey }]) => [name, { seed, vkey }])),
    leaves: stored.map(({ leaf }) => ({ text: leaf, hash: toHex(leafHash(utf8(leaf))) })),
    folder,
    cosignature: { time: 1_642_496_400, line },
    disclosure: formatTlogProof({
      index: 3,
      hashes: inclusionProof(hashes, 3),
      checkpoint: checkpoint + line,
      extra: openParts(opened, [0]),
    }),
    cases,
  };

  /** The log goes on with an entry that would account for a body that is gone, if it were one of its kind. */
  async function continued(type: string, clear: string): Promise<Pick<FormatCase, "files" | "parts">> {
    const leaf = `{"at":"2023-11-01T09:00:00.000Z","clear":${clear},"id":"${"ab".repeat(16)}","log":"${ORIGIN}","type":"${type}","v":1}`;
    const all = [...entries, utf8(leaf)];
    const next = all.map(leafHash);
    const paths = [bundle, "tile/0/000.p/11", "body/000"].map((path) => [path, null] as const);
    return {
      files: {
        ...Object.fromEntries(paths),
        checkpoint: toBase64(utf8(await signed(all.length, second, next))),
        [bundlePath(0, all.length)]: toBase64(encodeBundle(all)),
        [`tile/0/000.p/${all.length}`]: toBase64(concatBytes(...next)),
      },
      parts: { ...parts, ok: 0, lost: 1 },
    };
  }

  function restored(): string {
    return toBase64(formatBodies(stored[3]?.bodies ?? []));
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) process.stdout.write(`${JSON.stringify(await formatVectors(), undefined, 2)}\n`);

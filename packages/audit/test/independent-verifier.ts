/**
 * A second verifier of exported logs, written from docs/spec/audit-log.md alone: it imports nothing of this project, so that what both
 * verifiers say does not rest on one implementation.
 */
import { createHash, createPublicKey, verify } from "node:crypto";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Row = { [key: string]: Json };
export type Verdict = { verdict: "intact" | "tampered" | "lost"; parts: Record<string, number> };

const sha = (...parts: Uint8Array[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest();
const leafHash = (data: Uint8Array): Buffer => sha(Buffer.of(0), data);

function root(hashes: Buffer[]): Buffer {
  if (hashes.length < 2) return hashes[0] ?? sha();
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return sha(Buffer.of(1), root(hashes.slice(0, split)), root(hashes.slice(split)));
}

/** RFC 8785 for values that JSON.parse gave. */
function jcs(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${jcs(value[key] as Json)}`).join(",")}}`;
}

/** `P[nY][nM][nW][nD]` after a date: months first, clamped to the month's length, then days. */
function plus(start: string, period: string): string {
  const [, years = 0, months = 0, weeks = 0, days = 0] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(period)?.map(Number) ?? [];
  const [year = 0, month = 0, day = 0] = start.split("-").map(Number);
  const first = (month - 1 + (years || 0) * 12 + (months || 0)) | 0;
  const last = new Date(Date.UTC(year, first + 1, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, first, Math.min(day, last) + (weeks || 0) * 7 + (days || 0)));
  return moved.getUTCFullYear() > 9999 ? "9999-99-99" : moved.toISOString().slice(0, 10);
}

/** Verifies the signatures of known keys on a checkpoint; gives size, root and the keys. */
function checkpoint(note: Buffer, vkeys: readonly string[]): { origin: string; size: number; root: Buffer; keys: string[] } | undefined {
  const text = note.toString("utf8");
  const end = text.lastIndexOf("\n\n");
  const body = text.slice(0, end + 1);
  const [origin = "", size = "", hash = ""] = body.split("\n");
  if (!Buffer.from(text).equals(note) || !/^(— \S+ [A-Za-z0-9+/]+=*\n)+$/.test(text.slice(end + 2))) return undefined;
  const keys: string[] = [];
  for (const line of text.slice(end + 2, -1).split("\n")) {
    const [, signer, encoded = ""] = line.split(" ");
    const signature = Buffer.from(encoded, "base64");
    if (signature.toString("base64") !== encoded) return undefined;
    for (const vkey of vkeys) {
      const [name, id = "", ...material] = vkey.split("+");
      if (signer !== name || name !== origin || signature.subarray(0, 4).toString("hex") !== id) continue;
      const der = Buffer.from(`302a300506032b6570032100${Buffer.from(material.join("+"), "base64").subarray(1).toString("hex")}`, "hex");
      const key = createPublicKey({ key: der, format: "der", type: "spki" });
      if (!verify(null, Buffer.from(body), key, signature.subarray(4))) return undefined;
      keys.push(id);
    }
  }
  return keys.length === 0 ? undefined : { origin, size: Number(size), root: Buffer.from(hash, "base64"), keys };
}

/** Whether some of the keys counts under a checkpoint of that size: in its span, and not beyond its compromise. */
function standing(entries: readonly (Entry | undefined)[], keys: readonly Json[], size: number): "in-force" | "retired" | "compromised" {
  const spans: { key: Json | undefined; from: number; to: number }[] = [];
  const doubts = new Map<Json | undefined, number>();
  for (const [at, entry] of entries.entries()) {
    const { key, next, below } = entry?.clear ?? {};
    const last = spans.at(-1) ?? { key, from: 0, to: Number.POSITIVE_INFINITY };
    if (entry?.type === "key.created" && spans.length === 0) spans.push(last);
    if (entry?.type === "key.rotated" && key === last.key && next !== key && !spans.some((span) => span.key === next)) {
      if (spans.length === 0) spans.push(last);
      last.to = at + 1;
      spans.push({ key: next, from: at + 1, to: Number.POSITIVE_INFINITY });
    }
    if (entry?.type === "key.compromised") doubts.set(key, Math.min(doubts.get(key) ?? at, below as number, at));
  }
  const believed = keys.filter((key) => size <= (doubts.get(key) ?? size));
  const inSpan = (key: Json): boolean => spans.some((span) => span.key === key && span.from <= size && size <= span.to);
  return believed.length === 0 ? "compromised" : spans.length === 0 || believed.some(inSpan) ? "in-force" : "retired";
}

function path(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.{3}/g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
}
const withWidth = (name: string, width: number): string => (width === 256 ? name : `${name}.p/${width}`);

/** Lines of a file by place, each the canonical text of itself, in order. */
function rows(bytes: Buffer | undefined): Map<string, Row> | undefined {
  const found = new Map<string, Row>();
  if (bytes === undefined) return found;
  const text = bytes.toString("utf8");
  if (!Buffer.from(text).equals(bytes) || !text.endsWith("\n")) return undefined;
  let before = [-1, -1];
  for (const line of text.slice(0, -1).split("\n")) {
    try {
      const row = JSON.parse(line) as Row;
      const place = [row["entry"] as number, row["part"] as number];
      const later = (place[0] ?? 0) > (before[0] ?? 0) || (place[0] === before[0] && (place[1] ?? 0) > (before[1] ?? 0));
      if (jcs(row) !== line || !later) return undefined;
      found.set(place.join(" "), row);
      before = place;
    } catch {
      return undefined;
    }
  }
  return found;
}

type Entry = { at: string; id: string; type: string; clear: Row; parts: Row[]; tree?: { count: number; root: string } };
type Judge = (index: number, part: number, id: string, retention: Row, found: "matches" | "differs" | "absent", asOf: string) => string;

function judgeBy(entries: readonly (Entry | undefined)[], spent: number[]): Judge {
  const over = (retention: Row, asOf: string, limit = entries.length, unamended = false): boolean => {
    const [own, start] = [retention["version"] as number, retention["start"] as string];
    let window: { floor: string; cap: string; until: Json | undefined } | undefined;
    let highest = 0;
    for (const [at, entry] of entries.entries()) {
      if (at >= limit || entry?.type !== "retention.policy" || entry.clear["policy"] !== retention["policy"]) continue;
      const { version, minimum, maximum, until, approval, from = entry.at.slice(0, 10) } = entry.clear as Record<string, string>;
      if (Number(version) <= highest) continue; // A version is never redefined.
      highest = Number(version);
      if (highest !== own && (unamended || !(highest > own && from <= asOf))) continue;
      const floor = minimum === undefined ? start : plus(start, minimum);
      const cap = maximum === undefined ? "9999-99-99" : plus(start, maximum);
      if (window === undefined || approval !== undefined) window = { floor, cap, until };
      else if (cap < window.cap) window.cap = cap;
    }
    if (window === undefined || asOf <= window.cap || asOf <= window.floor) return false;
    const until = window.until;
    if (until === undefined) return true;
    const ends = entries.filter((entry, at) => at < limit && entry?.type === "retention.event" && entry.clear["event"] === until);
    return ends.length > 0 && ends.every((entry) => asOf > String(entry?.clear["on"]));
  };
  const holds = (id: string, policy: Json | undefined, limit = entries.length): { hold?: Json; since: string; ended?: string }[] => {
    const all: { hold?: Json; since: string; ended?: string }[] = [];
    for (const { type, at, clear } of entries.slice(0, limit).flatMap((entry) => entry ?? [])) {
      const { hold = "", policy: whole, entry } = clear;
      if (type === "retention.hold" && (whole === policy || entry === id)) all.push({ hold, since: at.slice(0, 10) });
      if (type === "retention.release") for (const one of all) if (one.hold === hold) one.ended ??= at.slice(0, 10);
    }
    return all;
  };
  const held = (id: string, policy: Json, limit?: number): boolean => holds(id, policy, limit).some(({ ended }) => ended === undefined);
  const free = (retention: Row, on: string): boolean => over(retention, on) && over(retention, on, entries.length, true);
  return (index, part, id, retention, found, asOf) => {
    const policy = retention["policy"] as string;
    if (found === "differs") return "tampered";
    if (found === "matches") return !over(retention, asOf) ? "ok" : held(id, policy) ? "held" : "overdue";
    let early = -1;
    for (const [at, entry] of entries.entries()) {
      if (early < 0 && entry?.type === "audit.erased-early" && index < at && !held(id, policy, at)) {
        const { entry: own, part: only = part, policy: whole, below, requestedBy, approvedBy } = entry.clear;
        const named = whole === undefined ? own === id && only === part : whole === policy && index < Number(below);
        if (named && String(requestedBy).toLowerCase() !== String(approvedBy).toLowerCase()) early = at;
      }
      if (entry?.type !== "audit.erased" || entry.clear["policy"] !== policy) continue;
      if (index >= Math.min(at, entry.clear["below"] as number)) continue;
      const day = entry.clear["asOf"] as string;
      if (day <= plus(entry.at.slice(0, 10), "P1D") && over(retention, day, at) && !held(id, policy, at)) return "erased";
    }
    if (early >= 0) spent.push(early); // Each early erasure accounts for as many parts as it says.
    if (early >= 0) return "erased";
    // Nobody knows since when it is absent: its last day must not have fallen under a hold that was released since.
    const under = holds(id, policy).some(({ since, ended = "" }) => ended !== "" && over(retention, ended) && !free(retention, since));
    return free(retention, asOf) && !under && !held(id, policy) ? "expired" : "lost";
  };
}

/** Verifies the files of an exported log. */
export function verifyIndependently(files: ReadonlyMap<string, Uint8Array>, vkey: string, asOf: string, against?: string): Verdict {
  const vkeys = vkey.split(" "); // Several keys of one log stand in one text: no key holds a space.
  const parts: Record<string, number> = { ok: 0, tampered: 0, lost: 0, erased: 0, expired: 0, held: 0, overdue: 0 };
  const read = (name: string): Buffer | undefined => {
    const bytes = files.get(name);
    seen.add(name);
    return bytes && Buffer.from(bytes);
  };
  const [seen, data]: [Set<string>, (Buffer | undefined)[]] = [new Set(), []];
  let [tampered, lost] = [false, false];
  const signed = checkpoint(read("checkpoint") ?? Buffer.alloc(0), vkeys);
  if (signed === undefined) return { verdict: files.has("checkpoint") ? "tampered" : "lost", parts };
  const size = signed.size;
  for (let at = 0; at < size; at += 256) {
    const width = Math.min(256, size - at);
    const bundle = read(withWidth(`tile/entries/${path(at / 256)}`, width));
    if (bundle === undefined) lost = true;
    const own: Buffer[] = [];
    let offset = 0;
    for (; bundle !== undefined && offset + 2 <= bundle.length; offset += 2 + bundle.readUInt16BE(offset))
      own.push(bundle.subarray(offset + 2, offset + 2 + bundle.readUInt16BE(offset)));
    if (bundle !== undefined && (own.length !== width || offset !== bundle.length)) tampered = true;
    for (let entry = 0; entry < width; entry++) data.push(own[entry]);
  }
  const tileOf = (at: number): string => withWidth(`tile/0/${path(Math.floor(at / 256))}`, Math.min(256, size - at + (at % 256)));
  const pruned = (at: number): Buffer => Buffer.from(files.get(tileOf(at))?.subarray((at % 256) * 32, (at % 256) * 32 + 32) ?? []);
  const hashes = data.map((entry, at) => (entry?.length === 0 ? pruned(at) : leafHash(entry ?? Buffer.alloc(0))));
  if (!lost && !root(hashes).equals(signed.root)) tampered = true;
  for (let level = 0, row = hashes; row.length > 0; level++) {
    const above: Buffer[] = [];
    for (let at = 0; at < row.length; at += 256) {
      const tile = row.slice(at, at + 256);
      const stored = read(withWidth(`tile/${level}/${path(at / 256)}`, tile.length));
      if (stored === undefined) lost = true;
      else if (!lost && !stored.equals(Buffer.concat(tile))) tampered = true;
      if (tile.length === 256) above.push(root(tile));
    }
    row = above;
  }
  if (tampered) return { verdict: "tampered", parts }; // Entries that were not signed are not judged.
  const entries = data.map((bytes): Entry | undefined => {
    const text = bytes?.toString("utf8") ?? "";
    try {
      const leaf = JSON.parse(text) as Row;
      if (jcs(leaf) !== text || leaf["v"] !== 1 || leaf["log"] !== signed.origin) return undefined;
      return { clear: {}, parts: [], ...leaf } as unknown as Entry;
    } catch {
      return undefined;
    }
  });
  const other = against === undefined ? undefined : checkpoint(Buffer.from(against), vkeys);
  const bound = other !== undefined && standing(entries, other.keys, other.size) !== "compromised";
  if (other !== undefined && (other.size > size || !root(hashes.slice(0, other.size)).equals(other.root))) tampered = true;
  if ((against !== undefined && other === undefined) || standing(entries, signed.keys, size) !== "in-force") tampered = true;
  const spent: number[] = [];
  const judge = judgeBy(entries, spent);
  let [prunings, prunedBelow, latest, set] = [0, 0, 0, ""];
  for (const [at, entry] of entries.entries()) {
    if (entry?.type === "audit.discrepancy" && !["forged", "uncounted", "torn"].includes(String(entry.clear["kind"]))) lost = true;
    if (entry?.type === "audit.discrepancy" && entry.clear["kind"] === "inserted") tampered = true;
    const decisive = /^(retention\.(policy|event|hold|release)|audit\.(erased|erased-early|pruned|exported)|key\..*)$/.test(
      entry?.type ?? "",
    );
    if (bound && at >= other.size && decisive && Date.parse(entry?.at ?? "") < latest - 3_600_000) tampered = true;
    if (bound && at < other.size) latest = Math.max(latest, Date.parse(entry?.at ?? "") || 0);
    if (entry?.type !== "audit.pruned") continue;
    prunings += entry.clear["count"] as number;
    prunedBelow = Math.max(prunedBelow, Math.min(at, entry.clear["below"] as number));
    set = entry.clear["set"] as string;
  }
  let [gone, chain]: [number, Buffer] = [0, Buffer.alloc(32)];
  for (const [at, entry] of data.entries()) {
    if (entry?.length !== 0) continue;
    if (at >= prunedBelow) lost = true;
    const position = Buffer.alloc(8);
    position.writeBigUInt64BE(BigInt(at));
    [gone, chain] = [gone + 1, sha(chain, position)];
  }
  if (gone !== prunings || (gone > 0 && chain.toString("hex") !== set)) lost = true;
  const exported = entries.filter((entry) => entry?.type === "audit.exported").at(-1)?.clear;
  for (let bundle = 0; bundle * 256 < size; bundle++) {
    const closed = exported?.["bodies"] === "sealed" && read(`body/${path(bundle)}.age`) !== undefined;
    const below = closed || exported?.["bodies"] === "omitted" ? 0 : ((exported?.["below"] as number | undefined) ?? size);
    const bodies = rows(read(`body/${path(bundle)}`));
    const apart = rows(read(`parts/${path(bundle)}`));
    if (bodies === undefined || apart === undefined) {
      tampered = true;
      continue;
    }
    for (let index = bundle * 256; index < Math.min(size, bundle * 256 + 256); index++) {
      const entry = entries[index];
      if (entry === undefined) continue;
      const descriptors = entry.tree === undefined ? entry.parts : [];
      for (let part = 0; part < (entry.tree?.count ?? 0); part++) {
        const row = apart.get(`${index} ${part}`)?.["descriptor"];
        apart.delete(`${index} ${part}`);
        if (row === undefined) lost = true;
        else descriptors.push(row as Row);
      }
      const top = root(descriptors.map((row) => leafHash(Buffer.from(jcs(row))))).toString("base64");
      if (entry.tree !== undefined && top !== entry.tree.root) {
        if (descriptors.length === entry.tree.count) tampered = true;
        continue;
      }
      for (const [part, descriptor] of descriptors.entries()) {
        const body = bodies.get(`${index} ${part}`);
        bodies.delete(`${index} ${part}`);
        if (index >= below) {
          if (body !== undefined) tampered = true;
          continue;
        }
        const salt = Buffer.from(String(body?.["salt"]), "base64");
        const payload = body === undefined ? "" : jcs(body["payload"] ?? null);
        const c = sha(Buffer.from("favorable.audit.part/1\u0000"), salt, Buffer.from(payload)).toString("base64");
        const right = salt.length === 16 && salt.toString("base64") === body?.["salt"] && c === descriptor["c"];
        const found = body === undefined ? "absent" : right ? "matches" : "differs";
        const verdict = judge(index, part, entry.id, descriptor["retention"] as Row, found, asOf);
        parts[verdict] = (parts[verdict] ?? 0) + 1;
        tampered ||= verdict === "tampered";
        lost ||= verdict === "lost";
      }
    }
    if (bodies.size > 0 || apart.size > 0) tampered = true;
  }
  for (const at of spent) if (spent.filter((one) => one === at).length > Number(entries[at]?.clear["count"])) lost = true;
  for (const name of files.keys()) if (!seen.has(name)) tampered = true;
  return { verdict: tampered ? "tampered" : lost ? "lost" : "intact", parts };
}

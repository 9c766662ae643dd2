/** A second verifier of exported logs, written from docs/spec/audit-log.md alone: it imports nothing of this project. */
import { createHash, createPublicKey, verify } from "node:crypto";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Row = { [key: string]: Json };
export type Verdict = { verdict: "intact" | "tampered" | "lost"; parts: Record<string, number> };
const sha = (...parts: Uint8Array[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest();
const leafHash = (data: Uint8Array): Buffer => sha(Buffer.of(0), data);
function root(hashes: Buffer[]): Buffer {
  if (hashes.length < 2) return hashes[0] ?? sha();
  const split = 2 ** (31 - Math.clz32(hashes.length - 1));
  return sha(Buffer.of(1), root(hashes.slice(0, split)), root(hashes.slice(split)));
}
/** RFC 8785 for values that JSON.parse gave. */
function jcs(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${jcs(value[key] as Json)}`)
    .join(",")}}`;
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
    const rotates = entry?.type === "key.rotated" && key === last.key && next !== key && !spans.some((span) => span.key === next);
    if (spans.length === 0 && (rotates || entry?.type === "key.created")) spans.push(last);
    if (rotates) [last.to] = [at + 1, spans.push({ key: next, from: at + 1, to: Number.POSITIVE_INFINITY })];
    if (entry?.type === "key.compromised") doubts.set(key, Math.min(doubts.get(key) ?? at, below as number, at));
  }
  const believed = keys.filter((key) => size <= (doubts.get(key) ?? size));
  const inSpan = (key: Json): boolean => spans.some((span) => span.key === key && span.from <= size && size <= span.to);
  return believed.length === 0 ? "compromised" : spans.length === 0 || believed.some(inSpan) ? "in-force" : "retired";
}

function path(index: number, width = 256): string {
  const padded = `${"0".repeat((3 - (String(index).length % 3)) % 3)}${index}`;
  return `${padded.replace(/\d{3}(?=\d)/g, "x$&/")}${width === 256 ? "" : `.p/${width}`}`;
}

/** The object of a canonical text; undefined for any other text. */
function canonical(text: string): Row | undefined {
  try {
    const value = JSON.parse(text) as Row;
    return jcs(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}
/** Lines of a file by place, each the canonical text of itself with these members, in order. */
function rows(bytes: Buffer | undefined, members: string): Map<string, Row> | undefined {
  const [found, text] = [new Map<string, Row>(), String(bytes)];
  if (bytes === undefined) return found;
  if (!Buffer.from(text).equals(bytes) || !text.endsWith("\n")) return undefined;
  let before = [-1, -1];
  for (const line of text.slice(0, -1).split("\n")) {
    const row = canonical(line) ?? {};
    const [entry, part] = [row["entry"] as number, row["part"] as number];
    const later = entry > Number(before[0]) || (entry === before[0] && part > Number(before[1]));
    if (Object.keys(row).join() !== members || !later || !Number.isInteger(entry) || !Number.isInteger(part)) return undefined;
    if ("descriptor" in row && !isDescriptor(row["descriptor"] as Row)) return undefined;
    found.set(`${entry} ${part}`, row);
    before = [entry, part];
  }
  return found;
}

/** Forms as they stand in canonical text, each after its name; what is in capitals stands before. */
const FORMS: Record<string, string> = Object.create(null);
const NAMED = String.raw`
TEXT "[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,99}" NAME "[A-Za-z][A-Za-z0-9_.:-]{0,63}" HASH "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="
DAY "\d{4}-\d\d-\d\d" TIME "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z" COUNT (0|[1-9]\d{0,15}) HEX "[0-9a-f]{64}" KEY "[0-9a-f]{8}"
PERIOD "P(?=\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,4}D)?" FACT NAME:(TEXT|true|false|-?\d[\d.e+-]*)
PART {"c":HASH,"name":NAME,"retention":{"policy":NAME,"start":DAY,"version":COUNT}}
TYPE "(?=[a-z0-9.-]{1,64}")[a-z][a-z0-9]*([.-][a-z0-9]+)*","v":1 LOG "([^"\\]|\\.)+"
REST (,"parts":\[PART(,PART){0,63}\])?(,"simulated":true)?(,"tree":{"count":COUNT,"root":HASH})?,"type":TYPE
LEAF {"at":TIME(,"clear":{FACT(,FACT){0,31}})?,"id":"[0-9a-f]{32}","log":LOG(REST)}
TERMS ("approval":TEXT,)?("from":DAY,)?("maximum":PERIOD,)?("minimum":PERIOD,)?
SCOPE ("below":COUNT,"count":COUNT,"policy":TEXT|"count":COUNT,"entry":TEXT(,"part":COUNT)?)
retention.policy {TERMS"policy":TEXT(,"until":TEXT)?,"version":COUNT} retention.event {"event":TEXT,"on":DAY}
retention.hold {("entry":TEXT,"hold":TEXT|"hold":TEXT,"policy":TEXT)} retention.release {"hold":TEXT}
audit.erased {"asOf":DAY,"below":COUNT,"count":COUNT,"policy":TEXT}
audit.erased-early {"approvedBy":TEXT,"basis":TEXT,SCOPE,"requestedBy":TEXT}
audit.pruned {"asOf":DAY,"below":COUNT,"count":[1-9]\d*,"set":HEX} audit.exported {"below":COUNT,"bodies":"(plain|sealed|omitted)"}
key.created {"algorithm":"ed25519","key":KEY,"public":HEX} key.rotated {"algorithm":"ed25519","key":KEY,"next":KEY,"public":HEX}
key.lost {"key":KEY,"since":TIME} key.compromised {"below":COUNT,"key":KEY,"since":TIME}`;
for (const [, name = "", text = ""] of NAMED.matchAll(/(\S+) (\S+)/g)) FORMS[name] = text.replace(/[A-Z]{3,}/g, (one) => FORMS[one] ?? one);
const fits = (name: string, text: string): boolean => new RegExp(`^${FORMS[name]}$`).test(text);
const isTime = (text?: Json): boolean => new Date(Date.parse(String(text)) || 0).toISOString() === text && !/^0000/.test(text);
/** Numbers and dates whose form is right can still be none. */
const areReal = (members: Row): boolean =>
  Object.entries(members).every(([name, value]) => {
    if (typeof value === "number") return Number.isSafeInteger(value) && (name !== "version" || (value > 0 && value < 2 ** 31));
    return /^(asOf|on|from|start)$/.test(name) ? isTime(`${value}T00:00:00.000Z`) : name !== "since" || isTime(value);
  });
const isDescriptor = (row: Row): boolean => fits("PART", jcs(row)) && areReal(row["retention"] as Row);
type Entry = { at: string; id: string; type: string; clear: Row; parts: Row[]; tree?: { count: number; root: string } };
/** An entry of the log; one that does not have the facts of its type says nothing, under a type that is none. */
function entryOf(line: string, origin: string): Entry | undefined {
  const read = canonical(line);
  if (read === undefined || !fits("LEAF", line) || read["log"] !== origin || (read["parts"] && read["tree"])) return undefined;
  const entry = { clear: {}, parts: [], ...read } as unknown as Entry;
  const { at, tree, type, clear } = entry;
  if (!isTime(at) || !entry.parts.every(isDescriptor) || (tree && (tree.count < 65 || tree.count > 65_536))) return undefined;
  const { fallback, occurredAt, ...own } = clear;
  const said = fallback === true && (occurredAt === undefined || isTime(occurredAt)) ? own : clear;
  const { requestedBy = "", approvedBy } = said;
  const right = fits(type, jcs(said)) && areReal(said) && String(requestedBy).toLowerCase() !== String(approvedBy).toLowerCase();
  return type in FORMS && !right ? { ...entry, type: `malformed ${type}` } : entry;
}

type Judge = (index: number, part: number, id: string, retention: Row, found: string, asOf: string) => string;
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
      const next = { floor: plus(start, minimum ?? "P0D"), cap: plus(start, maximum ?? "P9999Y"), until };
      if (window === undefined || approval !== undefined) window = next;
      else if (next.cap < window.cap) window.cap = next.cap;
    }
    if (window === undefined || asOf <= window.cap || asOf <= window.floor) return false;
    const ends = entries.filter((one, at) => at < limit && one?.type === "retention.event" && one.clear["event"] === window?.until);
    return window.until === undefined || (ends.length > 0 && ends.every((entry) => asOf > String(entry?.clear["on"])));
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
        const { entry: own, part: only = part, policy: whole, below } = entry.clear;
        if (whole === undefined ? own === id && only === part : whole === policy && index < Number(below)) early = at;
      }
      const { policy: whose, below, asOf: day } = entry?.clear ?? {};
      if (entry?.type !== "audit.erased" || whose !== policy || index >= Math.min(at, Number(below))) continue;
      const due = String(day) <= plus(entry.at.slice(0, 10), "P1D") && over(retention, String(day), at);
      if (due && !held(id, policy, at)) return "erased";
    }
    if (early >= 0) spent.push(early); // Each early erasure accounts for as many parts as it says.
    // Nobody knows since when it is absent: its last day must not have fallen under a hold that was released since.
    const under = holds(id, policy).some(({ since, ended = "" }) => ended !== "" && over(retention, ended) && !free(retention, since));
    return early >= 0 ? "erased" : free(retention, asOf) && !under && !held(id, policy) ? "expired" : "lost";
  };
}

/** Verifies the files of an exported log. */
export function verifyIndependently(files: ReadonlyMap<string, Uint8Array>, vkey: string, asOf: string, against?: string): Verdict {
  const vkeys = vkey.split(" "); // Several keys of one log stand in one text: no key holds a space.
  const parts: Record<string, number> = { ok: 0, tampered: 0, lost: 0, erased: 0, expired: 0, held: 0, overdue: 0 };
  const read = (name: string): Buffer | undefined => (seen.add(name) && files.has(name) ? Buffer.from(files.get(name) ?? []) : undefined);
  const [seen, data]: [Set<string>, (Buffer | undefined)[]] = [new Set(), []];
  let [tampered, lost] = [false, false];
  const signed = checkpoint(read("checkpoint") ?? Buffer.alloc(0), vkeys);
  if (signed === undefined) return { verdict: files.has("checkpoint") ? "tampered" : "lost", parts };
  const size = signed.size;
  for (let at = 0; at < size; at += 256) {
    const width = Math.min(256, size - at);
    const bundle = read(`tile/entries/${path(at / 256, width)}`);
    if (bundle === undefined) lost = true;
    const own: Buffer[] = [];
    let offset = 0;
    for (; bundle !== undefined && offset + 2 <= bundle.length; offset += 2 + bundle.readUInt16BE(offset))
      own.push(bundle.subarray(offset + 2, offset + 2 + bundle.readUInt16BE(offset)));
    if (bundle !== undefined && (own.length !== width || offset !== bundle.length)) tampered = true;
    for (let entry = 0; entry < width; entry++) data.push(own[entry]);
  }
  const tileOf = (at: number): string => `tile/0/${path(Math.floor(at / 256), Math.min(256, size - at + (at % 256)))}`;
  const pruned = (at: number): Buffer => Buffer.from(files.get(tileOf(at))?.subarray((at % 256) * 32, (at % 256) * 32 + 32) ?? []);
  const hashes = data.map((entry, at) => (entry?.length === 0 ? pruned(at) : leafHash(entry ?? Buffer.alloc(0))));
  if (!lost && !root(hashes).equals(signed.root)) tampered = true;
  for (let level = 0, row = hashes; row.length > 0; level++) {
    const above: Buffer[] = [];
    for (let at = 0; at < row.length; at += 256) {
      const tile = row.slice(at, at + 256);
      const stored = read(`tile/${level}/${path(at / 256, tile.length)}`);
      if (stored === undefined) lost = true;
      else if (!lost && !stored.equals(Buffer.concat(tile))) tampered = true;
      if (tile.length === 256) above.push(root(tile));
    }
    row = above;
  }
  if (tampered) return { verdict: "tampered", parts }; // Entries that were not signed are not judged.
  const entries = data.map((bytes) => entryOf(bytes?.toString("utf8") ?? "", signed.origin));
  const other = against === undefined ? undefined : checkpoint(Buffer.from(against), vkeys);
  const bound = other !== undefined && standing(entries, other.keys, other.size) !== "compromised";
  if (other !== undefined && (other.size > size || !root(hashes.slice(0, other.size)).equals(other.root))) tampered = true;
  if ((against !== undefined && other === undefined) || standing(entries, signed.keys, size) !== "in-force") tampered = true;
  const spent: number[] = [];
  const judge = judgeBy(entries, spent);
  let [prunings, prunedBelow, latest, set] = [0, 0, 0, ""];
  for (const [at, entry] of entries.entries()) {
    const { type = "", at: time = "", clear = {} } = entry ?? {};
    if (type === "audit.discrepancy" && !/^(forged|uncounted|torn)$/.test(String(clear["kind"]))) lost = true;
    if (type === "audit.discrepancy" && clear["kind"] === "inserted") tampered = true;
    if (bound && at >= other.size && type.replace("malformed ", "") in FORMS && Date.parse(time) < latest - 3_600_000) tampered = true;
    if (bound && at < other.size) latest = Math.max(latest, Date.parse(time) || 0);
    if (type !== "audit.pruned") continue;
    [prunings, set] = [prunings + Number(clear["count"]), String(clear["set"])];
    prunedBelow = Math.max(prunedBelow, Math.min(at, Number(clear["below"])));
  }
  const gone = data.flatMap((entry, at) => (entry?.length === 0 ? [at] : []));
  const place = (at: number): Buffer => Buffer.from(at.toString(16).padStart(16, "0"), "hex");
  const digest = gone.reduce<Buffer>((state, at) => sha(state, place(at)), Buffer.alloc(32)).toString("hex");
  if (gone.length !== prunings || gone.some((at) => at >= prunedBelow) || (gone.length > 0 && digest !== set)) lost = true;
  const exported = entries.filter((entry) => entry?.type === "audit.exported").at(-1)?.clear;
  for (let bundle = 0; bundle * 256 < size; bundle++) {
    const closed = exported?.["bodies"] === "sealed" && read(`body/${path(bundle)}.age`) !== undefined;
    const below = closed || exported?.["bodies"] === "omitted" ? 0 : ((exported?.["below"] as number | undefined) ?? size);
    const bodies = rows(read(`body/${path(bundle)}`), "entry,part,payload,salt");
    const apart = rows(read(`parts/${path(bundle)}`), "descriptor,entry,part");
    if (bodies === undefined || apart === undefined) return { verdict: "tampered", parts };
    for (let index = bundle * 256; index < Math.min(size, bundle * 256 + 256); index++) {
      const entry = entries[index];
      if (entry === undefined) continue;
      const stored = Array.from({ length: entry.tree?.count ?? 0 }, (_, part) => apart.get(`${index} ${part}`)?.["descriptor"] ?? null);
      for (const part of stored.keys()) apart.delete(`${index} ${part}`);
      if (stored.includes(null)) lost = true;
      const descriptors = entry.tree === undefined ? entry.parts : stored.filter((row): row is Row => row !== null);
      const top = root(descriptors.map((row) => leafHash(Buffer.from(jcs(row))))).toString("base64");
      if (entry.tree !== undefined && top !== entry.tree.root) {
        if (descriptors.length === entry.tree.count) tampered = true;
        continue;
      }
      for (const [part, descriptor] of descriptors.entries()) {
        const body = bodies.get(`${index} ${part}`);
        bodies.delete(`${index} ${part}`);
        if (index >= below) tampered ||= body !== undefined;
        if (index >= below) continue;
        const [salt, payload] = [Buffer.from(String(body?.["salt"]), "base64"), jcs(body?.["payload"] ?? null)];
        const c = sha(Buffer.from("favorable.audit.part/1\u0000"), salt, Buffer.from(payload)).toString("base64");
        const right = salt.length === 16 && salt.toString("base64") === body?.["salt"] && c === descriptor["c"];
        const found = body === undefined ? "absent" : right ? "matches" : "differs";
        const verdict = judge(index, part, entry.id, descriptor["retention"] as Row, found, asOf);
        parts[verdict] = (parts[verdict] ?? 0) + 1;
        [tampered, lost] = [tampered || verdict === "tampered", lost || verdict === "lost"];
      }
    }
    if (bodies.size > 0 || apart.size > 0) tampered = true;
  }
  for (const at of spent) if (spent.filter((one) => one === at).length > Number(entries[at]?.clear["count"])) lost = true;
  for (const name of files.keys()) if (!seen.has(name)) tampered = true;
  return { verdict: tampered ? "tampered" : lost ? "lost" : "intact", parts };
}

/** What erasability costs the processor: an entry with salted commitments, beside the same event as canonical JSON and its hash. */
import { canonicalJson, systemClock, utf8 } from "@favorable/core";
import { compare, report } from "../../../testing/bench.ts";
import { encodeEvents } from "../src/encode.ts";
import { readEvent } from "../src/event.ts";
import { leafHash } from "../src/merkle.ts";
import { access, ORIGIN } from "./rig.ts";

const events = Array.from({ length: 500 }, (_, at) => access(at));
const context = { origin: ORIGIN, clock: systemClock };
const ours = (): void => {
  for (const { leaf } of encodeEvents(events, context)) leafHash(utf8(leaf));
};
/** As a log without erasure has it: checked, given an identifier and a time, printed canonically, hashed. */
const plain = (): void => {
  for (const event of events) {
    const { type, clear = {}, parts = [] } = readEvent(event);
    const values = parts.map(({ name, subject, value, retention }) => ({ name, subject, value, retention: { ...retention } }));
    leafHash(utf8(canonicalJson({ v: 1, log: ORIGIN, id: crypto.randomUUID(), at: new Date().toISOString(), type, clear, parts: values })));
  }
};
const ratio = await compare(ours, plain, { clock: "cpu", rounds: Number(process.env["BENCH_ROUNDS"] ?? 15), floorMs: 200 });
report(import.meta.url, "Erasable entries, beside plain ones", [
  {
    what: "processor time of an erasable entry ÷ a plain one",
    figure: ratio,
    atMost: 1.6,
    note: "both check the event, print it canonically and hash it",
  },
]);

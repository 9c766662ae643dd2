/** What erasability costs the processor: an entry with salted commitments, beside the same event as canonical JSON and its hash. */
import type { AuditEvent } from "@favorable/audit";
import { calendarDate, canonicalJson, systemClock, toHex, utf8 } from "@favorable/core";
import { compare, type Ratio, report } from "../../../testing/bench.ts";
import { encodeEvents } from "../src/encode.ts";
import { readEvent } from "../src/event.ts";
import { leafHash } from "../src/merkle.ts";
import { access, ORIGIN } from "./rig.ts";

const context = { origin: ORIGIN, clock: systemClock };
/** One part that holds everything personal about an access, some 300 bytes: the shape the bound was found on. */
const wide = (at: number): AuditEvent => ({
  type: "record.read",
  clear: { purpose: "followUp", outcome: "success" },
  parts: [
    {
      name: "access",
      value: {
        actor: { type: "user", id: `u-${at}`, role: "nurse" },
        resource: { type: "patient", id: "p-987" },
        context: { ip: "10.0.0.1", agent: "Mozilla/5.0 (X11; Linux x86_64)", request: "01HZX3" },
      },
      retention: { policy: "access-log", version: 1, start: calendarDate("2021-10-30") },
    },
  ],
});

async function ratioOf(events: readonly AuditEvent[]): Promise<Ratio> {
  const ours = (): void => {
    for (const { leaf } of encodeEvents(events, context)) leafHash(utf8(leaf));
  };
  /** As a log without erasure has it: checked, given an identifier and a time, printed canonically, hashed. */
  const plain = (): void => {
    for (const event of events) {
      const { type, clear = {}, parts = [] } = readEvent(event);
      const values = parts.map(({ name, subject, value, retention }) => ({ name, subject, value, retention: { ...retention } }));
      const entry = {
        v: 1,
        log: ORIGIN,
        id: toHex(crypto.getRandomValues(new Uint8Array(16))),
        at: new Date().toISOString(),
        type,
        clear,
        parts: values,
      };
      leafHash(utf8(canonicalJson(entry)));
    }
  };
  return compare(ours, plain, { clock: "cpu", rounds: Number(process.env["BENCH_ROUNDS"] ?? 15), floorMs: 300 });
}

const note = "both check the event, give it an identifier and a time, print it canonically and hash it";
report(import.meta.url, "Erasable entries, beside plain ones", [
  {
    what: "processor time of an erasable entry ÷ a plain one, one part",
    figure: await ratioOf(Array.from({ length: 500 }, (_, at) => wide(at))),
    atMost: 1.6,
    note,
  },
  {
    what: "the same, two small parts: who, and whose data",
    figure: await ratioOf(Array.from({ length: 500 }, (_, at) => access(at))),
    note,
  },
]);

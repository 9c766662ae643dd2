/** Key rings for tests: several processes over one store, one fence and one key service, with a clock moved by hand. */
import { type SimulatedClock, simulatedClock } from "@favorable/core";
import {
  createKeyRing,
  type ErasureFence,
  type KeyRing,
  type KeyRingOptions,
  type KeyService,
  type KeyStore,
  memoryFence,
  memoryKeyService,
  memoryKeyStore,
  type Place,
} from "@favorable/encryption";

/** What several rings share. */
export interface Shared {
  readonly service: Required<KeyService>;
  readonly store: KeyStore;
  readonly fence: ErasureFence;
  readonly clock: SimulatedClock;
  /** Another process: its own cache and its own look at the fence. */
  process(options?: Partial<KeyRingOptions>): KeyRing;
  /** Moves every clock forward, in milliseconds. */
  pass(milliseconds: number): void;
}

/** Makes what rings share; each part may be given. */
export function shared(parts: Partial<Pick<Shared, "service" | "fence">> & { store?: KeyStore } = {}): Shared {
  const { service = memoryKeyService(), store = memoryKeyStore(), fence = memoryFence() } = parts;
  const clock = simulatedClock(new Date("2021-10-30T08:00:00Z"));
  let elapsed = 0;
  return {
    service,
    store,
    fence,
    clock,
    process: (options = {}) =>
      createKeyRing({ service, store, fence, subjectKey: SUBJECT_KEY, clock, monotonic: () => elapsed, ...options }),
    pass(milliseconds) {
      elapsed += milliseconds;
      clock.moveTo(new Date(clock.now().getTime() + milliseconds));
    },
  };
}

/** One for all tests, so that several rings know the same subjects. */
export const SUBJECT_KEY: Uint8Array = new Uint8Array(32).fill(0x5a);

/** A place of a subject. */
export function placeOf(subject: string, more: Partial<Place> = {}): Place {
  return { table: "agent", column: "comment", subject, ...more };
}

/** UTF-8, and back. */
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (value: unknown): string => (value instanceof Uint8Array ? new TextDecoder().decode(value) : "not bytes");

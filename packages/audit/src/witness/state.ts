/** What a witness remembers: of each log the last checkpoint it cosigned. */

/** The last checkpoint of a log that was cosigned. */
export interface WitnessRecord {
  /** Its size. */
  readonly size: number;
  /** Its root, base64. */
  readonly root: string;
  /** The checkpoint with the log's signature and the cosignature. */
  readonly note: string;
}

/** Where it is remembered. A witness that forgets, or lets an older record win, lets a log roll back. */
export interface WitnessState {
  /** The record of a log; undefined when none of its checkpoints was ever cosigned. */
  read(origin: string): Promise<WitnessRecord | undefined>;
  /**
   * Replaces the record if it is still the one that was read, and answers only when the new one would survive a loss of power.
   *
   * @param before - what {@link WitnessState.read} gave
   * @returns false when another request was faster; then nothing was written
   */
  swap(origin: string, before: WitnessRecord | undefined, after: WitnessRecord): Promise<boolean>;
}

/** Remembers in memory: for tests. A witness that forgets on restart protects nobody. */
export function memoryWitnessState(): WitnessState {
  const records = new Map<string, WitnessRecord>();
  return {
    read: async (origin) => records.get(origin),
    swap: async (origin, before, after) => {
      if (records.get(origin)?.note !== before?.note) return false;
      records.set(origin, after);
      return true;
    },
  };
}

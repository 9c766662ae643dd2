/** What a sheet of the register is made of. */
import type { Line } from "../paper/paper.ts";

/** One box of a sheet; an empty value was not stated. */
export interface RegisterRow {
  readonly label: string;
  readonly values: readonly Line[];
}

/** Which register: that of a controller (GDPR art. 30(1)), or of a processor (art. 30(2)). */
export type RegisterRole = "controller" | "processor";

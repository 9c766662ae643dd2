/** The table that crash tests sweep. */
import type { RetainedTable } from "../src/postgres/index.ts";

/** Rows go with the rows that refer to them. */
export const CRASH_TABLE: RetainedTable = { table: "footage", dependants: [{ table: "mask", then: "cascade" }] };

/** Full verification in the database: BENCH_ENTRIES entries, 1,000,000 unless told. */
import { verification } from "./verify-load.ts";

await verification(import.meta.url, Number(process.env["BENCH_ENTRIES"] ?? 1_000_000));

/** Full verification of ten million entries (PROOF_ENTRIES for another number); takes an hour or so and some ten gigabytes of disk. */
import { verification } from "../bench/verify-load.ts";

await verification(import.meta.url, Number(process.env["PROOF_ENTRIES"] ?? 10_000_000));

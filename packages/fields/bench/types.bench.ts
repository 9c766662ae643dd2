/** What a declaration costs the compiler, in type instantiations: a count that is the same on every machine. */
import { type Claim, report } from "../../../testing/bench.ts";
import { type CompilerSettings, instantiations } from "../../../testing/compiler.ts";
import { declared, NOTHING_DECLARED, NOTHING_PLAIN, plain, type Size } from "./declarations.ts";

const FOLDER = "packages/fields/bench";
const claims: Claim[] = [];

for (const release of ["6.0", "5.9"] as const)
  for (const exactOptionalPropertyTypes of [true, false]) {
    const settings: CompilerSettings = { release, exactOptionalPropertyTypes };
    const cost = (source: string): number => instantiations(FOLDER, source, settings);
    const bare = { ours: cost(NOTHING_DECLARED), zod: cost(NOTHING_PLAIN) };
    for (const size of [
      { records: 10, fields: 30 },
      { records: 3, fields: 200 },
    ] as const satisfies readonly Size[]) {
      const ours = cost(declared(size));
      const zod = cost(plain(size));
      claims.push({
        what: `${size.records} × ${size.fields} fields, TypeScript ${release}, exactOptionalPropertyTypes ${exactOptionalPropertyTypes ? "on" : "off"}`,
        figure: (ours - bare.ours) / (zod - bare.zod),
        atMost: 1.6,
        note: `${ours - bare.ours} beside ${zod - bare.zod} of zod, imports taken off (${bare.ours} and ${bare.zod})`,
      });
    }
    claims.push({
      what: `100 categories, 500 fields, 20 roles, TypeScript ${release}, exactOptionalPropertyTypes ${exactOptionalPropertyTypes ? "on" : "off"}`,
      figure: cost(declared({ records: 5, fields: 100, categories: 100, roles: 20 })) / 1000,
      unit: "thousand instantiations",
      atMost: 100,
      note: "all of the program, imports included",
    });
  }

report(
  import.meta.url,
  "Type cost: category, origins, purposes and a matrix of roles beside plain zod objects picked for each purpose",
  claims,
);

/** The places of a file and of evidence, as paths: a type that follows the shape of both. */
import type { ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle } from "./evidence/bundle.ts";

type Leaf = string | number | boolean;

/** One step less each time, so that a path ends. */
type Less = [never, 0, 1, 2, 3, 4, 5];

/** Members of lists of plain values have no path of their own; `*` stands for any name or position that the file chooses. */
type PathsOf<T, Depth extends number> = [Depth] extends [never]
  ? never
  : T extends Leaf
    ? never
    : T extends readonly (infer E)[]
      ? E extends Leaf
        ? never
        : "*" | `*.${PathsOf<E, Less[Depth]>}`
      : string extends keyof T
        ? "*" | `*.${PathsOf<NonNullable<T[keyof T]>, Less[Depth]>}`
        : "fr" extends keyof T
          ? never
          : { [K in keyof T & string]: K | `${K}.${PathsOf<NonNullable<T[K]>, Less[Depth]>}` }[keyof T & string];

/** A fact that a rule reads, such as `purposes.*.population` or `evidence.ages.*.overdue`. */
export type FactPath = PathsOf<ProcessingDocument, 5> | `evidence.${PathsOf<EvidenceBundle, 3>}`;

/** What an answer to access tells besides the data: what is not held, who received them, which rights there are (GDPR art. 15(1)(c), (e), (f)). */
import type { Text } from "@favorable/fields";
import type { Regime } from "../register/regime.ts";
import type { NumberedRow } from "./disclose.ts";
import type { DisclosedRecipient, DisclosureSource } from "./source.ts";

/** A declared record, or fields of it, of which nothing is held about the person. */
export interface NotHeld {
  readonly record: string;
  readonly label?: Text;
  /** The declared fields without a value in any row; all of them where there is no row. */
  readonly fields: readonly { readonly name: string; readonly label?: Text }[];
}

/** A recipient of the answer. */
export interface ToldRecipient extends DisclosedRecipient {
  /** True for one of whom a record shows that they received these data. */
  readonly received?: true;
}

/** A right the person is told of, and where it stands. */
export interface ToldRight {
  readonly right: "rectification" | "erasure" | "restriction" | "objection";
  /** Absent for a law whose text was not at hand. */
  readonly article?: string;
}

/** GDPR article 15(1)(e) and (f); Monaco law 1.565 article 12. */
const RIGHTS: Readonly<Record<Regime, Readonly<Partial<Record<ToldRight["right"] | "complaint", string>>>>> = {
  gdpr: {
    rectification: "GDPR art. 16",
    erasure: "GDPR art. 17",
    restriction: "GDPR art. 18",
    objection: "GDPR art. 21",
    complaint: "GDPR art. 77",
  },
  "mc-1565": {
    rectification: "law 1.565 art. 13",
    erasure: "law 1.565 art. 14",
    restriction: "law 1.565 art. 15",
    objection: "law 1.565 art. 17",
    complaint: "law 1.565 art. 12",
  },
  "mc-1165": {},
};

/** The rights, and the authority that takes a complaint. */
export function toldRights(
  regime: Regime,
  authority: Text,
): { readonly rights: readonly ToldRight[]; readonly complaint: { readonly authority: Text; readonly article?: string } } {
  const at = (name: ToldRight["right"] | "complaint") => {
    const article = RIGHTS[regime][name];
    return article === undefined ? {} : { article };
  };
  const rights = (["rectification", "erasure", "restriction", "objection"] as const).map((right) => ({ right, ...at(right) }));
  return { rights, complaint: { authority, ...at("complaint") } };
}

/** Declared records and fields of which nothing was found; what was found and is withheld is held. */
export function notHeldOf(records: DisclosureSource["records"], rows: readonly NumberedRow[]): readonly NotHeld[] {
  return records.flatMap((record): readonly NotHeld[] => {
    const own = rows.filter((row) => row.record === record.name);
    const fields = Object.entries(record.fields)
      .filter(([name]) => !own.some(({ values }) => Object.hasOwn(values, name)))
      .map(([name, { label }]) => ({ name, ...(label === undefined ? {} : { label }) }));
    const label = record.label === undefined ? {} : { label: record.label };
    return fields.length === 0 ? [] : [{ record: record.name, ...label, fields }];
  });
}

/** Who receives data for the purposes of the answer, as declared, and whoever is recorded to have received them, declared or not. */
export function recipientsOf(
  declared: readonly DisclosedRecipient[],
  purposes: ReadonlySet<string>,
  received: readonly string[],
): readonly ToldRecipient[] {
  const took = new Set(received);
  const known = declared.flatMap((one): readonly ToldRecipient[] => {
    const has = one.id !== undefined && took.delete(one.id);
    if (has) return [{ ...one, received: true }];
    return one.purposes.some((purpose) => purposes.has(purpose)) ? [one] : [];
  });
  return [...known, ...[...took].sort().map((id) => ({ id, name: {}, purposes: [], received: true as const }))];
}

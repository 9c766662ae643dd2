/** Rows that show what is withheld, and why. */
import type { AnyRecord } from "@favorable/fields";

/** Stands where a field is withheld; the reason is in the type as it is in the value. */
export interface Denied<Why extends string = string> {
  readonly denied: Why;
}

/** A row with its denied fields: a read of one does not compile, and the compiler's message holds the reason. */
export type Marked<F, G, R extends keyof G & string, Q extends string, P> = Shown<
  P & {
    readonly [K in Exclude<keyof F, keyof P> & string]: Denied<
      F[K] extends { readonly purposes: readonly (infer S)[]; readonly category: infer C extends string }
        ? Q extends S
          ? `${R} may not read '${C}'`
          : `'${K}' does not serve the purpose ${Q}`
        : string
    >;
  }
>;
type Shown<T> = { [K in keyof T]: T[K] } & {};

/** What tells a granted field. */
interface Reader {
  readonly role: string;
  readonly purpose: string;
  granted(action: string, category: string): boolean;
}

/** The marks of a record's withheld fields: the same for all its rows. */
export function marksOf({ role, purpose, granted }: Reader, record: AnyRecord): Readonly<Record<string, Denied>> {
  const marks: Record<string, Denied> = {};
  for (const [name, { category, purposes }] of Object.entries(record.fields)) {
    if (!purposes.includes(purpose)) marks[name] = denied(`'${name}' does not serve the purpose ${purpose}`);
    else if (!granted("read", category)) marks[name] = denied(`${role} may not read '${category}'`);
  }
  return Object.freeze(marks);
}

function denied(why: string): Denied {
  return Object.freeze({ denied: why });
}

/** Whether a value of a marked row stands for a withheld field: a frozen object with the reason and nothing else. */
export function isDenied(value: unknown): value is Denied {
  return typeof value === "object" && value !== null && Object.isFrozen(value) && Object.keys(value).join() === "denied";
}

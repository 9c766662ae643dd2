/** What the matrix says besides its cells; the same facts as the declaration's document (section V). */
import type { Text } from "@favorable/fields";
import type { Action } from "./core/action.ts";
import type { RowRule } from "./core/decider.ts";
import type { Conflicts } from "./duties.ts";
import type { Cell } from "./grants.ts";

/** One role. */
export interface RoleFacts<P extends string = string> {
  readonly label: Text;
  readonly mission?: Text;
  /** The purposes the role may act for. */
  readonly purposes: readonly P[];
  /** `technical` roles act for maintenance and security only. */
  readonly kind?: "business" | "technical" | "rights-desk" | "auditor";
  /** A role whose mission spans every unit. */
  readonly central?: boolean;
  /** Which rows the role reaches; a statement for the review, enforced by whoever selects the rows. */
  readonly rowScope?: "all" | "own-record" | "own-unit" | "case-load" | "tenant";
}

/** Roles that are opened in an emergency only: for whom, and for how long at the most. */
export type Emergencies<R extends string = string> = {
  readonly [role in R]?: {
    /** Roles whose holders may open it. */
    readonly for: readonly R[];
    /** Longest opening, in minutes: a whole number from 1 to 1,440, which is a day. */
    readonly maximumMinutes: number;
  };
};

/** What may be stated around the matrix; what is left out is not stated. */
export interface AccessFacts {
  /** Number of organisational units the data span. */
  readonly units?: number;
  readonly accounts?: { readonly individual?: boolean; readonly shared?: boolean; readonly factors?: number };
  /** How access is granted, reviewed and withdrawn. */
  readonly procedure?: { readonly grant: Text; readonly reviewEvery?: string; readonly leavers: Text };
}

/** The matrix as plain data: the access part of the declaration's document. */
export interface MatrixDocument extends AccessFacts {
  readonly actions: readonly Action[];
  readonly roles: Readonly<Record<string, RoleFacts>>;
  readonly grants: Readonly<Record<string, Readonly<Record<string, Cell>>>>;
  readonly immutable?: readonly string[];
  /** Conditions on rows, one conjunct each: a condition, or several of which one has to be met. */
  readonly when?: readonly RowRule[];
  readonly conflicts?: Conflicts;
  readonly breakGlass?: Emergencies;
}

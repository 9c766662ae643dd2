/** Section V: what is said of the matrix besides its cells. */
import type { RowScope } from "./access.ts";
import type { KeptElsewhere, Text } from "./text.ts";

/** Why grants are given, how far each reaches, and how they are held. */
export interface AuthorisationsDocument {
  /** Why a role has its grant on a category: role → category → the need. */
  readonly justifications?: Readonly<Record<string, Readonly<Record<string, Text>>>>;
  /** Which rows one grant reaches, where it differs from its role's: role → category → scope. */
  readonly rowScopes?: Readonly<Record<string, Readonly<Record<string, RowScope>>>>;
  /** What technical roles may act for: role → missions. */
  readonly limitedTo?: Readonly<Record<string, readonly ("maintenance" | "security")[]>>;
  readonly holders?: Readonly<Record<string, HoldersDocument>>;
  /** Roles follow professions: « habilitations par métier ». */
  readonly byProfession?: boolean;
  /** The written criteria of a grant, and the role that validates it. */
  readonly criteria?: KeptElsewhere;
  readonly validatedBy?: string;
  /** The list of accounts and the persons they are bound to. */
  readonly accounts?: KeptElsewhere;
  /** A leaver's account is closed within, and one that is not used after. */
  readonly closedWithin?: string;
  readonly unusedAfter?: string;
  readonly breakGlass?: BreakGlassDocument | "none";
  /** Pairs of roles that one person never holds. */
  readonly separated?: readonly (readonly string[])[];
}

/** Who holds a role. */
export interface HoldersDocument {
  /** How many persons. */
  readonly persons?: number;
  /** Over how many units, or in each one. */
  readonly perUnit?: number;
  readonly professions?: readonly Text[];
}

/** Access in an emergency beyond one's grants. */
export interface BreakGlassDocument {
  readonly roles: readonly string[];
  readonly reason?: boolean;
  readonly longest?: string;
  readonly reportEvery?: string;
}

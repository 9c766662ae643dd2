/** Where the data lie: filing systems (GDPR art. 4(6)), hosting, tenants. */
import type { FormalityKind } from "./governance.ts";
import type { PartState } from "./purpose.ts";
import type { KeptElsewhere, PartialDate, Text } from "./text.ts";

/** How a place is kept from those who have no business there. */
export type PhysicalMeasure = "locked-cabinet" | "locked-room" | "door-code" | "badge" | "key" | "guard" | "shredder" | "clean-desk";

/** A structured set of data: the application's database, a spreadsheet beside it, a paper file, an archive. */
export interface FilingSystemDocument {
  readonly label: Text;
  readonly form:
    | "database"
    | "document-management"
    | "spreadsheet"
    | "file-server"
    | "mailbox"
    | "paper"
    | "form"
    | "device"
    | "archive"
    | "backup";
  readonly records?: readonly string[];
  readonly categories?: readonly string[];
  /** The filing system it was copied or extracted from. */
  readonly copyOf?: string;
  readonly state?: PartState;
  readonly since?: PartialDate;
  readonly until?: PartialDate;
  /** How many there are, when not one. */
  readonly number?: number;
  /** False: it was found in use, no file or register told of it. */
  readonly declared?: boolean;
  readonly formality?: { readonly kind: FormalityKind; readonly on?: PartialDate; readonly reference?: string } | "none";
  readonly measures?: readonly PhysicalMeasure[];
  /** Where it stands or is put up. */
  readonly place?: Text;
  /** The retention, by its name, that holds for it. */
  readonly retention?: string;
  readonly destroyed?: { readonly on?: PartialDate; readonly evidence: KeptElsewhere | "none" };
}

/** Where something runs or is kept. */
export interface HostingDocument {
  readonly holds: readonly ("application" | "database" | "documents" | "logs" | "backups")[];
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly region?: string;
  readonly processor?: string;
  readonly certification?: string;
}

/** Several controllers or bodies in one application, each with its own data. */
export interface TenantsDocument {
  readonly separatedBy: "row" | "schema" | "database" | "instance" | "nothing";
  /** The fields, `record.field`, that carry the tenant. */
  readonly keys?: readonly string[];
  readonly number?: number;
  /** Roles that see more than one. */
  readonly acrossRoles?: readonly string[];
}

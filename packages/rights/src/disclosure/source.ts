/** What an answer is made from: the declared records, and what the application finds about the person. */
import type { AccessReader, AuditLog } from "@favorable/audit";
import type { CalendarDate, JsonValue } from "@favorable/core";
import type { AnyVocabulary, TaggedRecord, Text, TextDetector } from "@favorable/fields";
import type { RecipientsPort } from "../rectification/rectification-desk.ts";
import type { Regime } from "../register/regime.ts";

/** A row about the person. */
export interface CollectedRow {
  /** The declared record it is a row of. */
  readonly record: string;
  /** Values by declared field. A field that is not declared is refused, so that nothing is handed out, or left out, unseen. */
  readonly values: Readonly<Record<string, JsonValue>>;
  /** The declared origin these values came from, where the row tells. */
  readonly origin?: string;
  /** Persons the row is about besides the requester, as the application names them. */
  readonly others?: readonly string[];
}

/** Somebody the data are disclosed to (GDPR art. 15(1)(c)). */
export interface DisclosedRecipient {
  /** The declared name, by which records of exports know them. */
  readonly id?: string;
  readonly name: Text;
  /** Declared purposes. */
  readonly purposes: readonly string[];
  /** A third country or international organisation, and the safeguards there (art. 15(2)). */
  readonly thirdCountry?: { readonly name: Text; readonly safeguards: Text };
}

/** Everything a disclosure needs. */
export interface DisclosureSource {
  readonly controller: { readonly name: Text; readonly contact: Text };
  /** The supervisory authority one may complain to (art. 15(1)(f)). */
  readonly authority: Text;
  readonly vocabulary: Pick<AnyVocabulary, "purposes" | "categories" | "origins">;
  readonly records: readonly TaggedRecord[];
  /** Finds every row about a person, held and unswept ones included. */
  readonly collect: (subject: string) => Promise<readonly CollectedRow[]>;
  readonly recipients: readonly DisclosedRecipient[];
  /** Tells to which declared recipients these fields of the person went, such as the ledger of exports does: they are in the answer, too. */
  readonly received?: RecipientsPort;
  /** How long each category is kept, or how that is decided (art. 15(1)(d)). */
  readonly periods: Readonly<Record<string, Text>>;
  /** Automated decisions, their logic and consequences (art. 15(1)(h)); `none` states that there are none, and left out is not stated. */
  readonly automatedDecisions?: Text | "none";
  /** The log, and who reads it here; types of events that are accesses to data, all unless told. */
  readonly accesses: { readonly log: AuditLog; readonly reader: AccessReader; readonly types?: readonly string[] };
  /** Looks through free text, to help whoever reviews it: `createDetector` of `@favorable/fields/detectors`. */
  readonly detector?: TextDetector;
  /** The law whose articles the answer cites; the GDPR unless told, `mc-1565` for Monaco. */
  readonly regime?: Regime;
  /** The day of the answer. */
  readonly asOf: CalendarDate;
}

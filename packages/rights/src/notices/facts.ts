/** The facts an information notice is made of: what is not there was not stated; `none` states that there is none. */
import type { Text } from "@favorable/fields";
import type { Regime } from "../register/regime.ts";

/** Which text asks for the notice: GDPR articles 13 and 14; Monaco law 1.565 article 11; Monaco law 1.165 article 14. */
export type NoticeRegime = Regime;

/** How a notice reaches people. */
export type NoticeChannel =
  | "intranet"
  | "letter"
  | "e-mail"
  | "handed-over"
  | "display"
  | "website"
  | "form"
  | "board"
  | "message"
  | "oral";

/** A legal basis (GDPR article 6(1)), as a notice says it. */
export interface NoticeBasis {
  readonly kind: "consent" | "contract" | "legal-obligation" | "vital-interests" | "public-task" | "legitimate-interest";
  readonly reference?: Text;
  /** First and last day, `YYYY-MM-DD`. */
  readonly from?: string;
  readonly until?: string;
  /** The interest that is pursued, for `legitimate-interest` (GDPR articles 13(1)(d) and 14(2)(b)). */
  readonly interest?: Text;
}

/** A right, as a notice tells how it is exercised. */
export type NoticeRight = "access" | "rectification" | "erasure" | "restriction" | "objection" | "portability";

/** The facts of one notice: one category of data subjects, one channel. */
export interface NoticeFacts {
  /** Identifier of the processing. */
  readonly processing: string;
  /** Identifier of the category of data subjects, and how it is called. */
  readonly subject: string;
  readonly subjectLabel?: Text;
  readonly channel: NoticeChannel;
  /** Tells apart notices of one category and channel. */
  readonly name?: string;
  readonly regime: NoticeRegime;
  /** `direct`: from the person (article 13); `indirect`: from elsewhere (article 14). */
  readonly collection: "direct" | "indirect" | "both";
  readonly title?: Text;
  readonly controller?: {
    readonly name: string;
    readonly contact?: string;
    /** ISO 3166-1 alpha-2. */
    readonly country?: string;
    readonly representative?: { readonly name: string; readonly contact: string } | "none";
  };
  readonly dpo?: { readonly contact: string } | "none";
  readonly purposes?: readonly { readonly statement: Text; readonly bases: readonly NoticeBasis[] }[];
  readonly categories?: readonly Text[];
  readonly sources?: readonly { readonly label: Text; readonly public?: boolean }[];
  /** What a person must give, and what follows if they do not (GDPR article 13(2)(e)). */
  readonly compulsory?: { readonly statement: Text; readonly consequences?: Text } | "none";
  readonly recipients?: readonly Text[] | "none";
  readonly transfers?: readonly { readonly to: Text; readonly safeguard?: Text }[] | "none";
  readonly retention?: readonly { readonly what: Text; readonly period: Text }[];
  readonly rights?: {
    readonly contact?: Text;
    readonly means: readonly { readonly right: NoticeRight; readonly how?: Text }[];
    /** A calendar period such as `P1M`. */
    readonly answerWithin?: string;
  };
  /** How consent is withdrawn. */
  readonly withdrawal?: Text;
  readonly complaint?: { readonly authority: Text; readonly contact?: string };
  readonly automatedDecisions?: readonly { readonly logic: Text; readonly consequences: Text }[] | "none";
  /** Where the full notice is, for the short one. */
  readonly fullAt?: Text;
}

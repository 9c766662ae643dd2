/** Section IV: notices, and the exercise of rights. */
import type { Attachment, LegalReference, Text } from "./text.ts";

/** The mentions an information notice may carry (GDPR art. 13 and 14; law 1.165 art. 14; law 1.565 art. 11). */
export type NoticeMention =
  | "controller"
  | "dpo"
  | "purposes"
  | "basis"
  | "legitimate-interests"
  | "recipients"
  | "transfers"
  | "retention"
  | "rights"
  | "withdrawal"
  | "complaint"
  | "compulsory"
  | "consequences"
  | "automated-decision"
  | "categories"
  | "source";

/** One notice and how it reaches people. */
export interface NoticeDocument extends Attachment {
  readonly text?: Text;
  /** Whether the data come from the person (GDPR art. 13), from elsewhere (art. 14), or both. */
  readonly collection?: "direct" | "indirect" | "both";
  readonly audience?: "everyone" | "adults" | "minors";
  readonly mentions?: readonly NoticeMention[];
  /** `record.field` names or categories without which a person does not get what is asked (GDPR art. 13(2)(e)). */
  readonly compulsory?: readonly string[];
  readonly channels: readonly {
    readonly kind: "intranet" | "letter" | "e-mail" | "handed-over" | "display" | "website" | "form" | "board" | "message" | "oral";
    /** The subject categories that can and do use the channel. */
    readonly reaches: readonly string[];
    /** When: at or before collection, or later. */
    readonly when?: "before-collection" | "at-collection" | "within-one-month" | "later";
    /** What shows that it reached them. */
    readonly evidence?: "signature" | "delivery-log" | "posted" | "none";
  }[];
}

/** The rights a person has. */
export type RightKind = "access" | "rectification" | "erasure" | "restriction" | "objection" | "portability";

/** How rights are exercised. */
export interface RightsDocument {
  readonly contact?: Text;
  readonly channels?: readonly ("e-mail" | "web" | "post" | "on-site")[];
  /** The answer comes within this period of receipt. */
  readonly answerWithin?: string;
  /** How the requester is recognised; `none` is a statement. */
  readonly identityCheck?: readonly ("session" | "challenge" | "known-facts" | "id-copy")[] | "none";
  /** Safeguards of an identity document's copy, or `never-asked` (delib. CCIN 2015-113). */
  readonly identityCopy?:
    | "never-asked"
    | {
        readonly blackAndWhite?: boolean;
        readonly crossed?: boolean;
        readonly access?: readonly string[];
        readonly retention?: string;
        readonly securedTransmission?: boolean;
        readonly reference?: LegalReference;
      };
  /** What can be exercised, by which means. */
  readonly means?: Readonly<Partial<Record<RightKind, RightMeans>>>;
  /** How consent is withdrawn (GDPR art. 7(3)). */
  readonly withdrawal?: RightMeans;
  /** How a person asks for a human decision (GDPR art. 22(3)). */
  readonly humanDecision?: RightMeans;
  /** Recipients are told of rectifications and erasures (GDPR art. 19). */
  readonly propagation?: boolean;
  /** Requests and answers are kept in a ledger with their times. */
  readonly ledger?: boolean;
}

/** By what a right is exercised. */
export interface RightMeans {
  readonly how: Text;
  readonly reference?: LegalReference;
  /** Who is asked, when it is not the contact of all rights. */
  readonly contact?: Text;
  /** The function of the application that carries it out. */
  readonly function?: string;
}

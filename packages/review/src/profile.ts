/** What differs from one authority and law to the next: plain data, so that it can be hashed with the rulebook. */
import type { BasisKind, DataKind, NoticeMention, RightKind } from "@favorable/processing";
import type { Bilingual } from "./verdict.ts";

/** The laws and authorities a file can be reviewed under. */
export type ProfileId = "ccin-1165" | "apdp-1565" | "cnil-gdpr";

/**
 * Families of sources: decisions of the CCIN and of the CNIL, the Monegasque laws of 1993 and 2024, the GDPR, the guides of the
 * APDP and of the CNIL, and cases known from the press only, which are where a rule comes from and no authority.
 */
export type SourceKind = "ccin" | "cnil" | "press" | "law-1165" | "law-1565" | "gdpr" | "apdp-guide" | "cnil-guide";

/** Facts that some laws or forms require and others leave open; where they are not required, silence is only not assessable. */
export type Need =
  | "field-justification"
  | "bound-metadata"
  | "minors"
  | "notice-moment"
  | "propagation"
  | "units"
  | "recipients"
  | "passwords"
  | "encryption"
  | "export-ledger"
  | "paper"
  | "purge"
  | "active-period"
  | "necessity"
  | "dpo";

/** When a mention is due in a notice. */
export type MentionWhen =
  | "always"
  | "dpo"
  | "consent"
  | "legitimate-interest"
  | "compulsory"
  | "recipients"
  | "transfers"
  | "automated"
  | "indirect";

/** A published period for a kind of data, and where it is published. */
export interface PublishedPeriod {
  /** A calendar period such as `P6M`. */
  readonly period: string;
  readonly source: string;
  /** What allows to keep past a cap: `text`, a law that says so; `never`, nothing, a law sets the cap itself; a need shown, unless given. */
  readonly beyond?: "text" | "never";
}

/** One profile. */
export interface Profile {
  /** A {@link ProfileId}, or the name of a house profile: lower-case words joined by hyphens. */
  readonly id: string;
  readonly title: Bilingual;
  /** The first and last day on which its law is in force; open when there is no end. */
  readonly inForce: { readonly from: string; readonly until?: string };
  /** The families of sources a finding cites: the decisions, law and guides of the profile's own authority. */
  readonly sources: readonly SourceKind[];
  /** What a finding cites when nothing of its own exists: the first of these that does. */
  readonly otherwise: readonly SourceKind[];
  /** Whether rules that no decision holds apply. */
  readonly lawOnlyRules: boolean;
  /** The provision on information of the persons, as a sentence cites it. */
  readonly informationText: Bilingual;
  /** The provision on security, as a sentence cites it. */
  readonly securityText: Bilingual;
  /** The recommendation on copies of identity documents, as a sentence cites it. */
  readonly identityCopyText: Bilingual;
  readonly mentions: Readonly<Partial<Record<MentionWhen, readonly NoticeMention[]>>>;
  readonly rights: { readonly always: readonly RightKind[]; readonly byBasis: Readonly<Partial<Record<BasisKind, readonly RightKind[]>>> };
  /** `connections`: logs of connection suffice; `every-action`: each granted action leaves an entry. */
  readonly traced: "connections" | "every-action";
  /** `stated`: consent is named as the basis; `conditions`: proof, withdrawal and freedom are shown (GDPR art. 7). */
  readonly consent: "stated" | "conditions";
  /** `basis`: a legal basis that cites its text lifts the prohibition of sensitive data; `condition`: each category has its own. */
  readonly special: "basis" | "condition";
  /** `mission`: technical roles may hold any grant within a stated mission; `no-business`: none on sensitive data beyond reading. */
  readonly technical: "mission" | "no-business";
  /** `stated`: the file says whether there is a data-protection officer; `designated`: a public body or sensitive data need one. */
  readonly officer: "stated" | "designated";
  /** The one formality open to a public body, when the law leaves it no other. */
  readonly publicBodyFormality?: "opinion-request";
  /** Countries, ISO 3166-1 alpha-2, that are no third country besides those of the list in `adequacy.ts`. */
  readonly home: readonly string[];
  readonly required: readonly Need[];
  readonly caps: Readonly<Partial<Record<DataKind, PublishedPeriod>>>;
  readonly floors: Readonly<Partial<Record<DataKind, PublishedPeriod>>>;
}

/** The thirty-three remarks of the opinion, in order. */
import type { RemarkDocument, Section } from "@favorable/processing";

const LAW = "loi n° 1.165 du 23 décembre 1993";
type Kind = RemarkDocument["kind"];

const said = (
  section: Section,
  kind: Kind,
  en: string,
  concerns: readonly string[],
  more: { readonly operative?: boolean; readonly article?: string; readonly text?: string } = {},
): RemarkDocument => ({
  kind,
  section,
  statement: { en },
  operative: more.operative ?? false,
  ...(more.article === undefined && more.text === undefined
    ? {}
    : { reference: { text: more.text ?? LAW, ...(more.article === undefined ? {} : { article: more.article }) } }),
  concerns,
});
const operative = { operative: true } as const;

/** Sections I to III. */
export const firstRemarks: Readonly<Record<string, RemarkDocument>> = {
  C01: said("I", "demand", "perimeter of data subjects must conform to the law", ["/subjects"], { text: "loi n° 1.509", article: "1" }),
  C02: said("I", "modification", "purpose rewritten", ["/purposes/followUp/statement"], operative),
  C03: said("I", "conformity", "the purpose is determined and explicit", ["/purposes/followUp"], { article: "10-1" }),
  C04: said("II", "finding", "the obligation exists", ["/purposes/followUp/bases/1"], { text: "loi n° 1.509", article: "1" }),
  C05: said("II", "finding", "suspension is the consequence", ["/purposes/followUp/effects"], { text: "loi n° 1.509" }),
  C06: said("II", "finding", "takes note: consent before 30 October 2021", ["/purposes/followUp/bases/0"]),
  C07: said("II", "conformity", "lawful and justified", ["/purposes/followUp/bases"], { article: "10-1, 10-2" }),
  C08: said("III", "reminder", "persons may justify directly to CHPG or via OMT / DASA", ["/origins"], operative),
  C09: said("III", "finding", "only that statement is recorded, excluding any other proof", ["/originRules/0"]),
  C10: said("III", "demand", "data strictly limited to those provided by law", ["/records"], operative),
  C11: said("III", "finding", "channels: secure messaging; paper or internal messaging", ["/origins/occupationalHealth/channels"]),
  C12: said("III", "conformity", "adequate, relevant, not excessive", ["/records"], { article: "10-1" }),
};

/** Sections IV and V. */
export const accessRemarks: Readonly<Record<string, RemarkDocument>> = {
  C13: said("IV", "reminder", "notice must conform to article 14", ["/notices/policy"], { operative: true, article: "14" }),
  C14: said("IV", "demand", "information of all subjects validly made", ["/notices/policy/channels"], operative),
  C15: said("IV", "reminder", "answer within one month of receipt", ["/rights/answerWithin"], operative),
  C16: said("IV", "procedure", "ensure the sender is the data subject", ["/rights/identityCheck"], operative),
  C17: said("IV", "finding", "special protection of a copy of an identity document", ["/rights/identityCopy"], {
    text: "délibération n° 2015-113",
  }),
  C18: said("IV", "conformity", "conforms to articles 13, 15, 16", ["/rights/means"], { article: "13, 15, 16" }),
  C19: said("V", "conformity", "accesses justified", ["/access/grants"]),
  C20: said("V", "reminder", "own identifiers and passwords", ["/access/accounts"], operative),
  C21: said("V", "demand", "logs cannot be modified or deleted before 18 months", ["/retention/logs/minimum"]),
};

/** Sections VI to VIII. */
export const keepingRemarks: Readonly<Record<string, RemarkDocument>> = {
  C22: said("VI", "conformity", "both links lawfully implemented", ["/links"]),
  C23: said("VI", "finding", "messaging carries medical proofs", ["/links/messaging/carries"]),
  C24: said("VI", "demand", "handled promptly, then deleted from the messaging", ["/links/messaging/channel/maximumAge"], operative),
  C25: said("VI", "demand", "deletion also on the messaging backup", ["/links/messaging/channel/purgeReaches"], operative),
  C26: said("VII", "conformity", "no observation on the declared measures", ["/security"]),
  C27: said(
    "VII",
    "reminder",
    "unused ports disabled; servers, peripherals, network devices, user and administrator accounts protected nominatively by identifier and strong password",
    ["/security/infrastructure"],
    operative,
  ),
  C28: said(
    "VII",
    "demand",
    "every copy or extraction, of linked processings too, encrypted on the receiving medium",
    ["/security/exports"],
    operative,
  ),
  C29: said("VII", "reminder", "measures maintained to the state of the art for the whole life of the processing", ["/security/review"], {
    article: "17",
  }),
  C30: said("VIII", "finding", "if the law shortens, delete earlier", ["/purge/followsShortening"]),
  C31: said("VIII", "reminder", "if lengthened, a new modification request", ["/purge/lengtheningNeedsReview"], operative),
  C32: said(
    "VIII",
    "demand",
    "logs not modifiable nor deletable before the end of the vaccination duty",
    ["/retention/logs/minimum"],
    operative,
  ),
  C33: said("VIII", "conformity", "durations then conform", ["/retention"]),
};

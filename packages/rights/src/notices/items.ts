/** The items a notice is asked to hold, and where each is asked. */
import type { NoticeFacts, NoticeRegime, NoticeRight } from "./facts.ts";

/** Every item of GDPR articles 13(1) and (2) and 14(1) and (2), in the order in which a notice prints them. */
export const NOTICE_ITEMS = [
  "controller",
  "representative",
  "dpo",
  "purposes",
  "basis",
  "legitimate-interests",
  "categories",
  "source",
  "compulsory",
  "consequences",
  "recipients",
  "transfers",
  "retention",
  "rights",
  "withdrawal",
  "complaint",
  "automated-decision",
] as const;

/** An item. */
export type NoticeItem = (typeof NOTICE_ITEMS)[number];

/** Where GDPR asks for an item: article 13 for data from the person, article 14 for data from elsewhere. */
const ARTICLES: Readonly<Record<NoticeItem, readonly [direct: string | undefined, indirect: string | undefined]>> = {
  controller: ["13(1)(a)", "14(1)(a)"],
  representative: ["13(1)(a)", "14(1)(a)"],
  dpo: ["13(1)(b)", "14(1)(b)"],
  purposes: ["13(1)(c)", "14(1)(c)"],
  basis: ["13(1)(c)", "14(1)(c)"],
  "legitimate-interests": ["13(1)(d)", "14(2)(b)"],
  categories: [undefined, "14(1)(d)"],
  source: [undefined, "14(2)(f)"],
  compulsory: ["13(2)(e)", undefined],
  consequences: ["13(2)(e)", undefined],
  recipients: ["13(1)(e)", "14(1)(e)"],
  transfers: ["13(1)(f)", "14(1)(f)"],
  retention: ["13(2)(a)", "14(2)(a)"],
  rights: ["13(2)(b)", "14(2)(c)"],
  withdrawal: ["13(2)(c)", "14(2)(d)"],
  complaint: ["13(2)(d)", "14(2)(e)"],
  "automated-decision": ["13(2)(f)", "14(2)(g)"],
};

/** Law 1.565, article 11, 4: it asks for the categories of data that come from the person, too, where the GDPR does not. */
const LAW_1565_ALSO: readonly NoticeItem[] = ["categories"];

/** Law 1.165, article 14: the mentions commonly cited; the text of the law itself was not at hand. */
const LAW_1165: readonly NoticeItem[] = ["controller", "purposes", "rights", "compulsory", "consequences", "recipients"];

/** Where an item is asked; undefined when it is not, for this way of collection. */
export function askedAt(item: NoticeItem, regime: NoticeRegime, collection: NoticeFacts["collection"]): string | undefined {
  const [direct, indirect] = ARTICLES[item];
  const articles = [collection === "indirect" ? undefined : direct, collection === "direct" ? undefined : indirect].filter(
    (article) => article !== undefined,
  );
  if (regime === "mc-1565" && LAW_1565_ALSO.includes(item)) return "law 1.565, article 11";
  if (articles.length === 0) return undefined;
  if (regime === "mc-1165") return LAW_1165.includes(item) ? "law 1.165, article 14" : undefined;
  return regime === "mc-1565" ? "law 1.565, article 11" : `GDPR ${articles.join(", ")}`;
}

/**
 * The rights a notice must tell of: GDPR articles 15, 16 and 18 always; erasure (17(3)(b)), portability (20(1)(a)) and objection (21(1)) by basis.
 * Law 1.165 knows access and rectification (articles 15 and 16).
 */
export function rightsDue({ regime, purposes = [] }: Pick<NoticeFacts, "regime" | "purposes">): readonly NoticeRight[] {
  if (regime === "mc-1165") return ["access", "rectification"];
  const kinds = new Set(purposes.flatMap(({ bases }) => bases.map(({ kind }) => kind)));
  const has = (...some: readonly (typeof kinds extends Set<infer K> ? K : never)[]): boolean => some.some((kind) => kinds.has(kind));
  return [
    "access",
    "rectification",
    ...(has("consent", "contract", "vital-interests", "legitimate-interest") ? (["erasure"] as const) : []),
    "restriction",
    ...(has("public-task", "legitimate-interest") ? (["objection"] as const) : []),
    ...(has("consent", "contract") ? (["portability"] as const) : []),
  ];
}

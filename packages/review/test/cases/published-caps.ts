/** Cases of periods that authorities publish. */
import { type Case, chain, put, without } from "./case.ts";

const T = (en: string): { readonly en: string } => ({ en });

/** The same images under each authority: the period that each publishes, and what lifts it. */
const kept = (period: string, more: object): Case["change"] =>
  chain(
    put("categories.timeInformation.kind", "cctv"),
    (file) => {
      const other = file.retention?.["vaccination"];
      const categories = (other?.categories ?? []).filter((id) => id !== "timeInformation");
      return other === undefined ? file : { ...file, retention: { ...file.retention, vaccination: { ...other, categories } } };
    },
    put("retention.images", { categories: ["timeInformation"], start: { kind: "last-activity" }, maximum: { period }, ...more }),
    without("categories.connectionLogs.kind"),
  );
const justified = { justification: T("security of the premises") };
const cited = { ...justified, reference: { text: "Law", article: "1" } };

export const publishedCaps: readonly Case[] = (
  [
    ["ccin-1165", "P1M", justified, "satisfied"],
    ["ccin-1165", "P10Y", justified, ["reserve", "VIII demande"]],
    ["ccin-1165", "P2M", cited, "human"],
    ["cnil-gdpr", "P10Y", justified, ["reserve", "VIII demande"]],
    ["cnil-gdpr", "P2M", cited, "human"],
    ["apdp-1565", "P31D", cited, ["reserve", "VIII demande"]],
    ["apdp-1565", "P10Y", {}, ["reserve", "VIII demande"]],
    ["ccin-1165", "P7D", { ...justified, archive: { roles: ["dpo"], period: "P10Y" } }, ["reserve", "VIII demande"]],
    ["apdp-1565", "P8D", { exceptions: [{ when: T("always"), maximum: { period: "P1Y" } }] }, ["reserve", "VIII demande"]],
  ] as const
).map(([profile, period, more, gives]): Case => {
  const change = kept(period, more);
  const said = "reference" in more ? "by a text" : "justification" in more ? "for a need" : "without a word";
  return {
    rule: "ret-doctrine-cap",
    when: `images are kept ${period} under ${profile}, ${said}`,
    ...(change === undefined ? {} : { change }),
    evidence: "none",
    profile,
    gives,
  };
});

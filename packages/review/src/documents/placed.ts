/** Places of a declaration in the words of its reader: paths of findings, pointers of remarks. */
import { member } from "../dossier/clean.ts";
import { EVIDENCE_PARTS } from "../dossier/vocabulary.ts";
import { textOf } from "./paper/spans.ts";
import { item, key, type Named, named, type Saying } from "./saying.ts";

/** Members that hold parts by their names. */
const HOLD: Readonly<Record<string, Named | "field" | "id">> = {
  ...{ categories: "categories", events: "events", filingSystems: "filingSystems", functions: "functions", hosting: "hosting" },
  ...{ links: "links", notices: "notices", origins: "origins", proceedings: "proceedings", processors: "processors", purposes: "purposes" },
  ...{ recipients: "recipients", records: "records", retention: "retention", roles: "roles", grants: "roles", subjects: "subjects" },
  ...{ fields: "field", timers: "id", automatedDecisions: "id", transfers: "id", risks: "id", breakGlass: "roles", means: "id" },
};

/** Whether a place is one of the evidence, which is attached and not declared. */
export function isOfEvidence(path: string): boolean {
  return path === "evidence" || path.startsWith("evidence.");
}

/** A path (`retention.logs.minimum`) or a pointer (`/retention/logs/minimum`) in words; what is neither stays as it is. */
export function placed(say: Saying, path: string): string {
  if (!/^\/?[\w*-]+([./][\w*-]+)*$/.test(path)) return path;
  const [first = "", ...rest] = path.replace(/^\//, "").split(/[./]/);
  if (first === "evidence") {
    const part = rest[0] === undefined ? undefined : member(EVIDENCE_PARTS, rest[0]);
    return part?.[say.language] ?? say.t("preuves d'exécution", "runtime evidence");
  }
  const segments = [first, ...rest];
  const words: string[] = [];
  let holds: Named | "field" | "id" | undefined;
  segments.forEach((segment, at) => {
    words.push(holds === undefined ? memberWords(say, segment, segments.slice(0, at)) : partWords(say, holds, segment, segments, at));
    // A grant names a role, then a category.
    holds = holds === undefined ? member(HOLD, segment) : segments[at - 1] === "grants" ? "categories" : undefined;
  });
  return words.join(", ");
}

function memberWords(say: Saying, segment: string, above: readonly string[]): string {
  if (segment === "*") return say.t("chacun", "each");
  return /^\d+$/.test(segment) ? say.t(`n° ${Number(segment) + 1}`, `no. ${Number(segment) + 1}`) : key(say, segment, ...above);
}

function partWords(say: Saying, part: Named | "field" | "id", id: string, segments: readonly string[], at: number): string {
  if (id === "*") return say.t("chacun", "each");
  const label =
    part === "id" ? key(say, id) : part === "field" ? textOf(item(say, `${segments[at - 2] ?? ""}.${id}`)) : named(say, part, id).text;
  return say.t(`« ${label} »`, `“${label}”`);
}

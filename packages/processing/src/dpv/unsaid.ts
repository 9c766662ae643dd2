/** What a document states and the vocabulary has no word for: named, so that nothing is dropped unseen. */
import type { JsonValue } from "@favorable/core";
import type { ProcessingDocument } from "../document/document.ts";
import { type PathNode, pathTree } from "../lock/path-tree.ts";

/**
 * The paths that `linkedData` says, at least in part of their values; everything under one of them is said too. `*` is a name, `[]` a member
 * of a list.
 */
export const saidInDpv: readonly string[] = Object.freeze([
  "id",
  "title",
  "startsOn",
  "endsOn",
  ...["name", "kind", "nature", "country", "contact", "foundingTexts", "representative"].map((key) => `controller.${key}`),
  "jointControllers.arrangement",
  ...["name", "kind", "nature", "country", "contact", "foundingTexts", "representative"].map(
    (key) => `jointControllers.controllers.[].${key}`,
  ),
  "dpo.contact",
  "events.*.label",
  "events.*.on",
  ...["label", "relation", "minors", "vulnerable", "dpv"].map((key) => `subjects.*.${key}`),
  ...["statement", "population", "dpv"].map((key) => `purposes.*.${key}`),
  ...["kind", "from", "until", "reference", "criterion", "dpv"].map((key) => `purposes.*.bases.[].${key}`),
  ...["label", "kind", "special", "condition", "nationalId", "legalRef", "dpv"].map((key) => `categories.*.${key}`),
  ...["label", "kind", "dpv"].map((key) => `origins.*.${key}`),
  "records.*.subjects",
  ...["label", "category", "origins", "purposes", "optional", "legalRef", "justification", "nationalId"].map(
    (key) => `records.*.fields.*.${key}`,
  ),
  ...["title", "text", "collection"].map((key) => `notices.*.${key}`),
  "notices.*.channels.[].kind",
  "notices.*.channels.[].reaches",
  "rights.contact",
  ...["access", "rectification", "erasure", "restriction", "objection", "portability"].flatMap((right) =>
    ["how", "reference", "contact"].map((key) => `rights.means.${right}.${key}`),
  ),
  ...["withdrawal", "humanDecision"].flatMap((right) => ["how", "reference", "contact"].map((key) => `rights.${right}.${key}`)),
  "access.accounts.individual",
  "access.accounts.factors",
  "logs.store",
  ...["label", "purposes", "categories", "kind", "country", "basis"].map((key) => `recipients.*.${key}`),
  ...["label", "contract", "purposes", "categories", "country"].map((key) => `processors.*.${key}`),
  ...["label", "task", "country"].map((key) => `processors.*.subProcessors.*.${key}`),
  ...["to", "recipient", "processor", "categories", "purposes", "safeguard", "decision", "instrument", "derogation"].map(
    (key) => `transfers.*.${key}`,
  ),
  "security.encryption.inTransit",
  "security.encryption.atRest",
  "security.organisation.[].kind",
  "security.breach.register",
  "retention.*.categories",
  "retention.*.purposes",
  "retention.*.start.on",
  "retention.*.maximum",
  "retention.*.then",
  "retention.*.justification",
  "purge.automatic",
  ...["country", "holds", "processor"].map((key) => `hosting.*.${key}`),
  ...["feared", "severity", "likelihood", "threats", "measures"].map((key) => `risks.*.${key}`),
  "governance.formality.kind",
  "governance.impactAssessment.title",
  "governance.impactAssessment.authorityConsulted",
]);

/**
 * Lists what a document states and its linked data do not say, by path, each once and sorted: the matrix cell by cell, floors and start
 * events of retention, safeguards of copies… A reader of the linked data alone does not know of these.
 *
 * @example
 * ```ts
 * import { readDocument } from "@favorable/processing";
 * import { unsaidInDpv } from "@favorable/processing/dpv";
 *
 * const document = readDocument({ format: "favorable-processing/2", id: "visitors", stage: "draft", zone: "Europe/Monaco" });
 * console.log(unsaidInDpv(document).join(" ")); // format stage zone
 * ```
 */
export function unsaidInDpv(document: ProcessingDocument): readonly string[] {
  const unsaid = new Set<string>();
  // A read document is plain data; interfaces have no index signature, which the type of JSON has.
  walk(document as unknown as JsonValue, pathTree, "", unsaid);
  return [...unsaid].sort();
}

function walk(value: JsonValue, node: PathNode | undefined, path: string, unsaid: Set<string>): void {
  if (saidInDpv.includes(path)) return;
  // What is one value of the form is one that is not said, whatever stands in it.
  if (node?.rule?.form === "value" && !saidInDpv.some((said) => said.startsWith(`${path}.`))) {
    unsaid.add(path);
    return;
  }
  const under = (step: string): string => (path === "" ? step : `${path}.${step}`);
  if (Array.isArray(value) && value.length > 0) for (const one of value) walk(one, node?.item, under("[]"), unsaid);
  else if (typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0)
    for (const [key, member] of Object.entries(value) as readonly (readonly [string, JsonValue])[])
      if (node?.named === undefined) walk(member, node?.keys.get(key), under(key), unsaid);
      else walk(member, node.named, under("*"), unsaid);
  else unsaid.add(path);
}

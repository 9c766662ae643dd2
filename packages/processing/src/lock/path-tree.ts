/** The declared polarity of every path of the form, as one table and as a tree to walk documents with. */
import type { PathRule, PathTable } from "./path-rule.ts";
import { accessPaths, authorisationPaths } from "./paths/access.ts";
import { capturePaths, governancePaths } from "./paths/governance.ts";
import { accuracyPaths, informationPaths } from "./paths/information.ts";
import { linkPaths } from "./paths/links.ts";
import { filePaths, purposePaths } from "./paths/purposes.ts";
import { retentionPaths } from "./paths/retention.ts";
import { rightsPaths } from "./paths/rights.ts";
import { placePaths, securityPaths } from "./paths/security.ts";

/** Every path whose polarity is declared; a path that is not here is a widening whatever it says. */
export const polarities: PathTable = Object.freeze({
  ...filePaths,
  ...purposePaths,
  ...informationPaths,
  ...accuracyPaths,
  ...rightsPaths,
  ...accessPaths,
  ...authorisationPaths,
  ...linkPaths,
  ...securityPaths,
  ...placePaths,
  ...retentionPaths,
  ...capturePaths,
  ...governancePaths,
});

/** A place of the form. */
export interface PathNode {
  readonly rule?: PathRule;
  readonly keys: ReadonlyMap<string, PathNode>;
  /** What stands under any name of a map. */
  readonly named?: PathNode;
  /** What stands in a list. */
  readonly item?: PathNode;
}

interface Growing extends PathNode {
  rule?: PathRule;
  readonly keys: Map<string, Growing>;
  named?: Growing;
  item?: Growing;
}

/** The root of the form. */
export const pathTree: PathNode = grow();

function grow(): PathNode {
  const root: Growing = { keys: new Map() };
  for (const [path, rule] of Object.entries(polarities)) {
    let node = root;
    for (const step of path.split(".")) node = next(node, step);
    node.rule = rule;
  }
  return root;
}

function next(node: Growing, step: string): Growing {
  if (step === "*") {
    node.named ??= { keys: new Map() };
    return node.named;
  }
  if (step === "[]") {
    node.item ??= { keys: new Map() };
    return node.item;
  }
  const known = node.keys.get(step);
  if (known !== undefined) return known;
  const made: Growing = { keys: new Map() };
  node.keys.set(step, made);
  return made;
}

/** Fixes, carried out: what a rule asks for, stated or collected, satisfies it. */
import type { ProcessingDocument } from "@favorable/processing";
import { type EvidenceBundle, type Finding, fixOf, mergeFix, type ProfileId, review, rulebook } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { cases } from "./all-cases.ts";
import { drop, places, REQUIRED } from "./change.ts";
import { complete, soundOf } from "./complete.ts";

const ON = "2022-06-01";
const OPEN: ReadonlySet<string | undefined> = new Set(["fired", "not-assessable"]);

function find(rule: string, file: ProcessingDocument, profile: ProfileId, asOf: string, evidence?: EvidenceBundle): Finding | undefined {
  const opinion = review(file, { profile, asOf, ...(evidence === undefined ? {} : { evidence }) });
  return opinion.findings.find((finding) => finding.rule === rule);
}

/** Evidence of a system that does what the file says. */
function observed(file: ProcessingDocument, asOf: string): EvidenceBundle {
  const ran = Object.keys(file.retention ?? {}).map((policy) => ({ policy, on: asOf, deleted: 0, proved: 0 }));
  const drift = { approved: file.governance?.approved?.sha256 ?? "", widened: [] };
  const informed = Object.fromEntries(Object.keys(file.subjects ?? {}).map((id) => [id, 1]));
  const actors = Object.keys(file.access?.roles ?? {});
  const ages = Object.fromEntries(Object.keys(file.categories ?? {}).map((id) => [id, { overdue: 0 }]));
  const reviews = { logs: asOf, security: asOf };
  return soundOf(file, {
    ages,
    reviews,
    asOf,
    recipients: Object.keys(file.recipients ?? {}),
    purges: ran,
    drift,
    actors,
    notices: informed,
  });
}

/** A hash where the fix asks for one: what else is to be written passes as text. */
function completed(file: ProcessingDocument): ProcessingDocument {
  return JSON.parse(JSON.stringify(file).replaceAll(/<sha256[^>]*>/g, "a".repeat(64)));
}

/** The state after the fix, in short, with what is still wrong. */
function after(rule: string, file: ProcessingDocument, profile: ProfileId, asOf: string): string {
  const fix = fixOf(rule);
  const fixed = completed(mergeFix(file, fix ?? {}, asOf));
  const finding = find(rule, fixed, profile, asOf, observed(fixed, asOf));
  const wrong = [...(finding?.declared ?? []), ...(finding?.missing ?? [])].join("; ");
  return OPEN.has(finding?.state) ? `${finding?.state}: ${wrong}` : "settled";
}

/** The fact, or the part that must hold it, where the file may do without that part; undefined where the form requires it. */
function removable(need: string): string | undefined {
  const parts = need.split(".");
  const whole = ["security", "governance", "rights"].includes(parts[0] ?? "");
  while (whole && parts.length > 1 && (parts.at(-1) === "*" || REQUIRED.has(parts.at(-1) ?? ""))) parts.pop();
  const required = parts.at(-1) === "*" || REQUIRED.has(parts.at(-1) ?? "");
  return required ? undefined : parts.join(".");
}

/** The file without what the rule reads of it, as far as the form allows. */
function without(needs: readonly string[]): ProcessingDocument {
  const facts = needs.filter((need) => !need.startsWith("evidence.")).flatMap((need) => removable(need) ?? []);
  return facts.flatMap((fact) => places(complete, fact)).reduce(drop, complete);
}

describe("the fix of a rule", () => {
  it("is there for every rule, and for no other", () => {
    expect(rulebook.filter(({ id }) => fixOf(id) === undefined).map(({ id }) => id)).toEqual([]);
    expect(fixOf("house-title")).toBeUndefined();
    expect(fixOf("constructor")).toBeUndefined();
  });

  it("states facts where the declaration decides, and names the evidence the rule reads where evidence does", () => {
    for (const { id, decides, needs } of rulebook) {
      const fix = fixOf(id);
      const parts = [...new Set(needs.flatMap((need) => (need.startsWith("evidence.") ? [need.split(".")[1] ?? ""] : [])))];
      expect([id, [...(fix?.evidence ?? [])].sort()]).toEqual([id, parts.sort()]);
      expect([id, fix?.command === undefined]).toEqual([id, !decides.evidence]);
      if (decides.declaration) expect([id, fix?.declaration === undefined]).toEqual([id, false]);
    }
  });

  const broken = cases.filter(({ gives }) => gives === "not-assessable" || Array.isArray(gives));

  it.each(broken.map((one) => [`${one.rule}: ${one.when}`, one] as const))("mends %s", (_, one) => {
    const file = one.change?.(complete) ?? complete;
    expect(after(one.rule, file, one.profile ?? "cnil-gdpr", one.asOf ?? ON)).toBe("settled");
  });

  const decided = rulebook.filter(({ decides }) => decides.declaration);

  it.each(decided.map((rule) => [rule.id, rule] as const))("settles a file that is silent on what the rule reads: %s", (id, rule) => {
    const file = without(rule.needs);
    for (const profile of ["cnil-gdpr", ...(rule.origin === "else" ? [] : (["ccin-1165"] as const))] as const)
      expect([profile, after(id, file, profile, ON)]).toEqual([profile, "settled"]);
  });

  it("is needed: the rule is open on that silent file, or on a case in which one fact is wrong", () => {
    const idle = decided.filter(({ id, needs }) => {
      const file = without(needs);
      const silent = (["cnil-gdpr", "ccin-1165"] as const).some((profile) => OPEN.has(find(id, file, profile, ON)?.state));
      return !silent && !broken.some(({ rule }) => rule === id);
    });
    expect(idle.map(({ id }) => id)).toEqual([]);
  });

  it("settles an empty file", () => {
    const empty: ProcessingDocument = { format: "favorable-processing/2", id: "empty", stage: "submitted" };
    const left = decided.map(({ id }) => [id, after(id, empty, "cnil-gdpr", ON)]).filter(([, state]) => state !== "settled");
    expect(left).toEqual([]);
  });

  it("leaves the file it is merged into as it was", () => {
    const before = structuredClone(complete);
    for (const { id } of rulebook) mergeFix(complete, fixOf(id) ?? {}, ON);
    expect(complete).toEqual(before);
  });
});

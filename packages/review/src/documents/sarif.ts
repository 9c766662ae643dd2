/** An opinion as SARIF, the form in which code hosts and editors show findings beside a file (OASIS SARIF 2.1.0). */
import { fixOf } from "../fixes/fix-of.ts";
import type { Finding, Opinion } from "../opinion.ts";
import type { Bilingual, Severity } from "../verdict.ts";

/** Where the declaration is, for the reader of the log. */
export interface SarifSource {
  /** The declaration's file, relative to the repository, as a URI. */
  readonly uri: string;
  /** Language of the messages. */
  readonly language: keyof Bilingual;
  /** The line of a path such as `purposes.followUp.population`, from 1; nearest place that is there. Line 1 when left out. */
  lineOf?(path: string): number;
}

/** `block` breaks a build, `modify` and `reserve` warn, `reminder` notes (SARIF 2.1.0 §3.27.10). */
const LEVEL: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  block: "error",
  modify: "warning",
  reserve: "warning",
  reminder: "note",
};

/**
 * Writes an opinion as a SARIF 2.1.0 log: one result for each rule that fired (`fail`), each that could not be assessed (`open`) and each
 * that is left to a person (`review`); rules that are satisfied are no results. A result without a fact of the file stands on line 1.
 *
 * @returns plain data, to be written as JSON
 * @example
 * ```ts
 * import { review } from "@favorable/review";
 * import { opinionSarif } from "@favorable/review/documents";
 *
 * const file = { format: "favorable-processing/2", id: "empty", stage: "submitted" } as const;
 * const log = opinionSarif(review(file, { profile: "cnil-gdpr", asOf: "2026-01-15" }), { uri: "declaration.json", language: "en" });
 * console.log(`${log.version}, ${log.runs[0]?.results.some(({ level }) => level === "error")}`); // 2.1.0, true
 * ```
 */
export function opinionSarif(opinion: Opinion, source: SarifSource): SarifLog {
  const said = opinion.findings.filter(({ state }) => state !== "satisfied");
  const index = new Map(said.map(({ rule }, at) => [rule, at]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "favorable",
            semanticVersion: `${opinion.rulebook.version.split("+")[0]}.0.0`,
            informationUri: "https://www.npmjs.com/package/favorable",
            rules: said.map((finding) => ({
              id: finding.rule,
              shortDescription: { text: finding.statement[source.language] },
              help: helpOf(finding, source.language),
              defaultConfiguration: { level: LEVEL[finding.severity] },
              properties: { section: finding.section },
            })),
          },
        },
        properties: {
          outcome: opinion.outcome,
          profile: opinion.profile,
          asOf: opinion.asOf,
          caveats: opinion.caveats.map(({ code }) => code).join(", "),
          declarationSha256: opinion.declaration.sha256,
          rulebookSha256: opinion.rulebook.sha256,
        },
        results: said.map((finding) => resultOf(finding, index.get(finding.rule) ?? 0, source)),
      },
    ],
  };
}

function resultOf(finding: Finding, ruleIndex: number, source: SarifSource): SarifResult {
  const [path = ""] = [...(finding.missing ?? []), ...(finding.declared ?? [])];
  return {
    ruleId: finding.rule,
    ruleIndex,
    ...(finding.state === "fired"
      ? { kind: "fail" as const, level: LEVEL[finding.severity] }
      : { kind: finding.state === "human" ? ("review" as const) : ("open" as const), level: "none" as const }),
    message: { text: messageOf(finding, source.language) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: source.uri },
          region: { startLine: source.lineOf?.(/^[\w.-]+/.exec(path)?.[0] ?? "") ?? 1 },
        },
      },
    ],
    // The same finding on the same facts is the same alert, wherever its line went.
    partialFingerprints: { "favorable/1": `${finding.rule}:${finding.state}` },
  };
}

/** The texts a rule rests on, and what would satisfy it (SARIF 2.1.0 §3.49.12: the markdown says what the text says, with its form). */
function helpOf({ rule, source }: Finding, language: keyof Bilingual): SarifRule["help"] {
  const { declaration, evidence, command } = fixOf(rule) ?? {};
  const fr = language === "fr";
  const [state, attach] = fr ? ["À déclarer :", "À joindre :"] : ["To state:", "To attach:"];
  const snippet = JSON.stringify(declaration, undefined, 2);
  const collected = evidence === undefined ? undefined : `${attach} ${evidence.join(", ")} (\`${command}\`)`;
  const parts = (fenced: boolean): readonly string[] => [
    source[language],
    ...(declaration === undefined ? [] : [state, fenced ? `\`\`\`json\n${snippet}\n\`\`\`` : snippet]),
    ...(collected === undefined ? [] : [fenced ? collected : collected.replaceAll("`", "")]),
  ];
  return { text: parts(false).join("\n\n"), markdown: parts(true).join("\n\n") };
}

function messageOf({ statement, state, missing, question, lifts, source }: Finding, language: keyof Bilingual): string {
  const parts = [statement[language], `(${source[language]})`];
  if (state === "human" && question !== undefined) parts.push(question[language]);
  if (missing !== undefined) parts.push(`${language === "fr" ? "Non déclaré :" : "Not stated:"} ${missing.join(", ")}.`);
  if (lifts !== undefined && lifts[language] !== "")
    parts.push(`${language === "fr" ? "Ce qui suffit :" : "What lifts it:"} ${lifts[language]}.`);
  return parts.join(" ");
}

/** A SARIF log, as far as an opinion fills it. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: "2.1.0";
  readonly runs: readonly SarifRun[];
}

/** One run: one opinion. */
export interface SarifRun {
  readonly tool: {
    readonly driver: {
      readonly name: string;
      readonly semanticVersion: string;
      readonly informationUri: string;
      readonly rules: readonly SarifRule[];
    };
  };
  readonly properties: Readonly<Record<string, string>>;
  readonly results: readonly SarifResult[];
}

/** A rule, as SARIF describes it. */
export interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: "error" | "warning" | "note" };
  readonly properties: { readonly section: string };
}

/** A finding, as SARIF places it. */
export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: "fail" | "open" | "review";
  readonly level: "error" | "warning" | "note" | "none";
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

/** The plan's own tables as they should stand, read from the statements that make them: nothing has to be written twice. */
import type { Plan } from "./plan.ts";
import { sealedTableNames, sealedTableStatements } from "./sealed-context.ts";

/** A table of level `sealed`. */
interface OwnDefinition {
  readonly name: string;
  /** As `pg_class.relpersistence` may have it: what need not outlive a crash may all the same. */
  readonly persistence: readonly string[];
  /** Name, type, `not null` and default, as the catalogue prints them. */
  readonly columns: readonly string[];
  /** As `pg_get_constraintdef` prints them. */
  readonly constraints: readonly string[];
}

const COLUMN = /^(\w+) ([\w[\]]+)(.*)$/s;
const ADDED = /alter table \S+?"?(\w+)"? add column (?:if not exists )?([^;]+)/g;
const PRINTED: Readonly<Record<string, string>> = { timestamptz: "timestamp with time zone", int: "integer" };

/** Every own table of the plan. */
export function ownDefinitions(plan: Plan): readonly OwnDefinition[] {
  const texts = sealedTableStatements(plan);
  return sealedTableNames(plan).map((name) => {
    const made = texts.find((text) => text.startsWith("create ") && text.includes(`"${name}"`)) ?? "";
    const added = texts.flatMap((text) => [...text.matchAll(ADDED)].flatMap(([, table, column = ""]) => (table === name ? [column] : [])));
    const lines = [...atTopLevel(made.slice(made.indexOf("(") + 1, made.lastIndexOf(")"))), ...added].map((line) => line.trim());
    return {
      name,
      persistence: made.startsWith("create unlogged") ? ["u", "p"] : ["p"],
      columns: lines.map(columnText),
      constraints: lines.flatMap(constraintTexts),
    };
  });
}

/** Split at commas that stand in no parentheses. */
function atTopLevel(text: string): string[] {
  let depth = 0;
  const parts = [""];
  for (const letter of text) {
    depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    if (letter === "," && depth === 0) parts.push("");
    else parts.push((parts.pop() ?? "") + letter);
  }
  return parts;
}

function columnText(line: string): string {
  const [, name = "", type = "", rest = ""] = COLUMN.exec(line) ?? [];
  const printed = PRINTED[type] ?? type;
  const fallback = /default ('[^']*')/.exec(rest)?.[1];
  return [
    name,
    printed,
    ...(/not null|primary key/.test(rest) ? ["not null"] : []),
    ...(fallback === undefined ? [] : [`default ${fallback}::${printed}`]),
  ].join(" ");
}

function constraintTexts(line: string): string[] {
  const [, name = "", , rest = ""] = COLUMN.exec(line) ?? [];
  const check = /check \((.*)\)$/s.exec(rest)?.[1];
  return [...(rest.includes("primary key") ? [`PRIMARY KEY (${name})`] : []), ...(check === undefined ? [] : [`CHECK ((${check}))`])];
}

/** Functions as migrations leave them, read from the migrations themselves: a later statement replaces, alters or drops an earlier one. */
import { auditMigrations } from "@favorable/audit/postgres";
import type { Migration } from "@favorable/sql";

/** A function of schema `favorable`. */
interface MigratedFunction {
  readonly name: string;
  readonly body: string;
  readonly definer: boolean;
  /** Language, kind and volatility, as `plpgsql f v`. */
  readonly made: string;
  /** `name=value`, as the catalogue has them. */
  readonly settings: readonly string[];
}

const CREATED = /^create (?:or replace )?function favorable\.(\w+)\s*\(([\s\S]*?)\$\$([\s\S]*)\$\$/;
const LATER = /^(alter|drop) function (?:if exists )?favorable\.(\w+)\s*\([^)]*\)([\s\S]*)$/;
/** `set name = value`, up to the next clause or the body. */
const SETTING = /\bset ([\w.]+) = (.+?)(?=\s+(?:set|as|security|language|stable|immutable|volatile|parallel)\b|\s*$)/g;

/** The functions of migrations, each in its last form. */
export function migratedFunctions(migrations: readonly Migration[]): readonly MigratedFunction[] {
  const found = new Map<string, MigratedFunction>();
  for (const text of migrations.flatMap(({ statements }) => statements)) {
    const [, name, head = "", body = ""] = CREATED.exec(text) ?? [];
    const [, verb, other = "", rest = ""] = LATER.exec(text) ?? [];
    const known = found.get(other);
    if (name !== undefined) found.set(name, { name, body, settings: settingsOf(head), ...modeOf(head) });
    else if (verb === "drop") found.delete(other);
    else if (known !== undefined) {
      const added = settingsOf(rest);
      const kept = known.settings.filter((line) => !added.some((one) => nameOf(one) === nameOf(line)));
      found.set(other, { ...known, settings: [...kept, ...added] });
    }
  }
  return [...found.values()];
}

/** What the functions of level `sealed` call in the log, and what that calls. */
export function appendingFunctions(): readonly MigratedFunction[] {
  return migratedFunctions(auditMigrations).filter(({ name }) => name === "append_declared" || name === "audit_fact");
}

function modeOf(head: string): Pick<MigratedFunction, "definer" | "made"> {
  const language = /\blanguage (\w+)/.exec(head)?.[1] ?? "";
  const volatility = /\bimmutable\b/.test(head) ? "i" : /\bstable\b/.test(head) ? "s" : "v";
  return { definer: head.includes("security definer"), made: `${language} f ${volatility}` };
}

/** As the catalogue has them: quotes are the statement's. */
function settingsOf(head: string): string[] {
  return [...head.matchAll(SETTING)].map(([, name = "", value = ""]) => `${name}=${value.replaceAll("'", "")}`);
}

function nameOf(setting: string): string {
  return setting.slice(0, setting.indexOf("="));
}

/** A coded error as the command line says it. */
import type { PrivacyError } from "@favorable/core";
import { printable } from "./printable.ts";

type Language = "fr" | "en";

/** The language that the arguments ask for; English without one. */
export function languageAsked(args: readonly string[]): Language {
  const at = args.findIndex((one) => one === "--lang" || one === "-l");
  const asked = at === -1 ? args.find((one) => one.startsWith("--lang="))?.slice("--lang=".length) : args[at + 1];
  return asked === "fr" ? "fr" : "en";
}

/** What a document is reproached with, in French; other messages stay in the language of the library. */
const FRENCH: Readonly<Record<string, string>> = {
  "the document is not one that makes sense": "le document n'est pas cohérent",
  "the declaration does not make sense": "la déclaration n'est pas cohérente",
};

/** The code, the message and the details; wrong places each on a line with what is wrong there. */
export function errorText({ code, message, details }: Pick<PrivacyError, "code" | "message" | "details">, language: Language): string {
  const { paths, problems, more, ...rest } = details;
  const told = Array.isArray(paths) && Array.isArray(problems);
  const head = `${code}${language === "fr" ? " : " : ": "}${headOf(message, language)}`;
  const places = told
    ? paths.map((path, at) => `  ${placeOf(path, language)}${language === "fr" ? " : " : ": "}${String(problems[at])}`)
    : [];
  const others = told ? { ...(more === undefined ? {} : { more }), ...rest } : details;
  const lines = Object.entries(others).map(([name, value]) => `  ${name}: ${Array.isArray(value) ? value.join(", ") : String(value)}`);
  return [head, ...places, ...lines].join("\n");
}

/** « 1 place », « 3 places »; in French where there are words for it. */
function headOf(message: string, language: Language): string {
  const [, before = "", count] = /^(.*): (\d+) place\(s\)$/s.exec(message) ?? [];
  if (count === undefined) return message;
  const several = Number(count) > 1 ? "s" : "";
  const french = language === "fr" && Object.hasOwn(FRENCH, before) ? FRENCH[before] : undefined;
  return french === undefined ? `${before}: ${count} place${several}` : `${french} : ${count} endroit${several}`;
}

function placeOf(path: unknown, language: Language): string {
  if (path === "") return language === "fr" ? "(le document lui-même)" : "(the document itself)";
  return printable(String(path));
}

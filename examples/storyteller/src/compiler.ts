/** What the compiler says of a line that should not be written. */
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import ts from "typescript";

/** The first error in a file, as one line; throws when there is none, so that no story tells one that did not happen. */
export async function compileError(file: string): Promise<{ readonly line: string; readonly message: string }> {
  const program = await programOf(dirname(file));
  const [first] = program.getSemanticDiagnostics(program.getSourceFile(file));
  if (first === undefined) throw new Error("the story expected a compile error here, and there was none");
  const source = await readFile(file, "utf8");
  const at = source.slice(0, first.start ?? 0).split("\n").length - 1;
  const message = ts.flattenDiagnosticMessageText(first.messageText, "\n").split("\n")[0] ?? "";
  return { line: source.split("\n")[at]?.trim() ?? "", message };
}

const programs = new Map<string, ts.Program>();

/** One program for all files of a folder: what they have in common is read and checked once. */
async function programOf(folder: string): Promise<ts.Program> {
  const known = programs.get(folder);
  if (known !== undefined) return known;
  const config = ts.findConfigFile(folder, ts.sys.fileExists, "tsconfig.base.json");
  if (config === undefined) throw new Error("there are no compiler settings above the file");
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, dirname(config));
  const files = (await readdir(folder)).filter((name) => name.endsWith(".ts")).map((name) => join(folder, name));
  const program = ts.createProgram(files, { ...options, noEmit: true, composite: false, skipLibCheck: true });
  programs.set(folder, program);
  return program;
}

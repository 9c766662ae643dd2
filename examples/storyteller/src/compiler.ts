/** What the compiler says of a line that should not be written. */
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import ts from "typescript";

/** The first error in a file, as one line; throws when there is none, so that no story tells one that did not happen. */
export async function compileError(file: string): Promise<{ readonly line: string; readonly message: string }> {
  const config = ts.findConfigFile(dirname(file), ts.sys.fileExists, "tsconfig.base.json");
  if (config === undefined) throw new Error("there are no compiler settings above the file");
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, dirname(config));
  const settings = { ...options, noEmit: true, composite: false, skipLibCheck: true };
  const program = ts.createProgram([file], settings, cachingHost(settings));
  const [first] = program.getSemanticDiagnostics(program.getSourceFile(file));
  if (first === undefined) throw new Error("the story expected a compile error here, and there was none");
  const source = await readFile(file, "utf8");
  const at = source.slice(0, first.start ?? 0).split("\n").length - 1;
  const message = ts.flattenDiagnosticMessageText(first.messageText, "\n").split("\n")[0] ?? "";
  return { line: source.split("\n")[at]?.trim() ?? "", message };
}

/** Files that were parsed for an earlier question: a story asks several, over the same libraries. */
const parsed = new Map<string, ts.SourceFile | undefined>();

function cachingHost(settings: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(settings);
  return {
    ...host,
    getSourceFile(name, ...rest) {
      if (!parsed.has(name)) parsed.set(name, host.getSourceFile(name, ...rest));
      return parsed.get(name);
    },
  };
}

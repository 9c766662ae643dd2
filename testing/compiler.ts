/** The compiler as a test sees it: what it says of a snippet, and what a snippet costs it. Counts, never times. */
import { dirname, join, resolve } from "node:path";
import ts from "typescript";

const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of one snippet: each diagnostic with all its lines. */
export interface Diagnosis {
  readonly messages: readonly string[];
}

/**
 * Type-checks snippets as if each were a file of the folder, under the repository's settings.
 *
 * @param folder - such as `packages/fields/test`: imports resolve from there
 * @param snippets - sources by name
 */
export function diagnose<K extends string>(folder: string, snippets: Readonly<Record<K, string>>): Readonly<Record<K, Diagnosis>> {
  const names = Object.keys(snippets) as K[];
  const { program, pathOf } = compile(folder, snippets);
  const entries = names.map((name): [K, Diagnosis] => {
    const file = program.getSourceFile(pathOf(name));
    const found = file === undefined ? [] : [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return [name, { messages: found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")) }];
  });
  return Object.fromEntries(entries) as Record<K, Diagnosis>;
}

/** Counts the type instantiations of a snippet that has no errors, those of the library files included. */
export function instantiations(folder: string, source: string): number {
  const { program, pathOf } = compile(folder, { measured: source });
  const file = program.getSourceFile(pathOf("measured"));
  const [first] = program.getSemanticDiagnostics(file);
  if (first !== undefined) throw new Error(ts.flattenDiagnosticMessageText(first.messageText, "\n"));
  return program.getInstantiationCount();
}

function compile(
  folder: string,
  snippets: Readonly<Record<string, string>>,
): { readonly program: ts.Program; pathOf(name: string): string } {
  const pathOf = (name: string): string => resolve(folder, `.snippet-${name}.ts`);
  const sources = new Map(Object.entries(snippets).map(([name, source]) => [pathOf(name), source]));
  const options = settings();
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  host.getSourceFile = (path, languageVersion) => {
    const source = sources.get(path);
    if (source !== undefined) return ts.createSourceFile(path, source, languageVersion);
    if (!parsed.has(path)) parsed.set(path, getSourceFile(path, languageVersion));
    return parsed.get(path);
  };
  return { program: ts.createProgram([...sources.keys()], options, host), pathOf };
}

function settings(): ts.CompilerOptions {
  const file = resolve("tsconfig.base.json");
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const { tsBuildInfoFile, ...options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, dirname(file)).options;
  return {
    ...options,
    composite: false,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    noEmit: true,
    noUnusedLocals: false,
    typeRoots: [join(dirname(file), "node_modules/@types")],
  };
}

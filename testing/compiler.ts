/** The compiler as a test sees it: what it says of a snippet, and what a snippet costs it. Counts, never times. */
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import ts59 from "typescript-5.9";

/** The releases of TypeScript that the error texts are held to. */
export type Release = "6.0" | "5.9";

// The one cast: both releases have the API that is used here.
const COMPILERS: Readonly<Record<Release, typeof ts>> = { "6.0": ts, "5.9": ts59 as unknown as typeof ts };
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
 * @param release - TypeScript 6.0 unless told
 */
export function diagnose<K extends string>(
  folder: string,
  snippets: Readonly<Record<K, string>>,
  release: Release = "6.0",
): Readonly<Record<K, Diagnosis>> {
  const names = Object.keys(snippets) as K[];
  const { program, pathOf } = compile(folder, snippets, { release });
  const entries = names.map((name): [K, Diagnosis] => {
    const file = program.getSourceFile(pathOf(name));
    const found = file === undefined ? [] : [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return [name, { messages: found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")) }];
  });
  return Object.fromEntries(entries) as Record<K, Diagnosis>;
}

/** Counts the type instantiations of a snippet that has no errors, those of the library files included. */
export function instantiations(folder: string, source: string, settings: CompilerSettings = {}): number {
  const { program, pathOf } = compile(folder, { measured: source }, settings);
  const file = program.getSourceFile(pathOf("measured"));
  const [first] = program.getSemanticDiagnostics(file);
  if (first !== undefined) throw new Error(ts.flattenDiagnosticMessageText(first.messageText, "\n"));
  return program.getInstantiationCount();
}

/** What a measurement may change. */
export interface CompilerSettings {
  readonly release?: Release;
  /** The repository's own setting is on. */
  readonly exactOptionalPropertyTypes?: boolean;
}

function compile(
  folder: string,
  snippets: Readonly<Record<string, string>>,
  { release = "6.0", exactOptionalPropertyTypes = true }: CompilerSettings,
): { readonly program: ts.Program; pathOf(name: string): string } {
  const pathOf = (name: string): string => resolve(folder, `.snippet-${name}.ts`);
  const sources = new Map(Object.entries(snippets).map(([name, source]) => [pathOf(name), source]));
  const compiler = COMPILERS[release];
  const options = { ...settings(compiler), exactOptionalPropertyTypes };
  const host = compiler.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  host.getSourceFile = (path, languageVersion) => {
    const source = sources.get(path);
    if (source !== undefined) return compiler.createSourceFile(path, source, languageVersion);
    const key = `${release} ${path}`;
    if (!parsed.has(key)) parsed.set(key, getSourceFile(path, languageVersion));
    return parsed.get(key);
  };
  return { program: compiler.createProgram([...sources.keys()], options, host), pathOf };
}

function settings(compiler: typeof ts): ts.CompilerOptions {
  const file = resolve("tsconfig.base.json");
  const { config } = compiler.readConfigFile(file, compiler.sys.readFile);
  const { tsBuildInfoFile, ...options } = compiler.parseJsonConfigFileContent(
    { ...config, files: [] },
    compiler.sys,
    dirname(file),
  ).options;
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

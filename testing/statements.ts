/** What a test database starts with: single statements, or migrations that hold them. */
export type Schema = readonly (string | { readonly statements: readonly string[] })[];

/** The single statements, in order. */
export function statementsOf(schema: Schema): string[] {
  return schema.flatMap((part) => (typeof part === "string" ? [part] : [...part.statements]));
}

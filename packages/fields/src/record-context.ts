/** What a record knows of the vocabulary that made it. */

/** What a vocabulary tells its records. */
export interface RecordContext {
  readonly purposes: ReadonlySet<string>;
  readonly subjects: readonly string[];
  readonly origins: ReadonlyMap<string, { readonly certifies: boolean; readonly excludes: ReadonlySet<string> }>;
  /** Whether a field was made by this vocabulary. */
  owns(field: object): boolean;
  /** Remembers a record as made by this vocabulary. */
  adopt(record: object): void;
}

/** The port of a journal: one file that is added to, cut off and replaced durably. `openJournal` of `@favorable/audit/node` is one. */

/** A file that one process writes. */
export interface JournalFile {
  /** Everything that is in it. */
  read(): Promise<Uint8Array>;
  /** Adds bytes at the end; when it resolves they are on the disk. After a failure the end is unknown until {@link JournalFile.cut}. */
  add(bytes: Uint8Array): Promise<void>;
  /** Keeps bytes that are about to be cut off in a file beside, which nobody but the owner may read; when it resolves they are on the disk. */
  aside(bytes: Uint8Array): Promise<void>;
  /** Cuts it off at a length; when it resolves that is on the disk. */
  cut(length: number): Promise<void>;
  /** Replaces all of it at once: after a crash either the old or the new content is there. */
  replace(bytes: Uint8Array): Promise<void>;
  /** Lets another process have it. */
  close(): Promise<void>;
}

/** An exported log as named files, wherever they are: a folder, a web server, memory. */

/** Reads the files of an exported log. */
export interface LogFiles {
  /** Every file there is, as paths with `/`; something that is no plain file is listed with a `/` at its end. */
  paths(): Promise<readonly string[]>;
  /**
   * The bytes of a file; `undefined` when there is none. Only listed plain files are asked for. A file of more bytes than `atMost` need
   * not be read: `FILE_TOO_LARGE` may be thrown instead, and is a finding like a longer answer.
   */
  read(path: string, atMost?: number): Promise<Uint8Array | undefined>;
}

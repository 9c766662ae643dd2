/** An exported log as named files, wherever they are: a folder, a web server, memory. */

/** Reads the files of an exported log. */
export interface LogFiles {
  /** Every file there is, as paths with `/`; something that is no plain file is listed with a `/` at its end. */
  paths(): Promise<readonly string[]>;
  /** The bytes of a file; `undefined` when there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
}

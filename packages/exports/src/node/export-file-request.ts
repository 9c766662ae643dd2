/** What an export to a file is asked with. */
import type { ExportRequest } from "../plan.ts";
import type { RowSource } from "../row-source.ts";

/** How far an export is. */
export interface ExportProgress {
  readonly rows: number;
  /** Bytes of the encrypted file so far. */
  readonly bytes: number;
}

/** An {@link ExportRequest} and where the file goes. */
export interface ExportFileRequest extends ExportRequest {
  /** The rows, with any fields: they are projected to the permitted ones here. */
  readonly rows: RowSource;
  /** Path of the file; its folder must exist. */
  readonly file: string;
  /** Replaces a file of that name; otherwise it is refused. */
  readonly replace?: boolean;
  /** Called after each block of about 256 KiB and at the end. */
  readonly onProgress?: (progress: ExportProgress) => void;
  /** Ends the export with `EXPORT_CANCELLED`. */
  readonly signal?: AbortSignal;
}

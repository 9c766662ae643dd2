/** `favorable register`: the Article 30 register of one or several documents. */
import { PrivacyError } from "@favorable/core";
import { readDocument } from "@favorable/processing";
import { registerCsv, registerOf, registerPaper, registerXlsx } from "@favorable/review/documents";
import { readJson } from "../input.ts";
import { languageOf, type Written, writeBytes, writePaper } from "./write.ts";

/** What `register` can write. */
export const REGISTER_FORMATS = ["md", "html", "csv", "xlsx"] as const;

/** How the register is written. */
export interface RegisterWritten extends Written {
  readonly role: string;
  /** Of CSV: a name or the sign itself. */
  readonly separator?: string | undefined;
}

const SEPARATORS: Readonly<Record<string, "," | ";" | "\t">> = {
  ...{ comma: ",", semicolon: ";", tab: "\t" },
  ...{ ",": ",", ";": ";", "\t": "\t" },
};

/** Writes the register; returns 0. */
export async function register(files: readonly string[], options: RegisterWritten): Promise<number> {
  const { role, separator: asked } = options;
  const separator = asked === undefined ? "," : Object.hasOwn(SEPARATORS, asked) ? SEPARATORS[asked] : undefined;
  if (separator === undefined) throw new PrivacyError("OPTION_INVALID", "--separator is comma, semicolon or tab, or the sign itself");
  if (asked !== undefined && options.format !== "csv") throw new PrivacyError("OPTION_INVALID", "--separator goes with --format csv");
  if (role !== "controller" && role !== "processor") throw new PrivacyError("OPTION_INVALID", "--role is controller or processor");
  const documents = files.map((file) => readDocument(readJson(file, "declaration")));
  const made = registerOf(documents, { language: languageOf(options.lang), role });
  if (options.format === "xlsx") return writeBytes(await registerXlsx(made), options.out);
  return writePaper(registerPaper(made), options, { csv: () => registerCsv(made, { separator }), xlsx: () => "" });
}

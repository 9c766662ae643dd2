/** `favorable generate`: a diagram, linked data, the JSON Schema of the form. */
import { PrivacyError } from "@favorable/core";
import { documentJsonSchema, flowDiagram, readDocument } from "@favorable/processing";
import { linkedData, unsaidInDpv } from "@favorable/processing/dpv";
import { readJson } from "../input.ts";
import { writeResult } from "./lock.ts";

interface Out {
  readonly out?: string | undefined;
}

/** The Mermaid source of the flow; returns 0. */
export function generateMermaid(file: string, { lang, out }: Out & { readonly lang: string }): number {
  if (lang !== "fr" && lang !== "en") throw new PrivacyError("OPTION_INVALID", "--lang is fr or en");
  writeResult(flowDiagram(readDocument(readJson(file, "declaration")), { language: lang }), out, true);
  return 0;
}

/** The JSON-LD; what is stated and has no term goes to the standard error, so that nothing is dropped unseen. Returns 0. */
export function generateDpv(file: string, { base, out }: Out & { readonly base?: string | undefined }): number {
  const document = readDocument(readJson(file, "declaration"));
  writeResult(`${JSON.stringify(linkedData(document, base === undefined ? {} : { base }), undefined, 2)}\n`, out, true);
  const unsaid = unsaidInDpv(document);
  if (unsaid.length > 0) process.stderr.write(`Not said in DPV 2.3: ${byPart(unsaid).join(", ")}\n`);
  return 0;
}

/** Paths by the part of the document they stand in: the first by its path, the others by their number. */
function byPart(paths: readonly string[]): readonly string[] {
  const parts = new Map<string, string[]>();
  for (const path of paths) {
    const part = path.split(".")[0] ?? path;
    parts.set(part, [...(parts.get(part) ?? []), path]);
  }
  return [...parts].map(([part, found]) =>
    found.length === 1 ? (found[0] ?? part) : `${found[0] ?? part} and ${found.length - 1} more of ${part}`,
  );
}

/** The JSON Schema; returns 0. */
export function generateJsonSchema({ out }: Out): number {
  writeResult(`${JSON.stringify(documentJsonSchema(), undefined, 2)}\n`, out, true);
  return 0;
}

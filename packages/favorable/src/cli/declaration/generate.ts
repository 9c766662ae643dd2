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
  if (unsaid.length > 0) process.stderr.write(`Not said in DPV 2.3: ${unsaid.join(", ")}\n`);
  return 0;
}

/** The JSON Schema; returns 0. */
export function generateJsonSchema({ out }: Out): number {
  writeResult(`${JSON.stringify(documentJsonSchema(), undefined, 2)}\n`, out, true);
  return 0;
}

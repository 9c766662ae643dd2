/** The context, inline: it is read without a network, and says what each short IRI stands for. */
import { dpvPrefixes } from "@favorable/fields/dpv";
import type { LinkedNode } from "./node.ts";

/** Prefixes of DPV 2.3 and of the vocabularies it is written with (Dublin Core Terms, RDF, SKOS, XML Schema). */
export const linkedDataContext: LinkedNode = Object.freeze({
  "@version": 1.1,
  ...dpvPrefixes,
  dct: "http://purl.org/dc/terms/",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
});

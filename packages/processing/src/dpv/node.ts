/** Nodes of the linked data: ids, texts in languages, references. */
import { PrivacyError } from "@favorable/core";
import type { LegalReference, Text } from "../document/text.ts";

/** A value of a node. */
export type LinkedValue = string | boolean | number | LinkedNode | readonly LinkedValue[];

/** A node of JSON-LD: `@id`, `@type`, and properties by their short IRIs. */
export interface LinkedNode {
  readonly [key: string]: LinkedValue | undefined;
}

/** Makes the IRI of a part of the document: `purposes.followUp`. */
export type IriOf = (part: string) => string;

/**
 * Makes the IRIs under a base: a fragment of an address, one more part of a URN.
 *
 * @throws `BASE_INVALID` for what is no absolute IRI without a fragment
 */
export function irisUnder(base: string): IriOf {
  if (!/^[a-z][a-z0-9+.-]*:[\w.~:/?[\]@!$&'()*+,;=%-]+$/i.test(base) || base.startsWith("_:"))
    throw new PrivacyError("BASE_INVALID", "the base is not an absolute IRI without a fragment");
  const joint = base.startsWith("urn:") ? ":" : "#";
  return (part) => `${base}${joint}${part}`;
}

/** A text in its languages; nothing where it has none. */
export function texts(text: Text | undefined): readonly LinkedNode[] | undefined {
  const found = (["fr", "en"] as const).flatMap((language) => {
    const value = text?.[language];
    return value === undefined || value === "" ? [] : [{ "@value": value, "@language": language }];
  });
  return found.length === 0 ? undefined : found;
}

/** A law and its article. */
export function law(reference: LegalReference | undefined): LinkedNode | undefined {
  if (reference === undefined) return undefined;
  return node({ "@type": "dpv:Law", "dct:title": reference.text, "dct:identifier": reference.article });
}

/** References to other nodes; nothing where there is none. */
export function refs(iris: readonly string[] | undefined): readonly LinkedNode[] | undefined {
  return iris === undefined || iris.length === 0 ? undefined : iris.map((iri) => ({ "@id": iri }));
}

/** A country by its code. */
export function country(code: string | undefined): LinkedNode | undefined {
  return code === undefined ? undefined : { "@type": "dpv:Country", "dct:identifier": code };
}

/** A literal with its type of XML Schema. */
export function typed(type: "date" | "duration" | "integer", value: string | undefined): LinkedNode | undefined {
  return value === undefined ? undefined : { "@value": value, "@type": `xsd:${type}` };
}

/** A node without the properties that say nothing. */
export function node(members: LinkedNode): LinkedNode {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0)),
  );
}

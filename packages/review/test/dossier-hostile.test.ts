/** Hostile texts in a dossier. */
import type { ProcessingDocument } from "@favorable/processing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderDossier } from "../src/dossier/index.ts";
import { findings } from "./dossier-findings.ts";
import { about, document, evidence } from "./dossier-fixture.ts";

const plain = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

describe("hostile texts", () => {
  /** Every string of a document replaced by its image; keys that name things too. */
  const poison = (value: unknown, image: (text: string) => string, keep: readonly string[] = []): unknown => {
    if (typeof value === "string") return keep.includes(value) ? value : image(value);
    if (Array.isArray(value)) return value.map((one) => poison(one, image, keep));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, poison(held, image, keep)]));
  };
  const render = (image: (text: string) => string): string => {
    const changed = poison(document, image) as ProcessingDocument;
    const said = poison(findings, image, ["fired", "satisfied", "not-assessable", "human"]) as typeof findings;
    const { opinion: pointed } = about(changed);
    return renderDossier({
      ...about(changed),
      opinion: {
        ...pointed,
        findings: said,
        profile: image("p"),
        rulebook: { version: image("v"), sha256: image("h") },
        notApplicable: [{ rule: image("r"), reason: image("w") }],
      },
      evidence: poison(evidence, image, ["intact", "witnessed"]) as typeof evidence,
    });
  };
  const tags = (html: string): string[] =>
    [...new Set([...html.replace(/<style>.*?<\/style>/s, "").matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([, name]) => name ?? ""))].sort();

  it("never become markup, an attribute or a style", () => {
    for (const attack of [
      `"><script>alert(1)</script>`,
      `'><img src=x onerror=alert(1)>`,
      `</title></style><script>`,
      "<!--",
      "]]>&lt;marquee&gt;<marquee>",
      `" onfocus="alert(1)" x="`,
    ]) {
      const html = render((text) => `${attack}${text}`);
      expect(tags(html).filter((name) => ["script", "img", "marquee"].includes(name))).toEqual([]);
      expect(html).not.toMatch(/<[^>"]*("[^"]*"[^>"]*)*\son\w+=/);
      expect(html.match(/<title>/g)).toHaveLength(1);
    }
  });

  it("cannot reorder, hide or cut the words around them", () => {
    const html = render((text) => `\u202E\u0000\u0007\u2066${text}`);
    expect(html).not.toMatch(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u);
    expect(html).toContain("\uFFFD");
  });

  it("may be named like the members every object has", () => {
    const odd = JSON.parse(
      `{"format":"favorable-processing/2","id":"constructor","stage":"draft","categories":{"__proto__":{"label":{}},"constructor":{"label":{}}},"access":{"actions":["read"],"roles":{"toString":{"label":{},"purposes":[]}},"grants":{}},"retention":{"x":{"categories":["valueOf","__proto__"],"maximum":{"event":"hasOwnProperty"}}}}`,
    ) as ProcessingDocument;
    const html = renderDossier({ ...about(odd), evidence: undefined });
    expect(plain(html)).toContain("__proto__");
    expect(html).not.toContain("[native code]");
  });

  it("of any kind leave the same elements as harmless ones", () => {
    const elements = tags(render((text) => text.slice(0, 1)));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (noise) => {
        expect(tags(render(() => noise)).filter((name) => !elements.includes(name) && !["span", "ul", "li"].includes(name))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

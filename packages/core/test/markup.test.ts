import { escapeMarkup } from "@favorable/core";
import * as fc from "fast-check";
import { expect, it } from "vitest";

it("leaves no sign of markup in a text, and the text readable again", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("&", "<", ">", '"', "'", "a", ";", "é", "\u{1f600}", "amp") }), (text) => {
      const safe = escapeMarkup(text);
      expect(safe).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      const read = safe
        .replace(/&lt;/g, "<")
        .replace(/&gt;/g, ">")
        .replace(/&quot;/g, '"')
        .replace(/&#39;/g, "'")
        .replace(/&amp;/g, "&");
      expect(read).toBe(text);
    }),
  );
});

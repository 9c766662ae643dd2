/** What a person is told of what stays after an erasure. */
import type { KeptPart } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";
import { erase, erasureAnswer } from "../src/erasure/erase.ts";
import { handler, openRig, verifiedRequest } from "./desk-rig.ts";
import { day } from "./requests.ts";

const told = (part: Omit<KeptPart, "place" | "kept">, regime?: "gdpr" | "mc-1565" | "mc-1165", language: "fr" | "en" = "en"): string =>
  erasureAnswer("r-1", day("2021-10-31"), { erased: [], kept: [{ place: "agent", kept: 1, ...part }] }, regime).kept[0]?.ground[language] ??
  "";

describe("what stays after an erasure", () => {
  it.each([
    [["litigation"], "Kept for the establishment, exercise or defence of legal claims (GDPR art. 17(3)(e))."],
    [["authority-order"], "Kept by order of an authority, which the law obliges to follow (GDPR art. 17(3)(b))."],
    [["dsr_evidence"], "Kept while another of your requests is dealt with, as its evidence (GDPR art. 17(3)(b) and 12(3))."],
    [["toString"], "Kept by a hold, whose reason you are told on request."],
    [undefined, "Kept by a hold, whose reason you are told on request."],
  ])("is told by what the hold %j is for", (kinds, words) => {
    expect(told({ reason: "held", ...(kinds === undefined ? {} : { kinds }) })).toBe(words);
  });

  it("is told once for each reason of several holds", () => {
    const kinds = ["litigation", "dispute", "inspection"];
    expect(told({ reason: "held", kinds }, "gdpr", "fr")).toBe(
      "Conservé pour la constatation, l’exercice ou la défense de droits en justice (RGPD, art. 17(3)(e)). Conservé sur l’ordre d’une autorité, que la loi oblige à respecter (RGPD, art. 17(3)(b)).",
    );
  });

  it("is told with the text that a floor is declared to rest on", () => {
    expect(told({ reason: "floor", basis: "loi n° 1.509, art. 1" }, "gdpr", "fr")).toBe(
      "Conservé jusqu’au terme d’une durée imposée par un texte (RGPD, art. 17(3)(b) ; loi n° 1.509, art. 1).",
    );
  });

  it("cites law 1.565 in Monaco, and no article of law 1.165", async () => {
    expect(told({ reason: "floor" }, "mc-1565", "fr")).toContain("(loi n° 1.565 du 3 décembre 2024, art. 14, III, 1)");
    expect(told({ reason: "held", kinds: ["litigation"] }, "mc-1565")).toContain("(Monaco law 1.565 of 3 December 2024, art. 14, III, 5)");
    expect(told({ reason: "floor" }, "mc-1165")).toBe("Kept until the end of a period that a legal obligation imposes.");
    expect(codeOf(() => told({ reason: "floor" }, "lgpd" as never))).toBe("REGIME_UNKNOWN");
    expect(await rejectionCode(openRig(undefined, { regime: "lgpd" as never }))).toBe("DESK_INVALID");
    const rig = await openRig(undefined, { regime: "mc-1565" });
    const request = await rig.desk.verified(await verifiedRequest(rig, "erasure"));
    const eraser = { erase: async () => ({ erased: [], kept: [{ place: "agent", kept: 1, reason: "floor" as const }] }) };
    expect((await erase(rig.desk, request, eraser, handler)).kept[0]?.ground.en).toContain("law 1.565");
  });
});

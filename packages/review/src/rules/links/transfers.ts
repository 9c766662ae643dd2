/** Data that leave the country or the European Economic Area. */
import { protectionOf } from "../../adequacy.ts";
import { notApplicable, observed, satisfied, settle } from "../../context.ts";
import { entries } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Remark } from "../../verdict.ts";
import { both, enumerate, list, say } from "../../wording.ts";
import { placesOf } from "./places.ts";

/**
 * GDPR art. 44 to 49 and 30(1)(e); law 1.565 art. 97 to 100: `lnk-transfer-third-country`. A processor in a third country is a
 * transfer whether or not the file calls it one. Which countries need no safeguard: see `adequacy.ts`.
 */
export const transferThirdCountry: Rule = {
  id: "lnk-transfer-third-country",
  section: "VI",
  severity: "block",
  origin: "else",
  decides: decides("D+E"),
  needs: [
    "evidence.locations",
    "hosting.*.country",
    "processors.*.country",
    "processors.*.subProcessors.*.country",
    "recipients.*.country",
    "transfers.*.assessment.protection",
    "transfers.*.derogation",
    "transfers.*.safeguard",
    "transfers.*.to",
  ],
  statement: {
    fr: "Les données qui quittent le pays ou l'EEE ont une destination et une garantie déclarées.",
    en: "Data leaving the country/EEA has a declared destination and safeguard.",
  },
  source: { "law-1565": "law 1.565 art. 97-100", gdpr: "GDPR 44-49, 30(1)(e)" },
  check(context) {
    const { document, profile, asOf, evidence } = context;
    const { transfers } = document;
    const protection = (country: string): ReturnType<typeof protectionOf> => protectionOf(country, profile.home, asOf);
    const same = (left: string, right: string): boolean => left.trim().toUpperCase() === right.trim().toUpperCase();
    const faults: string[] = [];
    const gaps: string[] = [];
    const short = new Set<string>();
    const third = entries(transfers).filter(([, { to }]) => protection(to) !== "full");
    for (const [id, { to, safeguard, assessment }] of third) {
      // An adequacy that no decision carries is no safeguard.
      const empty = safeguard === "none" || (safeguard === "adequacy" && protection(to) === "none");
      if (safeguard === undefined) gaps.push(`transfers.${id}.safeguard`);
      if (empty) faults.push(`transfers.${id}.to = ${to}; transfers.${id}.safeguard = ${safeguard}`);
      // Clauses that the law of the destination defeats are none (CJEU C-311/18).
      const defeated = assessment?.protection === "not-equivalent" && safeguard !== "derogation";
      if (defeated) faults.push(`transfers.${id}.assessment.protection = not-equivalent; transfers.${id}.safeguard = ${safeguard}`);
      if (empty || defeated || safeguard === undefined) short.add(to);
    }
    const abroad = placesOf(document).filter(({ country }) => protection(country) !== "full");
    for (const { path, country } of abroad) {
      if (third.some(([, { to }]) => same(to, country))) continue;
      short.add(country);
      if (transfers === undefined) gaps.push("transfers");
      else faults.push(`${path}.country = ${country}; transfers.*.to ∌ ${country}`);
    }
    if (transfers === undefined) gaps.push("transfers");
    // Found abroad, wherever the file says that they are.
    const found = (evidence?.locations ?? []).filter(
      (country) => protection(country) !== "full" && !third.some(([, { to }]) => same(to, country)),
    );
    if (found.length > 0)
      return observed(
        [safeguarded(found)],
        found.map((country) => `evidence.locations ∋ ${country}; transfers.*.to ∌ ${country}`),
      );
    const remarks = [safeguarded([...short].sort())];
    const settled = settle(
      context,
      { faults, gaps: [...new Set(gaps)], remarks },
      third.length === 0 && abroad.length === 0
        ? notApplicable("no-subject")
        : satisfied(
            evidence?.locations === undefined ? "promise" : "evidence",
            third.map(([id, { to, safeguard }]) => `transfers.${id}.to = ${to}; transfers.${id}.safeguard = ${safeguard}`),
          ),
    );
    if (settled.state === "fired" || settled.state === "not-assessable") return settled;
    // Where a processor is, is part of whether anything leaves: a condition, since the file itself states no departure.
    const loose = third.filter(([, { safeguard, derogation }]) => safeguard === "derogation" && derogation === undefined);
    if (loose.length > 0)
      return settle(
        context,
        { gaps: loose.map(([id]) => `transfers.${id}.derogation`), severity: "reserve", remarks: [derogated()] },
        settled,
      );
    const placeless = entries(document.processors).filter(([, { country }]) => country === undefined);
    const names = list(placeless.map(([id, { label }]) => both(label, id)));
    const located = say(
      "VI",
      "demande",
      ["le pays de chaque sous-traitant soit indiqué", "the country of each processor be stated"],
      [`indiquer le pays de : ${names.fr}`, `state the country of: ${names.en}`],
    );
    return settle(context, { gaps: placeless.map(([id]) => `processors.${id}.country`), severity: "reserve", remarks: [located] }, settled);
  },
};

function derogated(): Remark {
  return say(
    "VI",
    "demande",
    ["la dérogation qui permet le transfert soit indiquée", "the derogation that allows the transfer be stated"],
    ["citer la dérogation, ou donner au transfert une garantie", "cite the derogation, or give the transfer a safeguard"],
  );
}

function safeguarded(countries: readonly string[]): Remark {
  return say(
    "VI",
    "demande",
    [
      "tout transfert hors du pays ou de l'Espace économique européen ait une garantie",
      "every transfer out of the country or the European Economic Area have a safeguard",
    ],
    countries.length === 0
      ? [
          "déclarer chaque transfert et sa garantie, ou qu'il n'y en a aucun",
          "declare each transfer and its safeguard, or that there is none",
        ]
      : [
          `déclarer le transfert et sa garantie, par pays : ${enumerate(countries, "et")}`,
          `declare the transfer and its safeguard, by country: ${enumerate(countries, "and")}`,
        ],
  );
}

/** What authorities publish: caps and floors by kind of data, and campaigns that end. */
import type { Period } from "@favorable/core";
import { citation } from "../../citation.ts";
import { human, notApplicable, satisfied, settle } from "../../context.ts";
import { entries, retentionsOf } from "../../facts.ts";
import { longer, readPeriod, sayPeriod } from "../../periods.ts";
import type { PublishedPeriod } from "../../profile.ts";
import { decides, type Rule } from "../../rule.ts";
import type { Bilingual, Remark } from "../../verdict.ts";
import { both, list, named, say } from "../../wording.ts";
import { says } from "../words.ts";
import { writeBound } from "./ends.ts";

/** Published caps and floors of the profile; law 1.565 art. 84: `ret-doctrine-cap`. */
export const doctrineCap: Rule = {
  id: "ret-doctrine-cap",
  section: "VIII",
  severity: "reserve",
  origin: "both",
  decides: decides("D+H"),
  needs: [
    "categories.*.kind",
    "retention.*.archive.period",
    "retention.*.categories",
    "retention.*.exceptions.*.maximum.period",
    "retention.*.exceptions.*.reference",
    "retention.*.justification",
    "retention.*.maximum.event",
    "retention.*.maximum.period",
    "retention.*.minimum.event",
    "retention.*.minimum.period",
    "retention.*.reference",
    "retention.*.start.kind",
  ],
  statement: {
    fr: "La durée ne dépasse pas celle que l'autorité publie pour ce type de données, sauf justification.",
    en: "The duration does not exceed the authority's published cap for that kind of data, unless justified.",
  },
  source: {
    ccin: "CCIN 2021-206 §VIII; CCIN recommendation 2010-13 on video surveillance",
    cnil: "CNIL notice on body-worn cameras; CNIL notice of 1 June 2010",
    press: "municipal vaccination file",
    "law-1565": "law 1.565 art. 84",
    "apdp-guide": "APDP guides",
    "cnil-guide": "CNIL developer guide, sheet 14; CNIL recommendation on logging (2021-122)",
  },
  check(context) {
    const { document, profile } = context;
    const gaps = document.categories === undefined ? ["categories"] : [];
    const faults: string[] = [];
    const declared: string[] = [];
    const limits: Bilingual[] = [];
    const campaigns: string[] = [];
    let concerned = false;
    for (const [id, category] of entries(document.categories)) {
      const kind = category.kind ?? "general";
      const cap = profile.caps[kind];
      // The floor of access logs is the matter of the rule on their life.
      const floor = kind === "access-log" ? undefined : profile.floors[kind];
      const campaign = kind === "campaign-list";
      if (cap === undefined && floor === undefined && !campaign) continue;
      concerned = true;
      const label = both(category.label, id);
      const covering = retentionsOf(document, id);
      if (covering.length === 0) gaps.push(`retention.*.categories ∌ ${id}`);
      for (const { path, retention } of covering) {
        const { minimum, maximum, start, reference } = retention;
        const ofEvent = maximum?.event !== undefined || start?.kind === "event";
        if (campaign && !ofEvent && reference === undefined) {
          gaps.push(`${path}.maximum.event`);
          campaigns.push(id);
        }
        const stated = maximum?.event === undefined ? readPeriod(maximum?.period) : undefined;
        const least = minimum?.event === undefined ? readPeriod(minimum?.period) : undefined;
        if (stated === undefined && maximum?.event === undefined && (cap !== undefined || floor !== undefined))
          gaps.push(`${path}.maximum`);
        const most = readPeriod(cap?.period);
        // An end that depends on an event cannot be compared with a published period: it needs its reason too.
        const others = [
          retention.archive?.period,
          ...(retention.exceptions ?? []).map((one) => (one.reference === undefined ? one.maximum.period : undefined)),
        ];
        const past = [stated, least, ...others.map(readPeriod)].some((own) => own !== undefined && most !== undefined && longer(own, most));
        const over = most !== undefined && (maximum?.event !== undefined || past);
        if (over) {
          const kept = others.find((one) => longerThan(one, most));
          const fact = `${path}.maximum = ${kept ?? writeBound(maximum)} > ${most}`;
          // A need is not enough where only another text, or nothing, allows to keep longer.
          const enough = cap?.beyond === undefined ? says(retention.justification) : cap.beyond === "text" && reference !== undefined;
          if (enough) declared.push(fact, `${path}.${cap?.beyond === "text" ? "reference" : "justification"}`);
          else if (past && (cap?.beyond !== undefined || retention.justification !== undefined)) faults.push(fact);
          else
            gaps.push(
              cap?.beyond === undefined ? `${path}.justification` : cap.beyond === "text" ? `${path}.reference` : `${path}.maximum`,
            );
          if (!enough) limits.push(limit(label, cap));
        }
        const fewest = readPeriod(floor?.period);
        if (fewest !== undefined && stated !== undefined && longer(fewest, stated)) {
          faults.push(`${path}.maximum = ${stated} < ${fewest}`);
          limits.push(limit(label, floor));
        }
      }
    }
    if (!concerned && gaps.length === 0) return notApplicable("no-subject");
    const others = gaps.length > campaigns.length || faults.length > 0;
    return settle(
      context,
      {
        faults,
        gaps,
        mandatory: concerned,
        remarks: [
          ...(others ? [publishedPeriods(list(limits))] : []),
          ...(campaigns.length > 0 ? [campaignEnds(named(campaigns, document.categories))] : []),
        ],
      },
      declared.length === 0
        ? satisfied()
        : human(
            "Ce qui est invoqué justifie-t-il de conserver au-delà de la durée que publie l'autorité ?",
            "Does what is invoked justify keeping past the period that the authority publishes?",
            "promise",
            declared,
          ),
    );
  },
};

function longerThan(text: string | undefined, most: Period): boolean {
  const own = readPeriod(text);
  return own !== undefined && longer(own, most);
}

function limit(label: Bilingual, published: PublishedPeriod | undefined): Bilingual {
  const length = readPeriod(published?.period);
  const said = length === undefined ? { fr: "", en: "" } : sayPeriod(length);
  const source = citation(published?.source ?? "");
  return { fr: `${label.fr}, ${said.fr} (${source.fr})`, en: `${label.en}, ${said.en} (${source.en})` };
}

function publishedPeriods(limits: Bilingual): Remark {
  const [fr, en] = limits.fr === "" ? ["", ""] : [` : ${limits.fr}`, `: ${limits.en}`];
  return say(
    "VIII",
    "demande",
    [
      "les durées soient ramenées à celles que publie l'autorité, ou leur dépassement justifié",
      "periods be brought back to those the authority publishes, or exceeding them be justified",
    ],
    [`appliquer les durées publiées, ou motiver l'écart${fr}`, `apply the published periods, or give the reason for the difference${en}`],
  );
}

/** The list of a campaign goes with the campaign (municipal vaccination file), or with the duty it serves (CCIN 2021-206 §VIII). */
function campaignEnds(names: Bilingual): Remark {
  return say(
    "VIII",
    "demande",
    [
      `les informations d'une campagne soient supprimées à la fin de celle-ci ou de l'obligation légale : ${names.fr}`,
      `the information of a campaign be deleted when it or the legal duty ends: ${names.en}`,
    ],
    [
      "lier la durée à l'événement qui clôt la campagne, ou citer le texte qui la fixe",
      "bind the period to the event that closes the campaign, or cite the text that sets it",
    ],
  );
}

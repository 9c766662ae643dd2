/** Every case as an opinion, for what must hold of all of them. */
import { type Opinion, type ProfileId, review } from "@favorable/review";
import type { Case } from "./cases/case.ts";
import { edges } from "./cases/edges.ts";
import { edgesOfPurpose } from "./cases/edges-of-purpose.ts";
import { governance } from "./cases/governance.ts";
import { information } from "./cases/information.ts";
import { informing } from "./cases/informing.ts";
import { lawOnly } from "./cases/law-only.ts";
import { linksAndSecurity } from "./cases/links-and-security.ts";
import { lives } from "./cases/lives.ts";
import { publishedCaps } from "./cases/published-caps.ts";
import { purposeAndLaw } from "./cases/purpose-and-law.ts";
import { registers } from "./cases/registers.ts";
import { retention } from "./cases/retention.ts";
import { rightsAndAccess } from "./cases/rights-and-access.ts";
import { statedBreaches } from "./cases/stated-breaches.ts";
import { statedMeasures } from "./cases/stated-measures.ts";
import { chpgCorrected } from "./chpg-corrected.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete, soundOf } from "./complete.ts";

export const cases: readonly Case[] = [
  ...purposeAndLaw,
  ...information,
  ...rightsAndAccess,
  ...linksAndSecurity,
  ...retention,
  ...governance,
  ...lawOnly,
  ...edges,
  ...edgesOfPurpose,
  ...informing,
  ...lives,
  ...registers,
  ...statedBreaches,
  ...statedMeasures,
  ...publishedCaps,
];

const given = new Map<string, Opinion>();

/** Adding `sound` makes what a case says of evidence the only thing that is wrong. An opinion that was asked before is the same. */
export function opinionOf(one: Case, profile: ProfileId = one.profile ?? "cnil-gdpr"): Opinion {
  const key = `${cases.indexOf(one)} ${profile}`;
  const known = cases.includes(one) ? given.get(key) : undefined;
  if (known !== undefined) return known;
  const file = one.change?.(complete) ?? complete;
  const evidence = one.evidence === "none" ? {} : { evidence: soundOf(file, one.evidence) };
  const opinion = review(file, { profile, asOf: one.asOf ?? "2022-06-01", ...evidence });
  given.set(key, opinion);
  return opinion;
}

let all: readonly Opinion[] | undefined;

/** The opinions on every case, on the hospital's files, and on an empty file under each profile. */
export function everyOpinion(): readonly Opinion[] {
  all ??= [
    ...cases.map((one) => opinionOf(one)),
    ...(["ccin-1165", "apdp-1565", "cnil-gdpr"] as const).flatMap((profile) =>
      [chpgSubmitted, chpgCorrected, { format: "favorable-processing/2", id: "empty", stage: "submitted" } as const].map((file) =>
        review(file, { profile, asOf: "2021-10-20" }),
      ),
    ),
  ];
  return all;
}

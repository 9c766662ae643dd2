/** What an opinion says of its evidence, as a sentence. */
import { member } from "../clean.ts";
import type { DossierOpinion, Lang } from "../input.ts";
import { longDate } from "../language.ts";
import { EVIDENCE_PARTS, REFUSALS } from "../vocabulary.ts";
import { HEAD, NOTICES } from "../words.ts";
import { type Standing, standingOf } from "./standing.ts";

/** Why evidence did not count; an unknown reason as the opinion writes it. */
export function refusalWords(lang: Lang, standing: Standing): string {
  const refusal = standing.kind === "refused" ? standing.refusal : undefined;
  return member(REFUSALS, refusal)?.[lang] ?? refusal ?? "";
}

/** The standing in one line. */
export function standingWords(lang: Lang, standing: Standing): string {
  if (standing.kind === "absent") return HEAD.noLog[lang];
  if (standing.kind === "refused") return `${NOTICES.setAside[lang]}${lang === "fr" ? "\u00A0" : ""}: ${refusalWords(lang, standing)}`;
  const parts = standing.parts.map((part) => member(EVIDENCE_PARTS, part)?.[lang] ?? part).join(", ");
  return standing.asOf === undefined ? parts : `${parts}, ${NOTICES.takenOn[lang]} ${longDate(lang, standing.asOf)}`;
}

/**
 * Says which evidence counted and of which day, why none did, or that none was given: a phrase without full stop, from the opinion alone.
 *
 * @example
 * ```ts
 * import { review } from "@favorable/review";
 * import { evidenceWords } from "@favorable/review/dossier";
 *
 * const opinion = review({ format: "favorable-processing/2", id: "empty", stage: "draft" }, { profile: "cnil-gdpr", asOf: "2025-01-01" });
 * console.log(evidenceWords(opinion, "en")); // no evidence supplied
 * ```
 */
export function evidenceWords(opinion: Pick<DossierOpinion, "evidence">, lang: Lang): string {
  return standingWords(lang, standingOf(opinion));
}

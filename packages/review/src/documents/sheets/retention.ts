/** The retention schedule: floors, caps, starts, texts, archives; the last run and the oldest record where they were observed. */
import type { ProcessingDocument } from "@favorable/processing";
import { count } from "../../dossier/language.ts";
import { entries } from "../../facts.ts";
import { heading, list, paragraph, table } from "../paper/blocks.ts";
import type { Line, Paper } from "../paper/paper.ts";
import { retentionTable, withoutTold } from "../parts/information.ts";
import { listedParts } from "../parts/purposes.ts";
import { day, named, names, paperOf, type Saying, saying } from "../saying.ts";
import { stated } from "../stated.ts";
import { evidenceFor, type ObservedSheetOptions, observedOn } from "./options.ts";

/**
 * Writes the retention schedule (GDPR art. 30(1)(f); CCIN 2021-206 §VIII).
 *
 * @throws `EVIDENCE_MISMATCH` for evidence of another declaration; `EVIDENCE_INVALID`
 */
export function retentionSchedule(document: ProcessingDocument, { language, evidence }: ObservedSheetOptions): Paper {
  const say = saying(document, language);
  const { t } = say;
  const bundle = evidenceFor(document, evidence);
  const rules = entries(document.retention).map(([, rule]) => ({
    line: names(say, "categories", rule.categories),
    items: stated(say, rule, ["retention"], withoutTold(rule)),
  }));
  return paperOf(say, t("Échéancier de conservation", "Retention schedule"), [
    ...observedOn(say, bundle),
    retentionTable(say, { evidence: bundle }),
    ...list(
      t("Il est précisé que :", "In addition:"),
      rules.filter(({ items }) => items.length > 0),
    ),
    heading(2, t("Suppression", "Purge")),
    ...listedParts(say, document, ["purge", "events"]),
    ...runs(say, bundle),
  ]);
}

function runs(say: Saying, bundle: ReturnType<typeof evidenceFor>): readonly ReturnType<typeof table>[] {
  const { t, language } = say;
  if (bundle?.purges === undefined) return [paragraph(t("Aucun passage n'a été constaté.", "No run was observed."))];
  const latest = [...bundle.purges].sort((left, right) =>
    left.on < right.on ? 1 : left.on > right.on ? -1 : left.policy < right.policy ? -1 : 1,
  );
  return [
    table(
      t("Passages constatés, le dernier en tête", "Runs observed, the last one first"),
      [t("Règle", "Policy"), t("Date", "Day"), t("Suppressions", "Deletions"), t("Prouvées", "Proved")],
      latest.map(({ policy, on, deleted, proved }): readonly Line[] => [
        named(say, "retention", policy),
        day(say, on),
        count(language, deleted),
        count(language, proved),
      ]),
      t("Aucun passage n'a été constaté.", "No run was observed."),
    ),
  ];
}

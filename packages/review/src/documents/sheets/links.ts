/** The sheet of links and recipients. */
import type { ProcessingDocument } from "@favorable/processing";
import { count } from "../../dossier/language.ts";
import { entries } from "../../facts.ts";
import { heading, list } from "../paper/blocks.ts";
import type { Block, Paper } from "../paper/paper.ts";
import { linksTable, partItems, recipientsTable } from "../parts/parties.ts";
import { named, paperOf, type Saying, saying } from "../saying.ts";
import { memberItem } from "../stated.ts";
import { evidenceFor, type ObservedSheetOptions } from "./options.ts";

/**
 * Writes the sheet of links and recipients (CCIN 2021-206 §VI): the other processing and its standing, what passes, by which channel, when the
 * channel and its backups are emptied; who receives what, and why.
 *
 * @throws `EVIDENCE_MISMATCH` for evidence of another declaration; `EVIDENCE_INVALID`
 */
export function linksSheet(document: ProcessingDocument, { language, evidence }: ObservedSheetOptions): Paper {
  const say = saying(document, language);
  const { t } = say;
  const bundle = evidenceFor(document, evidence);
  return paperOf(say, t("Rapprochements et destinataires", "Links and recipients"), [
    heading(2, t("Rapprochements et interconnexions", "Links and interconnections")),
    linksTable(say),
    ...list(t("Dans le détail :", "In detail:"), partItems(say, "links")),
    ...channels(say, bundle),
    heading(2, t("Destinataires", "Recipients")),
    recipientsTable(say),
    ...list(t("Dans le détail :", "In detail:"), partItems(say, "recipients")),
    heading(2, t("Origines", "Origins")),
    ...list(undefined, memberItem(say, "origins", document.origins ?? say.unstated, [])),
  ]);
}

function channels(say: Saying, bundle: ReturnType<typeof evidenceFor>): readonly Block[] {
  const { t, language } = say;
  return list(
    t("Constaté dans les canaux :", "Observed in the channels:"),
    entries(bundle?.channels).map(([id, { overdue, inBackups }]) => ({
      line: [
        named(say, "links", id),
        {
          text: t(
            ` : ${count(language, overdue)} messages au-delà de la durée`,
            `: ${count(language, overdue)} messages past the longest stay`,
          ),
        },
        {
          text:
            inBackups === undefined
              ? ""
              : t(`, ${count(language, inBackups)} dans les sauvegardes`, `, ${count(language, inBackups)} in backups`),
        },
      ],
    })),
  );
}

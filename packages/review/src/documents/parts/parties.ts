/** Section VI: links, recipients, processors, transfers. */
import type { ProcessingDocument } from "@favorable/processing";
import { entries } from "../../facts.ts";
import { list, paragraph, table } from "../paper/blocks.ts";
import type { Block, Item, Line } from "../paper/paper.ts";
import { joined } from "../paper/spans.ts";
import { cited, coded, item, named, names, period, type Saying, text, yes } from "../saying.ts";
import { stated } from "../stated.ts";

type Part = "links" | "recipients" | "processors" | "transfers";

const UNSTATED: Readonly<Record<Part, readonly [fr: string, en: string]>> = {
  links: ["Les rapprochements ne sont pas déclarés.", "Links are not stated."],
  recipients: ["Les destinataires ne sont pas déclarés.", "Recipients are not stated."],
  processors: ["Les sous-traitants ne sont pas déclarés.", "Processors are not stated."],
  transfers: ["Les transferts ne sont pas déclarés.", "Transfers are not stated."],
};
const NONE: Readonly<Record<Part, readonly [fr: string, en: string]>> = {
  links: ["Il est déclaré qu'il n'y a aucun rapprochement.", "It is stated that there is no link."],
  recipients: ["Il est déclaré qu'il n'y a aucun destinataire.", "It is stated that there is no recipient."],
  processors: ["Il est déclaré qu'il n'y a aucun sous-traitant.", "It is stated that there is no processor."],
  transfers: ["Il est déclaré qu'il n'y a aucun transfert.", "It is stated that there is no transfer."],
};

/** A part that is not stated, or that is stated to be empty, in a sentence. */
export function absence({ t }: Saying, part: Part, document: ProcessingDocument): string {
  return t(...(document[part] === undefined ? UNSTATED : NONE)[part]);
}

/** The four parts, each as a list with everything it states. */
export function partyFacts(say: Saying): readonly Block[] {
  const { document, t } = say;
  const leads: readonly (readonly [Part, string])[] = [
    ["links", t("Le traitement est rapproché ou interconnecté avec :", "The processing is linked with:")],
    ["recipients", t("Les destinataires sont :", "The recipients are:")],
    ["processors", t("Les sous-traitants sont :", "The processors are:")],
    ["transfers", t("Les transferts sont :", "The transfers are:")],
  ];
  return leads.flatMap(([part, lead]) => {
    const items = partItems(say, part);
    return items.length === 0 ? [paragraph(absence(say, part, document))] : list(lead, items);
  });
}

/** Every entry of a part, headed by its name. */
export function partItems(say: Saying, part: Part): readonly Item[] {
  return entries<object>(say.document[part]).map(([id, one]) => {
    const head = part === "transfers" ? { text: (one as { readonly to: string }).to } : named(say, part, id);
    return { line: head, items: stated(say, one, [part], ["label", "processing", ...(part === "transfers" ? ["to"] : [])]) };
  });
}

/** Other processing, its standing, direction, information, channel, stay, purge. */
export function linksTable(say: Saying): Block {
  const { document, t } = say;
  return table(
    t("Rapprochements et interconnexions", "Links and interconnections"),
    [
      t("Traitement rapproché", "Linked processing"),
      t("Formalité", "Standing"),
      t("Sens", "Direction"),
      t("Finalités", "Purposes"),
      t("Informations transmises", "Information that passes"),
      t("Canal", "Channel"),
      t("Durée maximale dans le canal", "Longest stay in the channel"),
      t("La suppression atteint", "Deletion reaches"),
    ],
    entries(document.links).map(([, link]) => [
      text(say, link.processing),
      coded(say, link.status),
      coded(say, link.direction, "direction"),
      names(say, "purposes", link.purposes),
      link.carries.length === 0
        ? t("néant", "none")
        : joined(
            link.carries.map((name) => item(say, name)),
            ", ",
          ),
      link.channel === undefined ? say.unstated : coded(say, link.channel.kind),
      period(say, link.channel?.maximumAge),
      link.channel?.purgeReaches === undefined
        ? say.unstated
        : link.channel.purgeReaches.map((one) => coded(say, one)).join(", ") || t("néant", "none"),
    ]),
    absence(say, "links", document),
  );
}

/** Recipient, kind, country, purposes, information, basis, means. */
export function recipientsTable(say: Saying): Block {
  const { document, t } = say;
  return table(
    t("Destinataires", "Recipients"),
    [
      t("Destinataire", "Recipient"),
      t("Nature", "Kind"),
      t("Pays", "Country"),
      t("Finalités", "Purposes"),
      t("Informations", "Information"),
      t("Fondement", "Basis"),
      t("Moyen", "Means"),
    ],
    entries(document.recipients).map(([id, one]): readonly Line[] => [
      text(say, one.label, id),
      coded(say, one.kind),
      one.country ?? say.unstated,
      names(say, "purposes", one.purposes),
      names(say, "categories", one.categories),
      cited(say, one.basis),
      coded(say, one.means),
    ]),
    absence(say, "recipients", document),
  );
}

/** Destination, information, safeguard, who receives. */
export function transfersTable(say: Saying): Block {
  const { document, t } = say;
  return table(
    t("Transferts", "Transfers"),
    [
      t("Destination", "Destination"),
      t("Informations", "Information"),
      t("Garantie", "Safeguard"),
      t("Destinataire", "Received by"),
      t("Transferts ultérieurs", "Onward transfers"),
    ],
    entries(document.transfers).map(([, one]): readonly Line[] => [
      one.to,
      names(say, "categories", one.categories),
      coded(say, one.safeguard),
      one.recipient !== undefined
        ? named(say, "recipients", one.recipient)
        : one.processor !== undefined
          ? named(say, "processors", one.processor)
          : say.unstated,
      yes(say, one.onward),
    ]),
    absence(say, "transfers", document),
  );
}

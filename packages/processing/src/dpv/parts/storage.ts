/** How long data are kept, and what happens then. */
import { addPeriod, calendarDate, period } from "@favorable/core";
import { operations, retention as terms } from "@favorable/fields/dpv";
import type { ProcessingDocument } from "../../document/document.ts";
import type { RetentionDocument } from "../../document/retention.ts";
import { country, type IriOf, type LinkedNode, node, refs, texts, typed } from "../node.ts";
import { compact } from "./people.ts";

const ENDS: Readonly<Record<NonNullable<RetentionDocument["then"]>, string>> = {
  delete: operations.Erase,
  anonymise: operations.Anonymise,
  shred: operations.Destruct,
  archive: operations.Store,
};

/** Storage conditions: of categories by their retention, and where data lie. */
export function storageNodes(document: ProcessingDocument, iri: IriOf): readonly LinkedNode[] {
  const kept = Object.entries(document.retention ?? {}).map(([name, one]) =>
    node({
      "@id": iri(`retention.${name}`),
      "@type": [terms.StorageCondition, ...(one.then === "delete" ? [terms.StorageDeletion] : [])].map(compact),
      "dpv:hasPersonalData": refs(one.categories.map((category) => iri(`categories.${category}`))),
      "dpv:hasPurpose": refs(one.purposes?.map((purpose) => iri(`purposes.${purpose}`))),
      "dpv:hasDuration": duration(one, document),
      "dpv:hasProcessing": one.then === undefined ? undefined : { "@id": compact(ENDS[one.then]) },
      "dct:description": texts(one.justification),
    }),
  );
  const places = Object.entries(document.hosting ?? {}).map(([name, { country: where, holds, processor }]) =>
    node({
      "@id": iri(`hosting.${name}`),
      "@type": compact(terms.StorageLocation),
      "dpv:hasCountry": country(where),
      "dct:type": holds,
      "dpv:hasDataProcessor": processor === undefined ? undefined : { "@id": iri(`processors.${processor}`) },
    }),
  );
  return [...kept, ...places];
}

/** A cap: until a day where it can be counted, else until an event, else a length; without one the duration is indeterminate. */
function duration({ maximum, start }: RetentionDocument, { events }: ProcessingDocument): LinkedNode {
  const rounded = maximum?.roundedTo;
  if (maximum?.event !== undefined)
    return node({
      "@type": compact(terms.UntilEventDuration),
      "dct:title": texts(events?.[maximum.event]?.label),
      "dct:date": typed("date", events?.[maximum.event]?.on),
      "rdf:value": typed("duration", maximum.period),
      "dct:type": rounded,
    });
  if (maximum?.period === undefined) return { "@type": compact(terms.IndeterminateDuration) };
  const until =
    start?.kind === "fixed-date" && rounded === undefined ? addPeriod(calendarDate(start.on), period(maximum.period)) : undefined;
  return node({
    "@type": [terms.TemporalDuration, ...(until === undefined ? [] : [terms.UntilTimeDuration])].map(compact),
    "rdf:value": typed("duration", maximum.period),
    "dct:date": typed("date", until),
    "dct:type": rounded,
  });
}

/** Fixes of section VI: links, recipients, processors and transfers. */
import type { LinkDocument, ProcessingDocument, ProcessorDocument, TransferDocument } from "@favorable/processing";
import { protectionOf } from "../adequacy.ts";
import { entries, fieldsOf, holds, isSpecial, sensitiveLinks } from "../facts.ts";
import { placesOf } from "../rules/links/places.ts";
import { each, names } from "./edit.ts";
import { law, todo } from "./examples.ts";
import { collect, type Fixes } from "./fix.ts";

const CLAUSES = ["a", "b", "c", "d", "e", "f", "g", "h"] as const; // GDPR art. 28(3)(a)-(h).
/** Where a processor is that states no country: a place to be replaced. */
const PLACE = "FR";
const title = todo("finalité de l'autre traitement", "purpose of the other processing");

/** The link a file comes through, for origins that name none. */
function linked(document: ProcessingDocument): ProcessingDocument {
  const used = new Set(fieldsOf(document).flatMap(({ field }) => field.origins));
  const purposes = names(document.purposes).slice(0, 1);
  const origins = each(document.origins, (one, id) =>
    one.kind === "file" && used.has(id) && one.link === undefined ? { ...one, link: id } : one,
  );
  const carried = (link: string): readonly string[] => [
    ...new Set(fieldsOf(document).flatMap(({ field }) => (field.origins.some((id) => origins[id]?.link === link) ? [field.category] : []))),
  ];
  const wanted = entries(origins).flatMap(([id, one]) => (one.kind === "file" && used.has(id) && one.link !== undefined ? [one.link] : []));
  const added = wanted.filter((link) => !holds(document.links, link));
  const fresh = (link: string): LinkDocument => ({
    processing: title,
    status: "reviewed",
    direction: "in",
    purposes,
    carries: carried(link),
  });
  return {
    ...document,
    ...(document.origins === undefined ? {} : { origins }),
    links: {
      ...each(document.links, (one) => ({
        ...one,
        status: "reviewed" as const,
        purposes: one.purposes.length > 0 ? one.purposes : purposes,
        carries: one.carries.length > 0 ? one.carries : names(document.categories).slice(0, 1),
      })),
      ...Object.fromEntries(added.map((link) => [link, fresh(link)] as const)),
    },
  };
}

/** The channels of sensitive data, emptied and their backups with them. */
function emptied(document: ProcessingDocument): ProcessingDocument {
  if (document.links === undefined) return { ...document, links: {} };
  const { unknown, transient } = sensitiveLinks(document);
  const concerned = [...unknown, ...transient].map(({ id }) => id);
  return {
    ...document,
    links: each(document.links, (one, id) =>
      concerned.includes(id)
        ? {
            ...one,
            channel: { kind: "secure-mail", encrypted: true, ...one.channel, maximumAge: "P7D", purgeReaches: ["live", "backups"] },
          }
        : one,
    ),
  };
}

/** A transfer under clauses that its destination's law does not defeat. */
function upheld(one: TransferDocument): TransferDocument {
  const { assessment, derogation: _, ...rest } = one;
  const kept = assessment === undefined || assessment.protection === "not-equivalent" ? {} : { assessment };
  return { ...rest, ...kept, safeguard: one.safeguard === "binding-rules" ? one.safeguard : "standard-clauses" };
}

/** A safeguard for each country that has no adequate protection, and a transfer for each processor there. */
function safeguarded(document: ProcessingDocument, on: string): ProcessingDocument {
  const third = (country: string): boolean => protectionOf(country, [], on) !== "full";
  const processors = each(document.processors, (one) => ({ ...one, country: one.country ?? PLACE }));
  const categories = names(document.categories).slice(0, 1);
  const stated = each(document.transfers, (one): TransferDocument => (third(one.to) ? upheld(one) : one));
  const reached = entries(stated).map(([, { to }]) => to.trim().toUpperCase());
  const places = placesOf({ ...document, processors }).flatMap(({ path, country }) =>
    third(country) && !reached.includes(country.trim().toUpperCase()) ? [[path.split(".").at(-1) ?? "", country] as const] : [],
  );
  const added = places.map(([id, country]): [string, TransferDocument] => [
    `to-${id}`,
    { to: country, categories, safeguard: "standard-clauses" },
  ]);
  return {
    ...document,
    ...(document.processors === undefined ? {} : { processors }),
    transfers: { ...stated, ...Object.fromEntries(added) },
  };
}

/** A contract with its clauses, which others that come in are under too, and an end that leaves nothing behind. */
function bound(given: ProcessorDocument): ProcessorDocument {
  const { subProcessors, subProcessing, endOfContract, ...one } = given;
  return {
    contract: { reference: "<contract>" },
    ...one,
    clauses: CLAUSES,
    ...(subProcessing === undefined ? {} : { subProcessing: subProcessing === "forbidden" ? "specific-authorisation" : subProcessing }),
    ...(subProcessors === undefined
      ? {}
      : {
          subProcessors:
            subProcessors === "none" ? subProcessors : each(subProcessors, (sub) => ({ ...sub, authorised: true, sameDuties: true })),
        }),
    ...(endOfContract === undefined
      ? {}
      : {
          endOfContract: {
            ...endOfContract,
            proof: endOfContract.proof === "log" ? "log" : "certificate",
            reachesBackups: true,
          },
        }),
  };
}

export const linksFixes: Fixes = {
  "lnk-linked-processing-lawful": {
    declaration: { links: { "*": { status: "reviewed", purposes: ["<purpose>"], carries: ["<category>"] } } },
    adapt: linked,
  },
  "lnk-transient-channel-purge": {
    ...collect("channels"),
    declaration: { links: { "*": { channel: { kind: "secure-mail", encrypted: true, maximumAge: "P7D" } } } },
    adapt: emptied,
  },
  "lnk-backups-bounded": collect("backups"),
  "lnk-purge-reaches-backups": {
    ...collect("channels"),
    declaration: { links: { "*": { channel: { maximumAge: "P7D", purgeReaches: ["live", "backups"] } } } },
    adapt: emptied,
  },
  "lnk-recipient-declared-purpose": {
    ...collect("recipients"),
    declaration: { recipients: { "*": { purposes: ["<purpose>"], basis: law } } },
    adapt: (document) => ({
      ...document,
      recipients: each(document.recipients, (one) => ({
        ...one,
        purposes: one.purposes.length > 0 ? one.purposes : names(document.purposes).slice(0, 1),
        basis: one.basis ?? law,
        categories:
          one.kind === "press" || one.kind === "public" ? one.categories.filter((id) => !isSpecial(document, id)) : one.categories,
      })),
    }),
  },
  "lnk-processor-contract": {
    declaration: { processors: { "*": { contract: { reference: "<contract>" }, clauses: CLAUSES } } },
    adapt: (document) => ({
      ...document,
      processors: each(document.processors, bound),
    }),
  },
  "lnk-joint-controllers-arrangement": {
    declaration: { jointControllers: { controllers: [], arrangement: todo("qui répond de quoi", "who answers for what") } },
    adapt: (document) => {
      const { jointControllers: joint } = document;
      const arrangement = todo("qui répond de quoi", "who answers for what");
      return { ...document, jointControllers: joint === undefined || joint === "none" ? "none" : { arrangement, ...joint } };
    },
  },
  "lnk-transfer-third-country": {
    ...collect("locations"),
    declaration: { transfers: { "*": { safeguard: "standard-clauses", instrument: { reference: "<contract>", on: "YYYY-MM-DD" } } } },
    adapt: safeguarded,
  },
};

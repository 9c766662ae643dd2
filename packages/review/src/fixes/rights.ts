/** Fixes of section IV: rights of the persons. */
import type { NoticeDocument, NoticeMention, ProcessingDocument, RightMeans, RightsDocument } from "@favorable/processing";
import { basesOf } from "../facts.ts";
import { each, names } from "./edit.ts";
import { todo } from "./examples.ts";
import { collect, type Fixes } from "./fix.ts";

/** Every mention of GDPR art. 13 and 14, so that what the declaration makes due is among them. */
const MENTIONS: readonly NoticeMention[] = [
  "controller",
  "dpo",
  "purposes",
  "basis",
  "legitimate-interests",
  "recipients",
  "transfers",
  "retention",
  "rights",
  "withdrawal",
  "complaint",
  "compulsory",
  "consequences",
  "automated-decision",
  "categories",
  "source",
];

const means: RightMeans = { how: todo("comment l'exercer", "how to exercise it") };

const everyRight: NonNullable<RightsDocument["means"]> = {
  access: means,
  rectification: means,
  erasure: means,
  restriction: means,
  objection: means,
  portability: means,
};

const contact = todo("à qui s'adresser", "whom to write to");

const handed: NoticeDocument["channels"] = [{ kind: "handed-over", reaches: ["*"], when: "before-collection" }];

const notice: NoticeDocument = {
  title: todo("titre de la notice", "title of the notice"),
  attached: true,
  sha256: "<sha256>",
  mentions: MENTIONS,
  channels: handed,
};

const copy: NonNullable<RightsDocument["identityCopy"]> = {
  blackAndWhite: true,
  crossed: true,
  access: ["<role>"],
  retention: "P1M",
  securedTransmission: true,
};

/** A notice that is joined, says everything, and reaches those that no notice reaches in time. */
function informing(document: ProcessingDocument): ProcessingDocument {
  const reaches = names(document.subjects);
  const own = names(document.notices).length > 0 ? document.notices : { notice };
  return {
    ...document,
    notices: each(own, (one) => ({
      ...one,
      attached: true,
      mentions: MENTIONS,
      channels: [
        ...one.channels.filter((channel) => !channel.reaches.includes("*")),
        { kind: "handed-over", reaches, when: "before-collection" },
      ],
    })),
  };
}

/** The rights that a legal basis of the file opens (GDPR art. 20(1), 21(1)), and those that any does. */
function opened(document: ProcessingDocument, all: NonNullable<RightsDocument["means"]>): NonNullable<RightsDocument["means"]> {
  const kinds = new Set(basesOf(document).map(({ basis }) => basis.kind));
  const { objection, portability, ...rest } = all;
  return {
    ...rest,
    ...(objection !== undefined && (kinds.has("public-task") || kinds.has("legitimate-interest")) ? { objection } : {}),
    ...(portability !== undefined && (kinds.has("consent") || kinds.has("contract")) ? { portability } : {}),
  };
}

export const rightsFixes: Fixes = {
  "rig-notice-exists-attached": { declaration: { notices: { "*": { attached: true, sha256: "<sha256>" }, notice } }, adapt: informing },
  "rig-notice-complete": { declaration: { notices: { "*": { mentions: MENTIONS }, notice } }, adapt: informing },
  "rig-notice-reaches-all": {
    ...collect("notices"),
    declaration: { notices: { "*": { channels: handed }, notice } },
    adapt: (document) =>
      informing(
        names(document.subjects).length > 0 ? document : { ...document, subjects: { applicants: { label: contact, relation: "user" } } },
      ),
  },
  "rig-access-one-month": { ...collect("requests"), declaration: { rights: { answerWithin: "P1M" } } },
  "rig-requester-identity-check": {
    declaration: { rights: { channels: ["e-mail"], identityCheck: ["challenge"] } },
    adapt: (document) => ({
      ...document,
      rights: { ...document.rights, channels: document.rights?.channels ?? ["e-mail"], identityCheck: ["challenge"] },
    }),
  },
  "rig-identity-copy-safeguards": {
    declaration: { rights: { channels: ["e-mail"], identityCheck: ["id-copy"], identityCopy: copy } },
    adapt: (document) => {
      const { rights } = document;
      const stated = typeof rights?.identityCopy === "object" ? rights.identityCopy : {};
      const roles = names(document.access?.roles).slice(0, 1);
      return {
        ...document,
        rights: {
          ...rights,
          channels: rights?.channels ?? ["e-mail"],
          identityCheck: rights?.identityCheck ?? ["challenge"],
          identityCopy: { ...stated, ...copy, access: stated.access ?? (roles.length > 0 ? roles : ["<role>"]) },
        },
      };
    },
  },
  "rig-restriction-upheld": collect("restrictions"),
  "rig-rights-channels-complete": {
    ...collect("erasures"),
    declaration: { rights: { contact, means: everyRight, propagation: true } },
    adapt: (document) => ({
      ...document,
      rights: {
        ...document.rights,
        contact: document.rights?.contact ?? contact,
        means: opened(document, { ...everyRight, ...document.rights?.means }),
        propagation: true,
      },
    }),
  },
};

/** The partners to whom the use of the file was announced. */
import type { PartState, ProcessingDocument } from "@favorable/processing";

const secrecy = { text: "secret professionnel des assistants sociaux" } as const;

/** The two partners, in a state. */
export function partners(state: PartState) {
  const one = { purposes: [], categories: ["appraisals"], kind: "partner", secrecy, state } as const;
  return {
    securityCommittees: {
      label: {
        fr: "comités locaux de sécurité et prévention de la délinquance",
        en: "local security and crime-prevention committees",
      },
      ...one,
    },
    evictionCommissions: {
      label: { fr: "commissions de recours à la force publique pour les expulsions", en: "eviction commissions" },
      ...one,
    },
  } as const satisfies NonNullable<ProcessingDocument["recipients"]>;
}

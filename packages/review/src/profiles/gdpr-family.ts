/** What the GDPR and law 1.565 have in common: rights, mentions, and the facts that a file must state. */
import type { Profile } from "../profile.ts";

/** Shared by the profiles of {@link cnilGdpr} and {@link apdp1565}. */
export const gdprFamily: Pick<
  Profile,
  "lawOnlyRules" | "mentions" | "rights" | "traced" | "consent" | "special" | "technical" | "officer" | "required"
> = {
  lawOnlyRules: true,
  // GDPR art. 13(1)-(2) and 14(1)-(2); law 1.565 art. 11.
  mentions: {
    always: ["controller", "purposes", "basis", "retention", "rights", "complaint"],
    dpo: ["dpo"],
    consent: ["withdrawal"],
    "legitimate-interest": ["legitimate-interests"],
    compulsory: ["compulsory", "consequences"],
    recipients: ["recipients"],
    transfers: ["transfers"],
    automated: ["automated-decision"],
    indirect: ["categories", "source"],
  },
  // GDPR art. 15, 16 and 18 always; 17, 20 and 21 by basis (17(3)(b) excludes duties and public tasks).
  rights: {
    always: ["access", "rectification", "restriction"],
    byBasis: {
      consent: ["erasure", "portability"],
      contract: ["erasure", "portability"],
      "vital-interests": ["erasure"],
      "legitimate-interest": ["erasure", "objection"],
      "public-task": ["objection"],
    },
  },
  traced: "every-action",
  consent: "conditions",
  special: "condition",
  technical: "no-business",
  officer: "designated",
  required: [
    "field-justification",
    "bound-metadata",
    "minors",
    "notice-moment",
    "propagation",
    "units",
    "recipients",
    "passwords",
    "encryption",
    "export-ledger",
    "paper",
    "purge",
    "active-period",
    "necessity",
    "dpo",
  ],
};

/** Schemas of sections VII and IX: security, exports, capture, governance. */
import * as z from "zod";
import type { CaptureDocument, ExportsDocument, GovernanceDocument, SecurityDocument } from "../document/security.ts";
import { boolean, count, date, list, object, oneOf, optional, period, sha256, word } from "./shape.ts";
import { keptElsewhere, legalReference, text } from "./text.ts";

type Part<K extends keyof SecurityDocument> = Exclude<SecurityDocument[K], string | undefined>;

const exportRules = object<ExportsDocument>({
  encrypted: optional(boolean),
  linkedToo: optional(boolean),
  ledger: optional(boolean),
  expireAfter: optional(period),
});

/** {@link SecurityDocument}. */
export const security: z.ZodType<SecurityDocument> = object<SecurityDocument>({
  passwords: optional(
    object<Part<"passwords">>({
      minimumLength: optional(count),
      entropyBits: optional(count),
      storedAs: optional(oneOf("salted-hash", "hash", "clear")),
      lockout: optional(boolean),
      sentInClear: optional(boolean),
    }),
  ),
  encryption: optional(object<Part<"encryption">>({ inTransit: optional(boolean), atRest: optional(boolean), keys: optional(text) })),
  infrastructureChecklist: optional(keptElsewhere),
  review: optional(object<Part<"review">>({ last: date, every: period })),
  exposed: optional(boolean),
  exports: optional(z.union([exportRules, oneOf("none")])),
  backups: optional(z.union([object<Part<"backups">>({ rotation: period, encrypted: optional(boolean) }), oneOf("none")])),
  paper: optional(object<Part<"paper">>({ used: boolean, measures: optional(text) })),
  environments: optional(
    list(
      object<NonNullable<SecurityDocument["environments"]>[number]>({
        name: word,
        production: boolean,
        data: oneOf("real", "generated", "anonymised"),
      }),
    ),
  ),
  breach: optional(object<Part<"breach">>({ procedure: text, authorityWithinHours: optional(count), register: optional(boolean) })),
});

/** {@link CaptureDocument}. */
export const capture: z.ZodType<CaptureDocument> = object<CaptureDocument>({
  devices: list(oneOf("cctv", "body-camera", "audio", "geolocation", "badge", "screen")),
  continuous: optional(boolean),
  audio: optional(boolean),
  masking: optional(boolean),
  area: optional(text),
  uses: optional(list(word)),
});

/** {@link GovernanceDocument}. */
export const governance: z.ZodType<GovernanceDocument> = object<GovernanceDocument>({
  formality: optional(
    object<NonNullable<GovernanceDocument["formality"]>>({
      kind: oneOf("opinion-request", "authorisation-request", "declaration", "register-entry"),
      on: date,
      reference: optional(word),
    }),
  ),
  necessity: optional(
    object<NonNullable<GovernanceDocument["necessity"]>>({ statement: text, alternatives: optional(text), reviewOn: optional(date) }),
  ),
  riskCriteria: optional(list(word)),
  impactAssessment: optional(
    object<NonNullable<GovernanceDocument["impactAssessment"]>>({
      title: text,
      attached: boolean,
      sha256: optional(sha256),
      declaration: optional(word),
      residualRisk: optional(oneOf("low", "medium", "high")),
      authorityConsulted: optional(boolean),
    }),
  ),
  approved: optional(object<NonNullable<GovernanceDocument["approved"]>>({ sha256, on: date, reference: optional(word) })),
  changeProcedure: optional(
    object<NonNullable<GovernanceDocument["changeProcedure"]>>({ statement: text, reference: optional(legalReference) }),
  ),
});

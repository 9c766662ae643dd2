/** Schemas of section VII: security and exports. */
import * as z from "zod";
import type {
  AuthenticationDocument,
  BackupsDocument,
  ExportsDocument,
  InfrastructureDocument,
  OrganisationMeasure,
  SecurityDocument,
} from "../document/security.ts";
import { physicalMeasure } from "./filing-systems.ts";
import { boolean, count, date, list, object, oneOf, optional, partialDate, period, word } from "./shape.ts";
import { keptElsewhere, text } from "./text.ts";

type Part<K extends keyof SecurityDocument> = Exclude<SecurityDocument[K], string | undefined>;

const exportRules = object<ExportsDocument>({
  encrypted: optional(boolean),
  linkedToo: optional(boolean),
  ledger: optional(boolean),
  expireAfter: optional(period),
  selection: optional(oneOf("chosen-fields", "everything")),
  limitedToScope: optional(boolean),
  approvedBy: optional(word),
  formats: optional(list(word)),
});

const backups = object<BackupsDocument>({
  rotation: period,
  encrypted: optional(boolean),
  every: optional(period),
  erasure: optional(oneOf("at-once", "by-rotation", "replayed-at-restore", "never")),
  restoreTestedEvery: optional(period),
  hosting: optional(word),
});

const authentication = object<AuthenticationDocument>({
  from: oneOf("inside", "remote", "public-network", "administration"),
  roles: optional(list(word)),
  factors: count,
  means: optional(list(oneOf("password", "single-sign-on", "code", "token", "certificate", "badge", "biometry"))),
});

const infrastructure = object<InfrastructureDocument>({
  unusedPortsClosed: optional(boolean),
  nominative: optional(list(oneOf("servers", "peripherals", "network-devices", "user-accounts", "administrator-accounts"))),
  strongPasswords: optional(boolean),
});

const organisation = object<OrganisationMeasure>({
  kind: oneOf("awareness", "training", "unannounced-check", "supervision", "procedure", "audit"),
  by: optional(text),
  every: optional(period),
  since: optional(partialDate),
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
      classes: optional(count),
      renewedEvery: optional(period),
    }),
  ),
  authentication: optional(list(authentication)),
  encryption: optional(
    object<Part<"encryption">>({
      inTransit: optional(boolean),
      atRest: optional(boolean),
      keys: optional(text),
      keyCustody: optional(oneOf("controller", "processor", "key-service")),
      keyRotation: optional(period),
    }),
  ),
  infrastructure: optional(infrastructure),
  infrastructureChecklist: optional(keptElsewhere),
  review: optional(object<Part<"review">>({ last: date, every: period })),
  exposed: optional(boolean),
  exports: optional(z.union([exportRules, oneOf("none")])),
  backups: optional(z.union([backups, oneOf("none")])),
  paper: optional(object<Part<"paper">>({ used: boolean, measures: optional(text), means: optional(list(physicalMeasure)) })),
  premises: optional(object<Part<"premises">>({ means: list(physicalMeasure) })),
  environments: optional(
    list(
      object<NonNullable<SecurityDocument["environments"]>[number]>({
        name: word,
        production: boolean,
        data: oneOf("real", "generated", "anonymised"),
      }),
    ),
  ),
  breach: optional(
    object<Part<"breach">>({
      procedure: text,
      authorityWithinHours: optional(count),
      register: optional(boolean),
      personsInformed: optional(boolean),
    }),
  ),
  patches: optional(object<Part<"patches">>({ within: period })),
  standards: optional(list(word)),
  organisation: optional(z.union([list(organisation), oneOf("none")])),
  enforcement: optional(oneOf("process", "columns", "sealed")),
});

/** Which parts a declaration gives occasion to look at. */
import type { ProcessingDocument } from "@favorable/processing";
import type { EvidencePart } from "../evidence/report.ts";

const some = (map: object | undefined): boolean => map !== undefined && Object.keys(map).length > 0;

/** Whether something is declared that the part would show; every other part concerns any declaration. */
const CONCERNS: Readonly<Partial<Record<EvidencePart, (document: ProcessingDocument) => boolean>>> = {
  ages: ({ categories }) => some(categories),
  purges: ({ retention }) => some(retention),
  notices: ({ subjects }) => some(subjects),
  channels: ({ links }) => Object.values(links ?? {}).some(({ channel }) => channel !== undefined),
  proofs: ({ origins }) => Object.values(origins ?? {}).some(({ certifies }) => certifies === true),
  freeText: ({ records }) =>
    Object.values(records ?? {}).some(({ fields }) => Object.values(fields).some(({ moderator }) => moderator !== undefined)),
  accuracy: ({ accuracy, records }) =>
    accuracy !== undefined ||
    Object.values(records ?? {}).some(({ fields }) => Object.values(fields).some(({ boundTo }) => boundTo !== undefined)),
  consents: ({ purposes }) => Object.values(purposes ?? {}).some(({ bases }) => (bases ?? []).some(({ kind }) => kind === "consent")),
  drift: ({ governance }) => governance?.approved !== undefined,
  acrossUnits: ({ access }) => access?.units !== undefined,
  locations: ({ processors, transfers }) => some(processors) || some(transfers),
  history: ({ logs }) => logs !== undefined,
  realRows: ({ security }) => (security?.environments ?? []).some(({ production }) => !production),
};

/** Every part, in the order in which they are told. */
export const PARTS: readonly EvidencePart[] = [
  "log",
  "coverage",
  "actors",
  "acrossUnits",
  "uses",
  "recipients",
  "ages",
  "purges",
  "obligations",
  "channels",
  "backups",
  "erasures",
  "exports",
  "implementation",
  "drift",
  "credentials",
  "reviews",
  "requests",
  "restrictions",
  "breaches",
  "notices",
  "consents",
  "proofs",
  "freeText",
  "accuracy",
  "locations",
  "realRows",
  "history",
];

/** Whether a part concerns a declaration. */
export function concerns(part: EvidencePart, document: ProcessingDocument): boolean {
  return CONCERNS[part]?.(document) ?? true;
}

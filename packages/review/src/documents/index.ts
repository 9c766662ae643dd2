/**
 * The documents that follow from one declaration, in French and English: as plain data (a {@link Paper}), as Markdown, as HTML; the register also
 * as CSV and XLSX, the impact assessment also as a file of the CNIL's PIA software.
 *
 * Codes: `DECLARATION_MISMATCH`, `EVIDENCE_MISMATCH`, `OPINION_UNREADABLE`, `OPINION_INCONSISTENT`, `PAPER_UNREADABLE`, `NOTICE_REGIME_UNKNOWN`.
 * @packageDocumentation
 */

export { type DeliberationOptions, deliberation } from "./deliberation/deliberation.ts";
export { type NoticesOptions, noticesOf } from "./notices.ts";
export { paperHtml } from "./paper/html.tsx";
export { paperMarkdown } from "./paper/markdown.ts";
export type { Block, Item, Language, Line, Paper, Span } from "./paper/paper.ts";
export { opinionSarif, type SarifLog, type SarifResult, type SarifRule, type SarifRun, type SarifSource } from "./sarif.ts";

/**
 * The documents that follow from one declaration, in French and English: as plain data (a {@link Paper}), as Markdown, as HTML; the register also
 * as CSV and XLSX, the impact assessment also as a file of the CNIL's PIA software.
 *
 * Codes: `DECLARATION_MISMATCH`, `EVIDENCE_MISMATCH`, `EVIDENCE_INVALID`, `OPINION_UNREADABLE`, `OPINION_INCONSISTENT`, `PAPER_UNREADABLE`,
 * `NOTICE_REGIME_UNKNOWN`, `NOTICE_INVALID`, `REGISTER_EMPTY`, `REGISTER_TWICE`, `SEPARATOR_INVALID`, `BREACH_TWICE`, `DATE_INVALID`.
 * @packageDocumentation
 */

export { type DeliberationOptions, deliberation } from "./deliberation/deliberation.ts";
export { impactAssessment } from "./dpia/assessment.ts";
export { type PiaAnswer, type PiaFile, type PiaOptions, piaFile } from "./dpia/pia-file.ts";
export { type NoticesOptions, noticesOf } from "./notices.ts";
export { paperHtml } from "./paper/html.tsx";
export { paperMarkdown } from "./paper/markdown.ts";
export type { Block, Item, Language, Line, Paper, Span } from "./paper/paper.ts";
export { type RegisterCsvOptions, registerCsv } from "./register/csv.ts";
export { type Register, type RegisterOptions, type RegisterSheet, registerOf, registerPaper } from "./register/register.ts";
export type { RegisterRole, RegisterRow } from "./register/row.ts";
export { registerXlsx } from "./register/xlsx.ts";
export { opinionSarif, type SarifLog, type SarifResult, type SarifRule, type SarifRun, type SarifSource } from "./sarif.ts";
export { type BreachOptions, breachRegister } from "./sheets/breach.ts";
export { linksSheet } from "./sheets/links.ts";
export { accessMatrix } from "./sheets/matrix.ts";
export { type NoticeGaps, type NoticePaperOptions, noticeGaps, noticePaper } from "./sheets/notices.ts";
export type { LawSheetOptions, ObservedSheetOptions, SheetOptions } from "./sheets/options.ts";
export { processorSheets } from "./sheets/processors.ts";
export { retentionSchedule } from "./sheets/retention.ts";
export { type RightsOptions, rightsProcedure } from "./sheets/rights.ts";

/**
 * Counts, shares and cross tables that disclose nobody: suppression that cannot be computed back, rounding, an auditor, and a desk
 * that refuses what two releases together would tell.
 *
 * Codes: `FIELD_NOT_FOR_PURPOSE`, `FIELD_NOT_COUNTABLE`, `VALUES_MISSING`, `VALUE_UNLISTED`, `DIMENSION_INVALID`, `TABLE_TOO_LARGE`,
 * `TABLE_TOO_SMALL`, `TABLE_NOT_PROTECTABLE`, `TABLE_INCONSISTENT`, `CELL_UNKNOWN`, `THRESHOLD_INVALID`, `ROUNDING_INVALID`,
 * `TABLE_INVALID`, `AUDIT_TOO_LARGE`, `SUBJECT_FIELD`, `DESK_KEY_CHANGED`,
 * `SUBJECT_MISSING`, `SUBJECT_TWICE`, `RELEASE_REFUSED`, `STATISTIC_REDEFINED`, `KEY_TOO_SHORT`, `CHART_INVALID`.
 * @packageDocumentation
 */
export { type BarChartOptions, barChart } from "./chart/bar-chart.ts";
export { describeTable, type TableWords, tableHtml } from "./chart/text.ts";
export { type By, type CrossTableOptions, crossTable } from "./cross-table.ts";
export { type Audit, type CellName, recover } from "./recover.ts";
export { type ReleaseDesk, type ReleaseDeskOptions, type Released, releaseDesk, type StatisticRequest } from "./release/desk.ts";
export type { Danger } from "./release/differencing.ts";
export { memoryReleases, type Release, type ReleaseStore } from "./release/history.ts";
export { type RoundOptions, round } from "./round.ts";
export { shares } from "./shares.ts";
export { type SuppressOptions, suppress } from "./suppress.ts";
export { type CountTable, cellOf, type Dimension, LIMITS, type PublishedTable } from "./table.ts";

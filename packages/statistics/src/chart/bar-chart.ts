/** A bar chart as one SVG: it takes the colours of its page, and says in text what it shows. */
import { escapeMarkup, PrivacyError } from "@favorable/core";
import { cellOf, type PublishedTable } from "../table.ts";
import { countText, describeTable, partLabel, type TableWords } from "./text.ts";

/** How a chart is drawn. */
export interface BarChartOptions extends TableWords {
  /** Unique within the page; letters, digits and hyphens. Links the chart to its title and description. */
  readonly id: string;
  /** Width in CSS pixels, 240 to 2000; 480 unless told. */
  readonly width?: number;
}

const ROW = 28;
const HEAD = 8;

/**
 * Draws the parts of the table's first dimension as bars, with their counts. A withheld count is a dashed outline of one same
 * length for all, which says nothing of its size. Text and bars take `currentColor`, so that light, dark and print need no other
 * drawing.
 *
 * @throws `CHART_INVALID` for an id or a width out of range
 */
export function barChart(table: PublishedTable, options: BarChartOptions): string {
  const { id, width = 480, lang } = options;
  if (!/^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(id) || !(width >= 240 && width <= 2000))
    throw new PrivacyError("CHART_INVALID", "a chart has an id of letters, digits and hyphens, and a width of 240 to 2000");
  const [first] = table.dimensions;
  const parts = (first?.values ?? []).map((value) => ({
    label: first === undefined ? value : partLabel(options, first.name, value),
    count: first === undefined ? null : (table.counts[cellOf(table, { [first.name]: value })] ?? null),
  }));
  const most = Math.max(1, ...parts.map(({ count }) => count ?? 0));
  const left = Math.round(width * 0.34);
  const room = width - left - 84;
  const height = HEAD * 2 + parts.length * ROW;
  const bars = parts.map(({ label, count }, index) => {
    const y = HEAD + index * ROW;
    const long = count === null ? room * 0.2 : (room * count) / most;
    const bar =
      count === null
        ? `<rect x="${left}" y="${y + 4}" width="${long.toFixed(1)}" height="16" fill="none" stroke="currentColor" stroke-dasharray="3 3"/>`
        : `<rect x="${left}" y="${y + 4}" width="${long.toFixed(1)}" height="16" fill="currentColor" fill-opacity="0.7"/>`;
    return (
      `<text x="${left - 8}" y="${y + 17}" text-anchor="end">${escapeMarkup(shortened(label, left))}</text>${bar}` +
      `<text x="${(left + long + 6).toFixed(1)}" y="${y + 17}">${escapeMarkup(countText(count, lang))}</text>`
    );
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="${lang}" aria-labelledby="${id}-title ${id}-text" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" font-family="inherit" font-size="13" fill="currentColor" style="max-width:100%;height:auto">` +
    `<title id="${id}-title">${escapeMarkup(options.caption)}</title><desc id="${id}-text">${escapeMarkup(describeTable(table, options))}</desc>` +
    `<g aria-hidden="true">${bars.join("")}</g></svg>`
  );
}

/** A label that would run out of its column ends in an ellipsis; the description has it whole. */
function shortened(label: string, room: number): string {
  const most = Math.max(4, Math.floor((room - 12) / 7));
  const signs = [...label];
  return signs.length <= most ? label : `${signs.slice(0, most - 1).join("")}…`;
}

/** Lines of a CSV file (RFC 4180) with `;`, as office suites write them in French. */

/** Writes one line, without its end; a value is quoted when it has to be. */
export function csvLine(values: readonly string[]): string {
  return values.map((value) => (/[";\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(";");
}

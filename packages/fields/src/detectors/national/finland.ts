/** The Finnish personal identity code, whose sign for the century is none of the separators that other numbers may hold. */
import { isDayText } from "../checks.ts";

const FORM = /(?<![A-Z0-9])(\d{2})(\d{2})(\d{2})[-+A-FU-Y](\d{3})([0-9A-FHJ-NPR-Y])(?![A-Z0-9])/g;

/** Places of personal identity codes: remainder by 31 of the nine digits (valtioneuvoston asetus 128/2010, signs of 2023). */
export function finnishCodes(folded: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of folded.matchAll(FORM)) {
    const [whole, day = "", month = "", year = "", serial = "", check] = match;
    if (isDayText(month, day) && "0123456789ABCDEFHJKLMNPRSTUVWXY"[Number(day + month + year + serial) % 31] === check)
      found.push({ start: match.index, end: match.index + whole.length });
  }
  return found;
}

/** E-mail addresses: dot-atom before the sign, a domain of at least two labels behind it; letters of any script (RFC 5321, RFC 6531). */

/** RFC 5321, 4.5.3.1: octets of the local part and of the domain; counted here in code units. */
const MOST_LOCAL = 64;
const MOST_DOMAIN = 255;

// Zero-width characters and the soft hyphen come with copied text.
const LOCAL = /^[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060\ufeff!#$%&'*+/=?^_`{|}~.-]$/u;
const DOMAIN = /^(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:xn--[a-z0-9-]{1,59}|[\p{L}\p{M}]{2,63})/iu;

/** Places of addresses. Each sign is looked at within the two bounds, and what is left of the last address is not read again. */
export function emailPlaces(written: string): readonly { readonly start: number; readonly end: number }[] {
  const text = written.replace(/[\uff20\ufe6b]/g, "@"); // Full-width and small signs; one unit for one.
  const found: { start: number; end: number }[] = [];
  let floor = 0;
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    const start = localStart(text, Math.max(floor, at - MOST_LOCAL), at);
    floor = at + 1;
    if (start === at) continue;
    const domain = DOMAIN.exec(text.slice(at + 1, at + 1 + MOST_DOMAIN));
    if (domain === null) continue;
    floor = at + 1 + domain[0].length;
    found.push({ start, end: floor });
  }
  return found;
}

/** The first position of the local part; `at` itself when there is none. */
function localStart(text: string, lowest: number, at: number): number {
  let start = at;
  while (start > lowest) {
    const before = previous(text, start, lowest);
    if (!LOCAL.test(text.slice(before, start))) break;
    start = before;
  }
  while (start < at && ".'".includes(text.charAt(start))) start += 1; // A quotation mark or a full stop in front is not the address's.
  return text.charAt(at - 1) === "." ? at : start;
}

/** Steps back over a whole character: half of a surrogate pair is none. */
function previous(text: string, from: number, lowest: number): number {
  const code = text.charCodeAt(from - 1);
  return code >= 0xdc00 && code <= 0xdfff && from - 2 >= lowest ? from - 2 : from - 1;
}

/** The names that are covered, in all their writings. */

/** Tells whether a key or word is a covered name. */
export type IsCovered = (written: string) => boolean;

const LONGEST_NAME = 300;

/** Recognises names: alone, in the plural, behind `x-`, or as a part of a path such as `youth.phoneNumber`, `user[phoneNumber]`, `phoneNumber[0]`. */
export function nameMatcher(names: ReadonlySet<string>): IsCovered {
  const known = (word: string): boolean => {
    const short = plain(word);
    if (short === "") return false;
    return (
      names.has(short) || (short.endsWith("s") && names.has(short.slice(0, -1))) || (short.startsWith("x") && names.has(short.slice(1)))
    );
  };
  return (written) => {
    if (written.length > LONGEST_NAME) return /[.[\]/:]/.test(written) && written.split(/[.[\]/:]/).some(known);
    return known(written) || (/[.[\]/:]/.test(written) && written.split(/[.[\]/:]/).some(known));
  };
}

/** What the writings of a name share: no case, accents, hyphens, underscores or spaces. */
export function plain(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}\s_-]/gu, "")
    .toLowerCase();
}

/** Percent decoding, as far as it goes. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text.replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }
}

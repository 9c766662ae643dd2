/** French around the words of a file: articles and their contractions. */

/** « des employés », « du personnel », « de l'ensemble … », « de la direction »; a name without an article is taken as a plural. */
export function withDe(name: string): string {
  const rest = (length: number): string => name.slice(length);
  if (/^les /i.test(name)) return `des ${rest(4)}`;
  if (/^le /i.test(name)) return `du ${rest(3)}`;
  if (/^la /i.test(name)) return `de la ${rest(3)}`;
  if (/^l['’]/i.test(name)) return `de l'${rest(2)}`;
  if (/^(des|du|de la|de l['’])/i.test(name)) return `${name.charAt(0).toLowerCase()}${rest(1)}`;
  if (/^(tout|toute|tous|toutes|chaque) /i.test(name)) return `de ${name.charAt(0).toLowerCase()}${rest(1)}`;
  return /^[«(]/.test(name) ? `de ${name}` : `des ${name}`;
}

/**
 * Whether a name can stand after « de » in a sentence: a plural, or a name with its article, in lower case and without what ends a sentence. A
 * capital, a title (« Monsieur … »), a singular without article could not be contracted.
 */
export function composes(name: string): boolean {
  if (/[.;:!?…]/u.test(name)) return false;
  return /^(?:(?:(?:les|le|la|des|du|de la|tout|toute|tous|toutes|chaque) |(?:de )?l['’])(?!(?:les?|la|des?|du) |l['’])\p{Ll}|(?!(?:les|des|vos|nos|ses|mes|tes|leurs|tous|toutes|dans|sans|sous|vers|chez|dès|pas|plus|moins)(?: |$))[\p{Ll}-]+[sxz](?: |,|$))/u.test(
    name,
  );
}

/** The same in English, after “of”. */
export function composesEn(name: string): boolean {
  return /^(?!(?:of|and|or|by|for|to)(?: |$))\p{Ll}/u.test(name) && !/[.;:!?…]/u.test(name);
}

/** « aux articles … », « au délégué », « à l'article … ». */
export function withA(name: string): string {
  if (/^les /i.test(name)) return `aux ${name.slice(4)}`;
  return /^le /i.test(name) ? `au ${name.slice(3)}` : `à ${name}`;
}

// Moments a file is likely to name; any other is quoted, since its gender cannot be told.
const FEMININE = /^(fin|date|clôture|cessation|levée|expiration|abrogation|disparition|échéance|sortie|suppression|publication)\b/i;
const MASCULINE = /^(terme|départ|retrait|décès|jour|dernier jour|solde)\b/i;

/** The name of a moment as it follows « avant »: with its article, once. */
export function moment(name: string): string {
  if (/^(le |la |les |l['’])/i.test(name)) return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const low = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  if (FEMININE.test(name)) return /^[aeiouyéèêh]/i.test(name) ? `l'${low}` : `la ${low}`;
  if (MASCULINE.test(name)) return `le ${low}`;
  return `l'événement ${/^«/.test(name) ? name : `« ${name} »`}`;
}

/** The same in English: « before the end of … ». */
export function momentEn(name: string): string {
  return /^(the|a|an) /i.test(name)
    ? `${name.charAt(0).toLowerCase()}${name.slice(1)}`
    : `the ${/^“/.test(name) ? `event ${name}` : `${name.charAt(0).toLowerCase()}${name.slice(1)}`}`;
}

/**
 * Words that people choose again and again, in French and English: first names, seasons, football, keyboards, and the words for
 * "password". A short list: it catches the first guesses of an attacker, not a leaked list. `alsoRefused` of a policy takes a longer one.
 */
const WORDS: readonly string[] = (
  "password passwort motdepasse motdepass mdp passe passw0rd pass admin administrator administrateur root user utilisateur login " +
  "welcome bienvenue bonjour salut hello coucou letmein changeme changezmoi secret default defaut guest invite test demo temp temporaire " +
  "azerty azertyuiop qwerty qwertyuiop qwertz qazwsx zxcvbn wxcvbn asdfgh qsdfgh poiuyt abcdef abcabc " +
  "iloveyou jetaime jtm monamour amour mamour chouchou doudou loulou chocolat soleil princesse princess nounours caramel vanille " +
  "marseille paris lyon toulouse nantes bordeaux monaco france psg olympique football soccer basketball baseball juventus chelsea " +
  "liverpool arsenal barcelona realmadrid zidane ronaldo messi superman batman pokemon starwars naruto matrix dragon monkey tigger " +
  "shadow master killer hunter ninja mustang ferrari porsche harley corvette yamaha computer internet samsung google facebook " +
  "michael jennifer jessica thomas nicolas julien camille marine pierre caroline isabelle sandrine stephane alexandre charlie daniel " +
  "andrew george robert william joshua matthew ashley nicole hannah sophie emilie maxime antoine romain vincent christophe philippe " +
  "sunshine summer winter autumn spring ete hiver printemps automne janvier fevrier mars avril mai juin juillet aout septembre octobre " +
  "novembre decembre january february march april june july august september october november december lundi mardi mercredi jeudi " +
  "vendredi samedi dimanche monday friday sunday whatever trustno freedom flower cookie ginger pepper cheese banana orange silver " +
  "golden diamond access hopital hospital mairie police infirmiere docteur medecin vaccin covid covid19 sante"
).split(" ");

const LISTED: ReadonlySet<string> = new Set(WORDS);

/** Longest first, so that the longest match is met first. */
const BY_LENGTH: readonly string[] = [...LISTED].filter((word) => word.length >= 4).sort((a, b) => b.length - a.length);

/** Bits of a word of the list: its number there. */
export const LISTED_BITS: number = Math.log2(LISTED.size);

/** Strokes that stand for letters. */
const STROKES: ReadonlyMap<string, string> = new Map([
  ["@", "a"],
  ["4", "a"],
  ["3", "e"],
  ["€", "e"],
  ["1", "i"],
  ["!", "i"],
  ["0", "o"],
  ["$", "s"],
  ["5", "s"],
  ["7", "t"],
]);

/** A text as an attacker's list holds it: lower case, without accents. Character by character, so that positions stay. */
export function plain(text: string): string {
  return [...text].map((character) => [...([...character.normalize("NFD")][0] ?? character).toLowerCase()][0] ?? character).join("");
}

/** As {@link plain}, with strokes that stand for letters read as these. */
export function folded(text: string): string {
  return [...plain(text)].map((character) => STROKES.get(character) ?? character).join("");
}

/** The length of the longest listed word that begins there; 0 for none. */
export function listedAt(text: string, at: number): number {
  return BY_LENGTH.find((word) => text.startsWith(word, at))?.length ?? 0;
}

/** Whether the whole text is a listed word, dressed with digits and signs before or behind it or not. */
export function isListed(text: string): boolean {
  const bare = (given: string): string => given.replace(/^[^a-z]+|[^a-z]+$/g, "");
  const forms = [plain(text), folded(text)];
  return [...forms, ...forms.map(bare), bare(folded(bare(plain(text))))].some((form) => LISTED.has(form));
}

/** A clause: the words a rule rests on, as its source has them. */

/** A quotation, to the letter. */
export interface Clause {
  readonly text: string;
  readonly language: "fr" | "en";
  /** Text and article, or decision and section. */
  readonly from: string;
}

/** The clauses of each rule of a section, by its id. */
export type Clauses = Readonly<Record<string, readonly Clause[]>>;

/** CCIN deliberation 2021-206 of 20 October 2021, by its section, or the part without a number. */
export function ccin(section: string, text: string): Clause {
  return { text, language: "fr", from: section.length > 4 ? `CCIN 2021-206, ${section}` : `CCIN 2021-206 §${section}` };
}

/** Regulation (EU) 2016/679, in French. */
export function rgpd(article: string, text: string): Clause {
  return { text, language: "fr", from: `RGPD, art. ${article}` };
}

/** Regulation (EU) 2016/679, in English. */
export function gdpr(article: string, text: string): Clause {
  return { text, language: "en", from: `GDPR art. ${article}` };
}

/** The letter of the CNIL of 22 July 2011 on the social case files of the Essonne. */
export function letter(text: string): Clause {
  return { text, language: "fr", from: "CNIL, lettre du 22 juillet 2011 (conseil général de l'Essonne)" };
}

/** The CNIL's notice to a town on body-worn cameras, as the press reported it in English. */
export function cameras(text: string): Clause {
  return { text, language: "en", from: "CNIL notice on body-worn cameras, as reported by the press" };
}

/** The vaccination file of a municipal police, as the press reported it in English. */
export function police(text: string): Clause {
  return { text, language: "en", from: "municipal vaccination file, as reported by the press" };
}

/** The message to the holders of a youth pass, as the press reported it. */
export function pass(text: string): Clause {
  return { text, language: "fr", from: "message d'un pass jeunes régional, rapporté par la presse" };
}

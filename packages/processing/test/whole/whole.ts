/** What a whole document is made of. */
/** Every key required, to the bottom: a key that the form gains does not compile here until it is stated. */
export type Whole<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer I)[]
    ? readonly Whole<I>[]
    : { readonly [K in keyof T]-?: Whole<Exclude<T[K], undefined>> };

export const text = { fr: "texte", en: "text" } as const;
export const law = { text: "Law 1.509 of 20 September 2021", article: "1" } as const;
export const hash = "0123456789abcdef".repeat(4);
export const kept = { reference: "K-1", on: "2021-09-01" } as const;
export const dpv = "https://w3id.org/dpv#Purpose";
export const means = { how: text, reference: law, contact: text, function: "record" } as const;
export const bound = { period: "P18M", event: "endOfDuty", roundedTo: "end-of-year" } as const;
export const controller = {
  name: "Hospital",
  kind: "public-body",
  nature: text,
  country: "MC",
  foundingTexts: [law],
  contact: "Monaco",
  department: text,
  group: "Hospitals",
  representative: { name: "Agent", contact: "Paris" },
} as const;

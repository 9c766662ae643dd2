/**
 * Countries to which data go without a further safeguard, as plain data: the European Economic Area, and the adequacy decisions of
 * the European Commission (GDPR art. 45) as it publishes them, with the day of each. Left out, because they cover only some
 * recipients and the file has to say which: Canada (commercial organisations, 2001) and the United States (Data Privacy Framework, 2023).
 */

/** ISO 3166-1 alpha-2 of the thirty states of the European Economic Area. */
const EEA: ReadonlySet<string> = new Set(
  "AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(" "),
);

/** Countries found adequate as a whole, and from when. */
const ADEQUATE: Readonly<Record<string, string>> = {
  CH: "2000-07-26",
  AR: "2003-06-30",
  GG: "2003-11-21",
  IM: "2004-04-28",
  JE: "2008-05-08",
  FO: "2010-03-05",
  AD: "2010-10-19",
  IL: "2011-01-31",
  UY: "2012-08-21",
  NZ: "2012-12-19",
  JP: "2019-01-23",
  GB: "2021-06-28",
  KR: "2021-12-17",
};

/** Countries where a decision covers some recipients only. */
const PARTLY: Readonly<Record<string, string>> = { CA: "2001-12-20", US: "2023-07-10" };

const since = (list: Readonly<Record<string, string>>, country: string, asOf: string): boolean => {
  const from = Object.hasOwn(list, country) ? list[country] : undefined;
  return from !== undefined && from <= asOf;
};

/**
 * What the protection of a country is on a day: `full`, no safeguard is asked; `partial`, adequacy may be invoked for a recipient it
 * covers; `none`, anything else, a name that is no country code included.
 *
 * @param home - countries of the profile's own law
 */
export function protectionOf(country: string, home: readonly string[], asOf: string): "full" | "partial" | "none" {
  const code = country.trim().toUpperCase();
  if (EEA.has(code) || home.includes(code) || since(ADEQUATE, code, asOf)) return "full";
  return since(PARTLY, code, asOf) ? "partial" : "none";
}

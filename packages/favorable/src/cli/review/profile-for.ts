/** The law a file is reviewed under where nobody named it, and what to say when the one named is another country's. */
import type { CalendarDate } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { type Profile, profileOf, profiles } from "@favorable/review";

const isInForce = ({ inForce: { from, until } }: Profile, asOf: CalendarDate): boolean =>
  from <= asOf && (until === undefined || asOf <= until);

/** What the command line says of the profile it took, beside the report. */
export interface ChosenProfile {
  readonly id: Profile["id"];
  readonly remark?: string;
}

/**
 * The profile named, or else the one of the controller's country in force on the day, or else `cnil-gdpr`.
 *
 * @throws `PROFILE_UNKNOWN`
 */
export function profileFor({ controller }: ProcessingDocument, asOf: CalendarDate, named: string | undefined): ChosenProfile {
  const country = controller?.country;
  const own = Object.values<Profile>(profiles).find(
    (profile) => country !== undefined && profile.home.includes(country) && isInForce(profile, asOf),
  );
  if (named === undefined) {
    if (own !== undefined) return { id: own.id };
    if (country === "FR") return { id: "cnil-gdpr" };
    const why = country === undefined ? "the file names no country of a controller" : "no profile is made for the controller's country";
    return { id: "cnil-gdpr", remark: `${why}: reviewed under cnil-gdpr` };
  }
  const { id, home } = profileOf(named);
  const foreign = own === undefined ? home.length > 0 && country !== undefined && !home.includes(country) : !home.includes(country ?? "");
  return foreign ? { id, remark: `${id} was asked for, which is not the law of the controller's country` } : { id };
}

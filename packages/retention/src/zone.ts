/** Zones in which instants become days. */

/** Tells whether it names a zone of the IANA database. */
export function isZone(zone: string): boolean {
  if (typeof zone !== "string" || !/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

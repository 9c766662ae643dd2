/** The columns of the two files. */

/** The columns of the HR file, as the declaration names its fields. */
export const STAFF_COLUMNS = [
  "staffNumber",
  "surname",
  "firstName",
  "population",
  "grade",
  "establishmentCode",
  "serviceCode",
  "serviceTitle",
  "employment",
  "contractEnd",
  "functionEnd",
  "functionEndReason",
  "longIllnessExemption",
  "sicknessPosition",
] as const;

/** The columns of the list; two of them are read to decide, and not kept: the body, and whether there is direct contact. */
export const OUTSIDER_COLUMNS = ["body", "population", "surname", "firstName", "directContact"] as const;

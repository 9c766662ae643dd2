/** When the next dose is due. */
import { addPeriod, type CalendarDate, type Period, period } from "@favorable/core";

/** How long after a dose the next one is due. */
export interface DoseSchedule {
  /** While the series is not complete. */
  readonly withinSeries: Period;
  /** After the last dose of the series, for the dose that follows (deliberation 2021-206, III: due date of the third dose). */
  readonly afterSeries: Period;
}

/** Settings of this example; a hospital enters what its health authority publishes. */
export const DOSE_SCHEDULE: DoseSchedule = { withinSeries: period("P28D"), afterSeries: period("P6M") };

/** A dose that was given. */
export interface GivenDose {
  /** Its number, from 1. */
  readonly dose: number;
  /** Doses of the series. */
  readonly doses: number;
  readonly lastDoseOn: CalendarDate;
}

/**
 * The day the next dose is due.
 *
 * @returns nothing once a dose beyond the series has been given
 */
export function nextDoseDue({ dose, doses, lastDoseOn }: GivenDose, schedule: DoseSchedule = DOSE_SCHEDULE): CalendarDate | undefined {
  // A third dose is written 3/2 or 3/3: either way it is beyond the two of the series.
  if (dose > doses || dose > 2) return undefined;
  return addPeriod(lastDoseOn, dose < doses ? schedule.withinSeries : schedule.afterSeries);
}

/**
 * The daily follow-up: pure functions of what is known and the day.
 * @packageDocumentation
 */
export {
  type Alert,
  type AlertKind,
  alertsOf,
  countAlerts,
  dailyAlerts,
  type Followed,
  type FollowUpRules,
  followUpRules,
} from "./alerts.ts";
export { DOSE_SCHEDULE, type DoseSchedule, type GivenDose, nextDoseDue } from "./next-dose.ts";

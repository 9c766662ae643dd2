/**
 * Last days written by hand from a calendar, with the rule that gives them:
 *
 * - R: Regulation (EEC, Euratom) 1182/71, article 3(2)(c): a period of months or years ends on the day of the same date; where the last month
 *   has no such day, on its last day. The French Code of civil procedure, article 641, and the German Civil Code, § 188, say the same.
 * - A period of months and days counts the months first, as PostgreSQL and Temporal do.
 */
export interface MonthEnd {
  /** A calendar date, or an instant with its zone. */
  readonly start: string;
  readonly zone: string;
  readonly period: string;
  readonly last: string;
  readonly why: string;
}

const MONACO = "Europe/Monaco";

const dates: readonly (readonly [start: string, period: string, last: string, why: string])[] = [
  ["2021-10-30", "P18M", "2023-04-30", "law 1.509; CCIN 2021-206, VIII: eighteen months from 30 October 2021"],
  ["2021-10-31", "P18M", "2023-04-30", "R: April has no 31st"],
  ["2021-08-31", "P18M", "2023-02-28", "R: February has no 31st"],
  ["2022-08-31", "P18M", "2024-02-29", "R: nor has it in a leap year"],
  ["2021-01-31", "P1M", "2021-02-28", "R"],
  ["2024-01-31", "P1M", "2024-02-29", "R"],
  ["2021-01-29", "P1M", "2021-02-28", "R"],
  ["2024-01-29", "P1M", "2024-02-29", "R: the same date"],
  ["2021-02-28", "P1M", "2021-03-28", "R: the same date, not the last day"],
  ["2024-02-29", "P1Y", "2025-02-28", "R: no 29 February"],
  ["2024-02-29", "P12M", "2025-02-28", "R: twelve months are a year"],
  ["2024-02-29", "P4Y", "2028-02-29", "R"],
  ["2096-02-29", "P4Y", "2100-02-28", "R: 2100 is no leap year"],
  ["2023-02-28", "P1Y", "2024-02-28", "R: the same date, not the last day"],
  ["2021-03-31", "P1M", "2021-04-30", "R; GDPR 12(3): received on the 31st"],
  ["2021-08-31", "P1M", "2021-09-30", "R; GDPR 12(3): received on the 31st"],
  ["2021-10-31", "P1M", "2021-11-30", "R; GDPR 12(3): received on the 31st"],
  ["2021-12-31", "P1M", "2022-01-31", "R; GDPR 12(3): received on the 31st"],
  ["2021-12-31", "P3M", "2022-03-31", "R; GDPR 12(3): one month and two more"],
  ["2021-11-30", "P3M", "2022-02-28", "R; GDPR 12(3): one month and two more"],
  ["2021-01-31", "P1M1D", "2021-03-01", "months first: 28 February and a day"],
  ["2022-01-01", "P30D", "2022-01-31", "days are days"],
  ["2024-01-30", "P30D", "2024-02-29", "days are days"],
  ["2022-01-30", "P30D", "2022-03-01", "days are days"],
  ["2021-12-31", "P1W", "2022-01-07", "a week is seven days"],
  ["2021-12-31", "P0D", "2021-12-31", "the day itself"],
];

const instants: readonly (readonly [start: string, zone: string, period: string, last: string, why: string])[] = [
  ["2021-11-29T22:59:59Z", MONACO, "P18M", "2023-05-29", "23:59:59 on 29 November"],
  ["2021-11-29T23:00:00Z", MONACO, "P18M", "2023-05-30", "midnight of 30 November"],
  ["2021-11-29T23:00:00Z", "UTC", "P18M", "2023-05-29", "still 29 November"],
  ["2021-10-30T22:30:00Z", MONACO, "P1D", "2021-11-01", "00:30 on 31 October, in summer time"],
  ["2021-10-31T00:30:00Z", MONACO, "P1M", "2021-11-30", "02:30 on 31 October, for the first time"],
  ["2021-10-31T01:30:00Z", MONACO, "P1M", "2021-11-30", "02:30 on 31 October, for the second time"],
  ["2021-10-31T22:59:59Z", MONACO, "P1D", "2021-11-01", "23:59:59 on 31 October, in winter time"],
  ["2018-11-04T02:59:59Z", "America/Sao_Paulo", "P1M", "2018-12-03", "the last second of 3 November"],
  ["2018-11-04T03:00:00Z", "America/Sao_Paulo", "P1M", "2018-12-04", "01:00: that day began without its midnight"],
  ["2011-12-30T09:59:59Z", "Pacific/Apia", "P1M", "2012-01-29", "the last second of 29 December"],
  ["2011-12-30T10:00:00Z", "Pacific/Apia", "P1M", "2012-01-31", "31 December: Samoa had no 30th that year"],
  ["2021-12-31T10:00:00Z", "Pacific/Kiritimati", "P1Y", "2023-01-01", "midnight of 1 January, fourteen hours ahead"],
];

/** The table. */
export const monthEnds: readonly MonthEnd[] = [
  ...dates.map(([start, period, last, why]) => ({ start, zone: MONACO, period, last, why })),
  ...instants.map(([start, zone, period, last, why]) => ({ start, zone, period, last, why })),
];

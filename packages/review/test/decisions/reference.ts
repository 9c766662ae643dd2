/** The four decided cases of the reference: what each authority remarked, by the rules that would say it. Accepted findings are left out. */
import { decidedCases } from "../../../processing/test/cases/all-facts.ts";
import type { Decision } from "./decision.ts";

const REMARKS: Readonly<Record<string, Omit<Decision, "name" | "document">>> = {
  "promotion-files": {
    source: "CNIL SAN-2021-019 (29 October 2021)",
    asOf: "2021-10-29",
    seen: {
      // Files of 2017 still on the servers, past eighteen months; strikes in hidden tabs of files that were said to be without.
      ages: { identity: { overdue: 1 }, strikes: { overdue: 1 } },
      implementation: { fields: ["promotion.strikeDays"], purposes: [], roles: [], grants: [], policiesNotRun: [] },
    },
    remarks: [
      { remark: "days of strike are not relevant for promotion", rules: ["inf-each-field-necessary"] },
      { remark: "data on strikes serve certain purposes only", rules: ["pur-compatible-use", "inf-special-category-minimal"] },
      {
        remark: "data remained after the files were said to be corrected",
        rules: ["ret-erasure-evidence", "nec-declared-equals-implemented"],
      },
      { remark: "the tool extracts everything", rules: ["sec-export-ledger"] },
      { remark: "the purpose is broad and imprecise", rules: ["pur-determined-explicit"] },
      { remark: "six years in active base are not justified", rules: ["ret-anchored-justified"] },
      { remark: "no intermediate archive", rules: ["ret-archive-separated"] },
      { remark: "files past their period are still there", rules: ["ret-no-overdue-records", "ret-automatic-purge"] },
      { remark: "everyone sees every category", rules: ["acc-need-to-know-role"] },
      { remark: "everyone sees the persons of all units", rules: ["acc-scope-by-unit"] },
      { remark: "extraction is not a right apart", rules: ["sec-export-ledger", "acc-need-to-know-role"] },
      { remark: "managers read files of persons who are not under them", rules: ["acc-scope-by-unit", "acc-need-to-know-role"] },
      { remark: "staff were not trained nor supervised", rules: [] },
    ],
  },
  "patient-record": {
    source: "AP, decision of 26 November 2020",
    asOf: "2020-11-26",
    remarks: [
      { remark: "no second factor from inside", rules: ["sec-strong-auth-sensitive"] },
      { remark: "logs are not regularly reviewed", rules: ["acc-log-review"] },
      { remark: "the review that was declared is not done", rules: ["nec-declared-equals-implemented", "acc-log-review"] },
      { remark: "a badge for the room is no second factor", rules: ["sec-strong-auth-sensitive"] },
    ],
  },
  "video-surveillance": {
    source: "CNPD, deliberation 17FR/2021 (12 May 2021)",
    // The day of the visit, on which the oldest image was three months old.
    asOf: "2019-09-27",
    seen: { ages: { images: { oldest: "2019-06-28", overdue: 1 } } },
    remarks: [
      { remark: "public road and neighbouring land are filmed", rules: ["inf-capture-scope-minimised"] },
      { remark: "three months exceed what is needed", rules: ["ret-doctrine-cap"] },
      { remark: "images are older than the period", rules: ["ret-no-overdue-records", "ret-automatic-purge"] },
      { remark: "a period fitted to each purpose, and justified", rules: ["ret-anchored-justified"] },
    ],
  },
  "leaver-mailbox": {
    source: "APD/GBA 01/2024 (5 January 2024)",
    asOf: "2024-01-05",
    // Still receiving on 3 January 2024; the request of 16 October 2023 without an answer.
    seen: { ages: { mailbox: { overdue: 1 } }, requests: { received: 1, open: 1, late: 1 } },
    remarks: [
      { remark: "the mailbox is active five months after departure", rules: ["ret-doctrine-cap", "ret-no-overdue-records"] },
      { remark: "no message on the last day, no information", rules: ["rig-notice-reaches-all"] },
      { remark: "no basis after the end of the contract", rules: ["law-basis-in-force", "law-basis-declared"] },
      { remark: "a request for access is not answered in a month", rules: ["rig-access-one-month"] },
    ],
  },
};

export const reference: readonly Decision[] = decidedCases.flatMap(({ name, document }) => {
  const decided = REMARKS[name];
  return decided === undefined ? [] : [{ name, document, ...decided }];
});

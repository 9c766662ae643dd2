/** Company A, two video-surveillance systems (CNPD, 17FR/2021 of 12 May 2021), written by hand, as the decision describes it. */
import type { ProcessingDocument } from "@favorable/processing";

const everyone = ["employees", "customers", "suppliers", "providers", "visitors", "passersBy", "neighbours"] as const;

export const videoSurveillance: ProcessingDocument = {
  format: "favorable-processing/2",
  id: "video-surveillance",
  stage: "submitted",
  kind: "video-protection",
  controller: { name: "Company A", kind: "private-body", group: "ABCD", country: "LU" },
  subjects: {
    employees: { label: { en: "employees" }, relation: "staff" },
    customers: { label: { en: "customers" }, relation: "user" },
    suppliers: { label: { en: "suppliers" }, relation: "external" },
    providers: { label: { en: "providers" }, relation: "external" },
    visitors: { label: { en: "visitors" }, relation: "external" },
    passersBy: { label: { en: "passers-by" }, relation: "public" },
    neighbours: { label: { en: "neighbours" }, relation: "public" },
  },
  purposes: {
    protection: {
      statement: { en: "protection of company goods and property" },
      population: everyone,
      main: true,
      bases: [{ kind: "legitimate-interest" }],
    },
    accessSecurity: { statement: { en: "access security" }, population: everyone, bases: [{ kind: "legitimate-interest" }] },
    accidents: { statement: { en: "accident prevention" }, population: everyone, bases: [{ kind: "legitimate-interest" }] },
  },
  categories: { images: { label: { en: "images" }, kind: "cctv" } },
  origins: { cameras: { label: { en: "the cameras" }, kind: "system", channels: ["device"] } },
  records: {
    recording: {
      subjects: everyone,
      fields: {
        image: { category: "images", origins: ["cameras"], purposes: ["protection", "accessSecurity", "accidents"], kind: "document" },
        capturedAt: { category: "images", origins: ["cameras"], purposes: ["protection", "accessSecurity", "accidents"], kind: "instant" },
      },
    },
  },
  processors: { companyB: { label: { en: "Company B, manages the head-office system" }, purposes: ["protection", "accessSecurity"] } },
  retention: {
    images: { categories: ["images"], start: { kind: "field", field: "recording.capturedAt" }, maximum: { period: "P30D" } },
  },
  capture: {
    devices: ["cctv"],
    continuous: true,
    masking: false,
    systems: {
      s1: {
        label: { en: "S1, head office" },
        device: "cctv",
        place: { en: "head office" },
        number: { least: 8, most: 8 },
        purposes: ["protection", "accessSecurity"],
        schedule: "continuous",
        targets: ["entrances", "premises"],
        processor: "companyB",
      },
      s2: {
        label: { en: "S2, site" },
        device: "cctv",
        place: { en: "site" },
        number: { least: 1, most: 5 },
        purposes: ["protection", "accessSecurity", "accidents"],
        schedule: "continuous",
      },
      s3: { label: { en: "S3" }, device: "cctv", targets: ["public-way", "neighbouring-land"], masking: false },
      s4: { label: { en: "S4" }, device: "cctv", targets: ["public-way", "neighbouring-land"], masking: false },
    },
  },
  authorisations: {},
  proceedings: {
    visit: { kind: "inspection", on: "2019-09-27", authority: "CNPD" },
    decision: {
      kind: "sanction",
      on: "2021-05-12",
      authority: "CNPD",
      reference: "17FR/2021",
      follows: "visit",
      outcome: "breach",
      fine: { amount: 1900, currency: "EUR" },
      remarks: {
        "H11-01": {
          kind: "breach",
          section: "III",
          statement: { en: "cameras film public road and neighbouring land: disproportionate; masking or blurring needed" },
          reference: { text: "GDPR", article: "5(1)(c)" },
          concerns: ["/capture/systems/s3", "/capture/systems/s4"],
        },
        "H11-02": {
          kind: "breach",
          section: "VIII",
          statement: { en: "images kept 3 months: exceeds what is needed; doctrine 8 days, 30 days if justified" },
          reference: { text: "GDPR", article: "5(1)(e)" },
          concerns: ["/retention/images/maximum"],
          observed: [{ what: { en: "oldest image, at the head office" }, on: "2019-06-28", age: "P3M" }],
        },
        "H11-03": {
          kind: "breach",
          section: "VIII",
          statement: { en: "data older than the intended 30 days because of a wrong setting (programming error)" },
          concerns: ["/purge"],
        },
        "H11-04": {
          kind: "demand",
          section: "VIII",
          statement: { en: "a duration fitted to each purpose, justified by the controller" },
          concerns: ["/retention/images/purposes", "/retention/images/justification"],
        },
        "H11-05": {
          kind: "accepted",
          section: "VIII",
          statement: { en: "30 days accepted once justified; longer only on incident" },
          concerns: ["/retention/images/exceptions"],
        },
      },
    },
  },
};

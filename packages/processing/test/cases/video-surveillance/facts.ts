/** Facts of `reference/cases/11-cnpd-lu-cctv.md`; each is named by words of the reference. */
import type { Fact } from "../fact.ts";

export const videoSurveillanceFacts: readonly Fact[] = [
  ["CNPD (Luxembourg), restricted committee", "/proceedings/decision/authority", "CNPD"],
  ["17FR/2021", "/proceedings/decision/reference", "17FR/2021"],
  ["2021-05-12", "/proceedings/decision/on", "2021-05-12"],
  ["fine 1 900 EUR", "/proceedings/decision/fine", { amount: 1900, currency: "EUR" }],
  ["controller: Company A", "/controller/name", "Company A"],
  ["group ABCD", "/controller/group", "ABCD"],
  ["processor: Company B manages the head-office system", "/processors/companyB/label/en", "Company B, manages the head-office system"],
  ["head office S1: {cameras: 8", "/capture/systems/s1/number", { least: 8, most: 8 }],
  [
    "schedule: 24h/24, purposes: [protection of company goods, access security]",
    "/capture/systems/s1",
    { schedule: "continuous", purposes: ["protection", "accessSecurity"] },
  ],
  ["site S2: {cameras: 1-5", "/capture/systems/s2/number", { least: 1, most: 5 }],
  [
    "schedule: 24h/24, purposes: [protection of property, securing access, accident prevention]",
    "/capture/systems/s2",
    { schedule: "continuous", purposes: ["protection", "accessSecurity", "accidents"] },
  ],
  ["legitimate interest", "/purposes/protection/bases/0/kind", "legitimate-interest"],
  [
    "employees, customers, suppliers, providers, visitors, passers-by, neighbours",
    "/records/recording/subjects",
    ["employees", "customers", "suppliers", "providers", "visitors", "passersBy", "neighbours"],
  ],
  ["data: [images]", "/categories/images/kind", "cctv"],
  ["parts of the public road and neighbouring land", "/capture/systems/s3/targets", ["public-way", "neighbouring-land"]],
  ["(S3, S4)", "/capture/systems/s4/targets", ["public-way", "neighbouring-land"]],
  ["declared intention 30 days", "/retention/images/maximum/period", "P30D"],
  ["found 3 months at head office", "/proceedings/decision/remarks/H11-02/observed/0/age", "P3M"],
  ["oldest image 28 June 2019", "/proceedings/decision/remarks/H11-02/observed/0/on", "2019-06-28"],
  ["visit 27 Sept 2019", "/proceedings/visit/on", "2019-09-27"],
  ["programming error", "/proceedings/decision/remarks/H11-03/concerns", ["/purge"]],
  ["access procedures mentioned, not described", "/authorisations", {}],
  ["roles/logs", "/logs", undefined],
];

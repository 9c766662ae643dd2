/** Facts of `reference/other-seeds.md`, S0. */
import type { Fact, State } from "../fact.ts";

const said: readonly Fact[] = [
  ["complaint of union USPPM to the CNIL", "/proceedings/complaint", { kind: "complaint", authority: "CNIL" }],
  ["no decision in the text", "/proceedings/complaint/outcome", "pending"],
  ["breach of medical confidentiality", "/proceedings/complaint/remarks/secrecy/statement/en", "breach of medical confidentiality"],
  ["purpose drift from voluntary slot booking to listing", "/proceedings/complaint/remarks/drift/concerns", ["/purposes/statusListing"]],
  ["unofficial copies", "/proceedings/complaint/remarks/copies/concerns", ["/filingSystems/computerFiles"]],
  ["access by hierarchy", "/proceedings/complaint/remarks/hierarchy/concerns", ["/access/grants/hierarchy"]],
  ["risk of discrimination", "/proceedings/complaint/remarks/discrimination/kind", "allegation"],
  ["municipality says the file was destroyed", "/proceedings/answer/remarks/destroyed/kind", "measure"],
  ["union not satisfied", "/proceedings/reply/follows", "answer"],
  ["officers were not subject to the health pass", "/proceedings/context/remarks/noPass/concerns", ["/subjects/officers/legalScope"]],
  [
    "exceptional opinion of July, lists to attending doctors",
    "/proceedings/doctorsLists",
    { on: "2021-07", outcome: "favorable-with-conditions" },
  ],
  [
    "destroying the list at the end of the awareness campaign",
    "/proceedings/doctorsLists/remarks/destruction/statement/en",
    "destroying the list at the end of the awareness campaign",
  ],
  ["subjects: municipal police officers", "/subjects/officers/relation", "staff"],
];

const booked = ["read", "add", "delete", "extract"];
/** Whole lists of actions. */
const onlyTheTeamExtracts = {
  bookingTeam: { identity: booked, slot: booked, accessLogs: ["read"] },
  hierarchy: { identity: "none", slot: "none", accessLogs: "none" },
};

/** The facts of each state. */
export const slotBookingFacts: Readonly<Record<State, readonly Fact[]>> = {
  was: [
    ...said,
    ["controller: municipality of Marseille", "/controller/name", "Ville de Marseille"],
    ["copies are neither encrypted nor in a ledger", "/security/exports", { encrypted: false, ledger: false }],
    ["destroyed by hand, when it was asked for", "/purge", { automatic: false }],
    ["the hierarchy sent a sheet, spring 2021", "/filingSystems/sheet", { form: "form", since: "2021" }],
    ["to make vaccination easier and offer slots", "/purposes/slotBooking/statement/en", "Make vaccination easier and offer slots"],
    ["asking whether they wanted to be vaccinated", "/records/answer/fields/wantsVaccination/kind", "boolean"],
    ["the sheet turned into a computer file", "/filingSystems/computerFiles/copyOf", "sheet"],
    [
      "several computer files, no file told of them",
      "/filingSystems/computerFiles",
      { label: { en: "several computer files" }, declared: false },
    ],
    ["listing vaccination status", "/purposes/statusListing/statement/en", "List the vaccination status of officers"],
    ["statuses already known", "/records/answer/fields/status/origins", ["sheet", "knownBefore"]],
    ["identity of officers", "/records/answer/fields/officer/category", "identity"],
    ["vaccination status or refusal", "/records/answer/fields/status/values", ["vaccinated", "not-vaccinated", "refuses"]],
    ["health data", "/categories/vaccinationStatus/special", "health"],
    ["legal basis: none stated", "/purposes/slotBooking/bases", undefined],
    ["legal basis: none stated for the listing", "/purposes/statusListing/bases", undefined],
    ["hierarchy reads the status", "/access/grants/hierarchy/vaccinationStatus", "all"],
    ["the copies were made by who had access: reading and extracting", "/access/actions", ["read", "extract"]],
    ["no proof of destruction is quoted", "/filingSystems/computerFiles/destroyed/evidence", "none"],
    ["no notice, rights, log or period is stated", "/retention", undefined],
  ],
  corrected: [
    ...said,
    ["the controller is an invented town", "/controller/name", "Une ville"],
    ["the status is not collected", "/categories/vaccinationStatus", undefined],
    ["the listing is no purpose", "/purposes/statusListing", undefined],
    ["a legal basis", "/purposes/slotBooking/bases/0/kind", "consent"],
    ["hierarchy reads nothing", "/access/grants/hierarchy", { identity: "none", slot: "none", accessLogs: "none" }],
    ["only the booking team of occupational health", "/access/grants/bookingTeam/slot", booked],
    ["extraction is an action of its own, that the booking team alone is granted", "/access/grants", onlyTheTeamExtracts],
    ["copies are logged, encrypted, counted", "/security/exports", { encrypted: true, ledger: true }],
    ["deleted when the campaign ends", "/retention/bookings/maximum", { event: "campaignEnd" }],
    [
      "destruction is a verifiable entry",
      "/purge",
      { evidence: true, events: ["campaignEnd"], evidenceHolds: ["policy", "time", "count", "hash"] },
    ],
    ["reads are traced", "/logs/store", "append-only-witnessed"],
  ],
};

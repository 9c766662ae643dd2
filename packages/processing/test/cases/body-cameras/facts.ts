/** Facts of `reference/other-seeds.md`, S2. */
import type { Fact, State } from "../fact.ts";

const breach = (id: string): string => `/proceedings/notice/remarks/${id}`;
const said: readonly Fact[] = [
  ["municipal police body-worn (“pedestrian”) cameras", "/capture/systems/bodyWorn/device", "body-camera"],
  ["fixed video-protection", "/capture/systems/fixed/device", "cctv"],
  ["municipality unnamed, a small town", "/controller/name", "une petite commune française"],
  ["municipal police", "/controller/department/en", "municipal police"],
  ["formal notice", "/proceedings/notice", { kind: "formal-notice", authority: "CNIL" }],
  ["four months to comply", "/proceedings/notice/deadline", "P4M"],
  ["then restricted committee", "/proceedings/notice/failing/en", "the restricted committee will be seized"],
  ["(1) files more than six months old", `${breach("tooOld")}/statement/en`, "video files dating back more than six months"],
  ["(1) how old they were exactly is not told", `${breach("tooOld")}/observed/0/age`, undefined],
  ["(1) six months is the legal limit for the images", "/retention/body/maximum/period", "P6M"],
  ["(2) timestamp and agent identifier embedded", "/capture/systems/bodyWorn/embedded", ["timestamp", "agent"]],
  ["(2) were inaccurate", `${breach("inaccurate")}/kind`, "breach"],
  ["(3) password not sufficiently robust", `${breach("password")}/concerns`, ["/security/infrastructure/strongPasswords"]],
  ["(4) no traceability", `${breach("traceability")}/concerns`, ["/logs/events"]],
  ["(5) interior of buildings, not authorised", `${breach("interiors")}/concerns`, ["/capture/systems/fixed/targets"]],
  ["(6) retention of CCTV images inconsistent", `${breach("inconsistent")}/concerns`, ["/retention/fixed"]],
  ["(7) boards lack information", `${breach("boards")}/concerns`, ["/notices/boards/mentions"]],
  ["boards are public", "/notices/boards/channels/0", { kind: "board", reaches: ["public"] }],
  ["identical in most towns", "/proceedings/spokesperson/remarks/widespread/kind", "finding"],
];

/** The facts of each state. */
export const bodyCamerasFacts: Readonly<Record<State, readonly Fact[]>> = {
  was: [
    ...said,
    ["(2) the device tells the time", "/accuracy/clock", { source: "device", synchronised: false }],
    ["(2) the device's setting tells the agent", "/accuracy/actor", "device-setting"],
    ["(2) nothing binds the timestamp", "/records/footage/fields/capturedAt/boundTo", undefined],
    ["(3) as it was", "/security/infrastructure/strongPasswords", false],
    ["(3) how weak is not told: eight characters are invented", "/security/passwords/minimumLength", 8],
    ["(4) the images are viewed", "/access/grants/viewers", { cameraImages: ["read"], fixedImages: ["read"] }],
    ["(4) as it was: nothing leaves an entry", "/logs/events", []],
    ["(5) as it was", "/capture/systems/fixed", { targets: ["premises", "interior-of-buildings"], masking: false }],
    ["(6) no consistent period: two hold for the same images", "/retention/fixedElsewhere/categories", ["fixedImages"]],
    ["(7) what the boards did say is not told: two mentions are invented", "/notices/boards/mentions", ["controller", "purposes"]],
  ],
  corrected: [
    ...said,
    ["(1) nothing older: automatic purge with proof", "/purge", { automatic: true, evidence: true }],
    ["(2) trusted clock", "/records/footage/fields/capturedAt/boundTo", "clock"],
    ["(2) agent bound to the session", "/records/footage/fields/agent/boundTo", "actor"],
    ["(3) credential policy", "/security/passwords", { minimumLength: 12, classes: 4 }],
    ["(4) every viewing with actor, time, purpose", "/logs/entries", ["actor", "time", "object", "purpose"]],
    ["(4) append-only", "/logs/store", "append-only-witnessed"],
    ["(5) interiors are masked", "/capture/systems/fixed", { targets: ["premises"], masking: true }],
    ["(6) one period", "/retention/fixed/maximum/period", "P30D"],
    [
      "(7) every mention",
      "/notices/boards/mentions",
      [
        "controller",
        "dpo",
        "purposes",
        "basis",
        "recipients",
        "transfers",
        "retention",
        "rights",
        "complaint",
        "compulsory",
        "consequences",
      ],
    ],
  ],
};

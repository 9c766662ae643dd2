/** What evidence is worth: who answers for it, whether anything was there to be observed, and whether the law asked for it that day. */
import { createSigner, createVerifier, generateKey } from "@favorable/audit/node";
import { type EvidenceBundle, openEvidence, replay, restsOf, review, signEvidence } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { set } from "./change.ts";
import { chpgCorrected } from "./chpg-corrected.ts";
import { complete, soundOf } from "./complete.ts";

const options = { profile: "cnil-gdpr", asOf: "2022-06-01" } as const;
const codes = (opinion: { readonly caveats: readonly { readonly code: string }[] }) => opinion.caveats.map(({ code }) => code);

async function opened(evidence: EvidenceBundle = soundOf(complete)) {
  const { vkey, privateKey } = generateKey("hospital.example/evidence");
  const signed = await signEvidence({ evidence, notCollected: [], limited: [], given: [] }, createSigner(privateKey));
  return openEvidence(JSON.stringify(signed), { verifiers: [createVerifier(vkey)] });
}

describe("evidence whose signature was verified", () => {
  it("is told with the key that signed it, and without a caveat", async () => {
    const evidence = await opened();
    const opinion = review(complete, { ...options, evidence, unsigned: "promise" });
    expect(opinion.evidence).toMatchObject({ used: true, signed: true, counts: "evidence" });
    expect(opinion.evidence.signature).toEqual({ signedBy: ["hospital.example/evidence"], report: evidence.sha256 });
    expect([opinion.outcome, codes(opinion)]).toEqual(["favorable", []]);
    expect(replay(opinion, complete, { evidence }).same).toBe(true);
    expect(replay(opinion, complete, { evidence: evidence.evidence }).differences).toContain("evidence");
  });

  it("is unsigned again once it was changed, copied or imitated", async () => {
    const evidence = await opened();
    const log = { verdict: "intact", size: 2000 } as const;
    const changed = Object.assign(evidence.evidence, { log });
    expect(review(complete, { ...options, evidence }).evidence.signed).toBe(false);
    expect(review(complete, { ...options, evidence: { ...evidence, evidence: changed } }).evidence.signed).toBe(false);
    const copy = structuredClone(await opened());
    expect(review(complete, { ...options, evidence: copy }).evidence).toMatchObject({ used: true, signed: false });
  });
});

describe("evidence that nobody signed", () => {
  it("is said to be so, wherever it counts", () => {
    const opinion = review(complete, { ...options, evidence: soundOf(complete) });
    expect(opinion.evidence).toMatchObject({ used: true, signed: false, counts: "evidence" });
    expect(codes(opinion)).toEqual(["evidence-not-signed"]);
    expect(opinion.caveats[0]?.statement.fr).toMatch(/^preuves non signées/);
  });

  it("counts as a promise where that is asked: no rule rests on it, and what evidence alone decides stays open", () => {
    const opinion = review(complete, { ...options, evidence: soundOf(complete), unsigned: "promise" });
    expect(opinion.outcome).toBe("incomplete");
    expect(restsOf(opinion).evidence).toEqual([]);
    expect(codes(opinion)).toEqual(["evidence-as-promise"]);
    expect(opinion.findings.find(({ rule }) => rule === "ret-no-overdue-records")?.state).toBe("not-assessable");
    expect(replay(opinion, complete, { evidence: soundOf(complete) }).same).toBe(true);
  });

  it("counts against the file all the same", () => {
    const evidence = soundOf(complete, { log: { verdict: "tampered", size: 10 } });
    const opinion = review(complete, { ...options, evidence, unsigned: "promise" });
    expect(opinion.outcome).toBe("unfavorable");
    expect(opinion.findings.find(({ rule }) => rule === "ret-log-immutable")).toMatchObject({ state: "fired", rests: "promise" });
  });
});

describe("evidence in which nothing happened", () => {
  const idle: Partial<EvidenceBundle> = {
    requests: { received: 0, open: 0, late: 0 },
    exports: { copies: 0, entries: 0, plain: 0, expired: 0 },
    erasures: { done: 0, stillReadable: 0 },
    channels: {},
    proofs: {},
    consents: { uses: 0, withoutRecord: 0 },
    locations: [],
    realRows: {},
    recipients: [],
    reviews: {},
  };
  const rests = (evidence: EvidenceBundle, rule: string) => {
    const finding = review(complete, { ...options, evidence }).findings.find((one) => one.rule === rule);
    return finding === undefined ? undefined : [finding.state, finding.rests];
  };

  it.each([
    ["rig-access-one-month", "requests"],
    ["rig-rights-channels-complete", "erasures"],
    ["sec-export-encrypted", "exports"],
    ["sec-export-ledger", "exports"],
    ["inf-source-conditioned-minimum", "proofs"],
    ["law-consent-valid", "consents"],
    ["lnk-recipient-declared-purpose", "recipients"],
    ["sec-test-data-not-real", "realRows"],
    ["lnk-transient-channel-purge", "channels"],
  ] as const)("satisfies no rule: %s rests on no %s", (rule, part) => {
    expect(rests(soundOf(complete), rule)?.[1]).toBe("evidence");
    expect(rests(soundOf(complete, { [part]: idle[part] }), rule)?.[1]).toBe("promise");
  });

  it("is named in the opinion", () => {
    const opinion = review(complete, { ...options, evidence: soundOf(complete, idle) });
    expect(opinion.evidence.idle).toEqual(Object.keys(idle).sort());
    expect(codes(opinion)).toContain("evidence-idle");
    expect(opinion.caveats.find(({ code }) => code === "evidence-idle")?.statement.en).toContain("consents, erasures, exports");
  });

  it("counts against the file: a purge that is due and never ran fires", () => {
    expect(rests(soundOf(complete, { purges: [] }), "ret-automatic-purge")).toEqual(["fired", "evidence"]);
  });

  it("a replay of fewer than thirty operations is too little to rest on, one that misses an entry is not", () => {
    const of = (actions: number, entries: number) =>
      rests(soundOf(complete, { coverage: { actions, entries } }), "acc-access-traceability");
    expect(of(1, 1)).toEqual(["satisfied", "promise"]);
    expect(of(29, 29)).toEqual(["satisfied", "promise"]);
    expect(of(30, 30)).toEqual(["satisfied", "evidence"]);
    expect(of(1, 0)).toEqual(["fired", "evidence"]);
  });

  it("runs that deleted nothing prove no deletion", () => {
    const ran = { purges: [{ policy: "vaccination", on: "2022-05-31", deleted: 0, proved: 0 }] };
    expect(rests(soundOf(complete, ran), "ret-erasure-evidence")).toBeUndefined();
    expect(rests(soundOf(complete, ran), "ret-automatic-purge")).toEqual(["satisfied", "evidence"]);
  });
});

describe("a law that was not in force on the day", () => {
  it.each([
    ["ccin-1165", "2035-01-01", "2036-01-01"],
    ["cnil-gdpr", "2010-01-01", "2011-01-01"],
  ] as const)("gives no favorable opinion: %s on %s", (profile, asOf, startsOn) => {
    const file = set(profile === "ccin-1165" ? chpgCorrected : complete, "startsOn", startsOn);
    const opinion = review(set(file, "governance.formality.on", "2009-12-01"), { profile, asOf });
    expect([opinion.outcome, opinion.profileInForce]).not.toEqual(["favorable", false]);
    expect(["incomplete", "unfavorable"]).toContain(opinion.outcome);
    expect(codes(opinion)[0]).toBe("profile-not-in-force");
  });

  it("does not hide what is wrong: an unfavorable opinion stays one", () => {
    const empty = { format: "favorable-processing/2", id: "empty", stage: "submitted" } as const;
    expect(review(empty, { profile: "ccin-1165", asOf: "2035-01-01" }).outcome).toBe("unfavorable");
  });

  it("is the whole reason where nothing else is wrong", () => {
    const on = (asOf: string) => review(set(chpgCorrected, "startsOn", "2024-12-20"), { profile: "ccin-1165", asOf });
    expect(on("2024-12-13").outcome).toBe("favorable");
    expect(on("2024-12-14").outcome).toBe("incomplete");
  });
});

import {
  type Account,
  assertFactors,
  assertIndividual,
  authenticationFacts,
  closeAccount,
  credentialEvidence,
  definePasswordPolicy,
  openAccount,
  RECOMMENDED_HASH,
  reactivateAccount,
  renewalDue,
  type ShownFactor,
} from "@favorable/access/credentials";
import { calendarDate } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../../testing/codes.ts";

const policy = definePasswordPolicy({ case: "restricted", administratorsRenewEvery: "P1Y" });
const HASH = `$argon2id$v=19$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`;
const OLD = HASH.replace("m=19456", "m=4096");
const open = (account: string, person: string, more: Partial<Account> = {}): Account => ({
  ...openAccount({ account, person, on: "2026-01-05" }),
  ...more,
});

describe("an account", () => {
  it("is one named person's", () => {
    expect(open("p.martin", "person-1")).toEqual({
      account: "p.martin",
      person: "person-1",
      privileged: false,
      state: "active",
      openedOn: "2026-01-05",
      factors: [],
    });
    expect(codeOf(() => open("Admin", "person-1"))).toBe("ACCOUNT_SHARED");
    expect(codeOf(() => open("", "person-1"))).toBe("ACTOR_MISSING");
    expect(codeOf(() => open("p.martin", " "))).toBe("PERSON_MISSING");
    expect(codeOf(() => openAccount({ account: "p", person: "x", on: "soon" }))).toBe("DATE_INVALID");
  });

  it("that stands for two persons is refused, without its name", () => {
    const [mine, yours] = [open("p.martin", "person-1"), open("P.Martin ", "person-2")];
    expect(() => assertIndividual([mine, open("p.martin-adm", "person-1")])).not.toThrow();
    expect(() => assertIndividual([mine, yours])).toThrow(expect.objectContaining({ code: "ACCOUNT_SHARED", details: { accounts: 1 } }));
    expect(codeOf(() => assertIndividual([{ ...mine, account: "guest" }]))).toBe("ACCOUNT_SHARED");
  });

  it("of a leaver keeps no password and no factor, and opens again for the same person alone", () => {
    const used = open("p.martin", "person-1", {
      hash: HASH,
      passwordSetOn: calendarDate("2026-01-05"),
      lastUsedOn: calendarDate("2026-02-01"),
      factors: [{ kind: "totp", enrolledOn: calendarDate("2026-01-05") }],
    });
    const closed = closeAccount(used, "2026-03-01");
    expect(closed).toMatchObject({ state: "closed", closedOn: "2026-03-01", factors: [], lastUsedOn: "2026-02-01" });
    expect(Object.keys(closed)).not.toContain("hash");
    expect(Object.keys(closed)).not.toContain("passwordSetOn");
    expect(codeOf(() => reactivateAccount(closed, { person: "person-2", on: "2026-04-01" }))).toBe("ACCOUNT_FOREIGN");
    expect(codeOf(() => reactivateAccount(used, { person: "person-1", on: "2026-04-01" }))).toBe("ACCOUNT_OPEN");
    expect(reactivateAccount(closed, { person: "person-1", on: "2026-04-01" })).toEqual({
      account: "p.martin",
      person: "person-1",
      privileged: false,
      state: "active",
      openedOn: "2026-04-01",
      factors: [],
    });
  });
});

describe("zones", () => {
  const zones = {
    health: { categories: ["vaccinationStatus"], factors: 2 },
    remote: { categories: ["identity"], from: ["remote"], factors: 3, admitsMessages: true },
  } as const;
  const now = new Date("2026-03-01T08:00:00Z");
  const ask = (categories: readonly string[], from: "inside" | "remote", ...shown: readonly ShownFactor[]): string =>
    codeOf(() => assertFactors(zones, { categories, from, shown, now }));
  const totp = { kind: "totp", at: now } as const;
  const message = { kind: "code-by-message", at: now } as const;

  it("ask for factors that were shown to the server, not long ago and not twice the same", () => {
    expect(ask(["comments"], "remote")).toBe("nothing thrown");
    expect(ask(["vaccinationStatus"], "inside")).toBe("FACTOR_REQUIRED");
    expect(ask(["comments", "vaccinationStatus"], "inside", totp)).toBe("nothing thrown");
    expect(ask(["vaccinationStatus"], "inside", message)).toBe("FACTOR_REQUIRED");
    expect(ask(["vaccinationStatus"], "inside", { kind: "totp", at: new Date(now.getTime() - 12 * 3_600_000) })).toBe("FACTOR_REQUIRED");
    expect(ask(["vaccinationStatus"], "inside", { kind: "totp", at: new Date(now.getTime() + 1) })).toBe("FACTOR_REQUIRED");
    expect(ask(["identity"], "inside")).toBe("nothing thrown");
    expect(ask(["identity"], "remote", totp, totp)).toBe("FACTOR_REQUIRED");
    expect(ask(["identity"], "remote", totp, message)).toBe("nothing thrown");
  });

  it("are none that ask nothing of anybody", () => {
    const good = { categories: ["identity"], factors: 2 };
    const entry = { categories: ["comments"], from: "inside", shown: [], now } as const;
    expect(codeOf(() => assertFactors({ good } as never, entry))).toBe("nothing thrown");
    for (const odd of [
      { categories: [] },
      { from: [] },
      { from: ["moon"] },
      { from: "inside" },
      { factors: 1 },
      { categories: "identity" },
    ]) {
      const zone = { odd: { ...good, ...odd } } as never;
      expect([odd, codeOf(() => assertFactors(zone, entry))]).toEqual([odd, "ZONE_INVALID"]);
      expect([odd, codeOf(() => authenticationFacts(zone))]).toEqual([odd, "ZONE_INVALID"]);
    }
  });

  it("are facts of the declaration", () => {
    expect(authenticationFacts(zones).map(({ from, factors }) => `${from} ${factors}`)).toEqual([
      "inside 2",
      "remote 3",
      "public-network 2",
      "administration 2",
    ]);
    expect(authenticationFacts({}).every(({ factors }) => factors === 1)).toBe(true);
  });
});

describe("the evidence", () => {
  const factors = [{ kind: "passkey" as const, enrolledOn: calendarDate("2026-01-05") }];
  const accounts = [
    open("MARKER-account-of-somebody", "person-1", { hash: HASH, factors, lastUsedOn: calendarDate("2026-09-01") }),
    open("b", "person-2", { hash: OLD, privileged: true, passwordSetOn: calendarDate("2025-08-31") }),
    open("c", "person-3", { hash: "MARKER-password-in-clear", privileged: true, factors, passwordSetOn: calendarDate("2025-09-01") }),
    open("c", "person-4"),
    { ...open("d", "person-5"), person: "" },
    closeAccount(open("e", "person-6"), "2026-02-01"),
  ];
  const evidence = credentialEvidence({
    policy,
    accounts,
    persons: ["person-1", "person-2", "person-3", ""],
    parameters: RECOMMENDED_HASH,
    on: "2026-09-01",
    unusedAfter: "P6M",
  });

  it("counts accounts, persons, factors, hashes and renewals", () => {
    expect(evidence).toMatchObject({
      on: "2026-09-01",
      policy: { case: "restricted", entropyBits: 50, minimumLength: 8, restricted: true, administratorsRenewEvery: "P1Y" },
      accounts: { open: 5, closed: 1, privileged: 2, shared: 1, withoutPerson: 1, leavers: 1, unused: 4 },
      secondFactor: { enrolled: 2, share: 0.4, privilegedShare: 0.5, kinds: { passkey: 2 } },
      hashes: { current: 1, stale: 1, unreadable: 1, none: 2 },
      renewalOverdue: 1,
      credentials: { accounts: 5, shared: 1, leavers: 1, clear: 1 },
    });
    expect(accounts.map((account) => renewalDue(account, policy, "2030-01-01"))).toEqual([false, true, true, false, false, false]);
  });

  it("holds no name, no hash and no password, and says nothing of what it was not told", () => {
    expect(JSON.stringify(evidence)).not.toMatch(/MARKER|person-|argon2/);
    const bare = credentialEvidence({ policy, accounts: [], parameters: RECOMMENDED_HASH, on: "2026-09-01" });
    expect(bare.secondFactor).toEqual({ enrolled: 0, share: 1, privilegedShare: 1, kinds: {} });
    expect(Object.keys(bare.accounts)).toEqual(["open", "closed", "privileged", "shared", "withoutPerson"]);
    expect(bare.credentials).toEqual({ accounts: 0, shared: 0, clear: 0 });
  });
});

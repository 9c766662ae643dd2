/** The verbs of the review: explain, and the forms in which an opinion is printed. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rulebook } from "@favorable/review";
import { afterAll, expect, test } from "vitest";
import { cliFile } from "../../../testing/cli-file.ts";
import { linesOf } from "../src/cli/review/lines.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-review-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function favorable(...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [cliFile, ...args], {
    encoding: "utf8",
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1" },
  });
}

const file = {
  format: "favorable-processing/2",
  id: "badge-log",
  stage: "submitted",
  rights: { channels: ["e-mail"], identityCheck: "none" },
};
writeFileSync(join(folder, "badge log.json"), JSON.stringify(file, undefined, 2));

test("explain quotes where a rule comes from, what it reads and when it applies, in French too", () => {
  const { status, stdout } = favorable("explain", "ret-log-floor", "--lang", "fr");
  expect(status).toBe(0);
  expect(stdout).toContain("CCIN 2021-206 §V, §VIII");
  expect(stdout).toContain("« les logs de connexion ne puissent pas être modifiés ou supprimés avant la fin de l’obligation vaccinale »");
  expect(stdout).toContain("retention.*.minimum.period");
  expect(stdout).toContain("du 23 décembre 1993 au 13 décembre 2024");
});

test("explain gives the fix as JSON to copy, and the evidence to attach", () => {
  const { status, stdout } = favorable("explain", "rig-access-one-month");
  expect(status).toBe(0);
  const snippet = /To state:\n([\s\S]*?)\n\n/.exec(stdout)?.[1] ?? "";
  expect(JSON.parse(snippet)).toEqual({ rights: { answerWithin: "P1M" } });
  expect(stdout).toContain("To attach: requests (favorable evidence)");
});

test("explain without a rule lists all of them, and an unknown one names its neighbours", () => {
  const { stdout } = favorable("explain", "--json");
  const listed: readonly { id: string; applies: readonly unknown[] }[] = JSON.parse(stdout);
  expect(listed.map(({ id }) => id)).toEqual(rulebook.map(({ id }) => id));
  const { status, stderr } = favorable("explain", "log-floor");
  expect(status).toBe(2);
  expect(stderr).toContain("ret-log-floor");
});

test("as SARIF, a finding stands on the line of the fact it is about", () => {
  const { status, stdout } = favorable("review", "badge log.json", "--format", "sarif", "--profile", "ccin-1165");
  expect(status).toBe(1);
  const log = JSON.parse(stdout);
  const found = log.runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === "rig-requester-identity-check");
  expect(found).toMatchObject({ kind: "fail", level: "warning" });
  expect(found.locations[0].physicalLocation).toEqual({ artifactLocation: { uri: "badge%20log.json" }, region: { startLine: 9 } });
  expect(log.runs[0].tool.driver.rules[found.ruleIndex].id).toBe("rig-requester-identity-check");
});

test("as HTML, it is the page; a form that is not known is a usage error", () => {
  expect(favorable("review", "badge log.json", "--format", "html", "--lang", "fr").stdout).toMatch(/^<!doctype html>/i);
  expect(favorable("review", "badge log.json", "--format", "pdf")).toMatchObject({ status: 2, stdout: "" });
});

test("a path that is not there has the line of its nearest parent", () => {
  const line = linesOf('{\n  "rights": {\n    "channels": [\n      "e-mail"\n    ]\n  }\n}');
  expect([line("rights"), line("rights.channels.0"), line("rights.contact"), line("purposes"), line("")]).toEqual([2, 4, 2, 1, 1]);
});

test("the law is that of the controller's country on the day, unless another is named, which is told", () => {
  const under = (country: string | undefined, ...args: readonly string[]) => {
    writeFileSync(
      join(folder, "of.json"),
      JSON.stringify(country === undefined ? file : { ...file, controller: { name: "A town", kind: "public-body", country } }),
    );
    const { stdout, stderr } = favorable("review", "of.json", "--json", ...args);
    return { profile: JSON.parse(stdout).profile, stderr };
  };
  expect(under("MC", "--as-of", "2021-10-20")).toEqual({ profile: "ccin-1165", stderr: "" });
  expect(under("MC", "--as-of", "2025-10-20")).toEqual({ profile: "apdp-1565", stderr: "" });
  expect(under("FR", "--as-of", "2021-10-20")).toEqual({ profile: "cnil-gdpr", stderr: "" });
  expect(under("CH").stderr).toContain("no profile is made for the controller's country");
  expect(under(undefined).stderr).toContain("the file names no country");
  for (const [country, profile] of [
    ["MC", "cnil-gdpr"],
    ["FR", "ccin-1165"],
  ] as const)
    expect(under(country, "--profile", profile)).toMatchObject({ profile, stderr: expect.stringContaining("is not the law of") });
});

test("a reader who stops reading is no error", () => {
  const { stderr, status } = spawnSync(
    "bash",
    ["-c", `set -o pipefail; "$0" "$1" explain --json | head -c 100 >/dev/null`, process.execPath, cliFile],
    {
      encoding: "utf8",
    },
  );
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
});

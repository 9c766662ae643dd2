/** Ends a run: every skipped test with its reason, so that nothing is skipped unseen, then one line of counts. */
import type { Reporter, TestModule } from "vitest/node";

/** A vitest reporter: the reason is what the test gave to `context.skip("reason: what to install")`. */
export default class RunReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    const lines: string[] = [];
    let brokenFiles = errors.length;
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      if (module.state() === "failed" && tests.every((test) => test.result().state !== "failed")) brokenFiles += 1;
      for (const test of tests) {
        const result = test.result();
        counts[result.state] += 1;
        if (result.state === "skipped")
          lines.push(`SKIPPED [${module.project.name}] ${test.fullName}: ${result.note ?? "no reason given"}`);
      }
    }
    if (lines.length > 0) console.log(`\n${lines.join("\n")}`);
    const tier = process.env["TIER"];
    if (tier === undefined || tier === "")
      console.log("\nNot run here: stories, browsers, crashes and long histories. TIER=slow npm test runs them.");
    console.log(`\n${counts.passed} passed, ${counts.failed + counts.pending + brokenFiles} failed, ${counts.skipped} skipped`);
  }
}

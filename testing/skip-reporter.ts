/** Lists every skipped test with its reason, so that nothing is skipped unseen. */
import type { Reporter, TestModule } from "vitest/node";

/** A vitest reporter: the reason is what the test gave to `context.skip("reason: what to install")`. */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines: string[] = [];
    for (const module of modules)
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state !== "skipped") continue;
        lines.push(`SKIPPED [${module.project.name}] ${test.fullName}: ${result.note ?? "no reason given"}`);
      }
    if (lines.length > 0) console.log(`\n${lines.join("\n")}\n${lines.length} skipped`);
  }
}

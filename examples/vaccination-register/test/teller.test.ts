import { createTeller, type StoryStream } from "@favorable/example-storyteller";
import { describe, expect, it } from "vitest";

function recorder(isTTY: boolean): StoryStream & { text: string } {
  return {
    isTTY,
    columns: 80,
    text: "",
    write(text: string) {
      this.text += text;
    },
  };
}

function tell(stream: StoryStream, environment: Readonly<Record<string, string>>): void {
  const teller = createTeller(stream, environment);
  teller.heading("Chapter");
  teller.step("done", "3 rows");
  teller.refused("not allowed");
  teller.note("remark");
  teller.table([
    ["a", "1"],
    ["longer", "2"],
  ]);
  const progress = teller.progress("rows", 3000);
  progress.advance(1500);
  progress.advance(3000);
  progress.end();
  teller.progress("files", 1).end("one file");
}

const ESCAPE = "\u001b";

describe("the teller", () => {
  it("writes plain lines where nobody watches, one for a long step", () => {
    const stream = recorder(false);
    tell(stream, {});
    expect(stream.text).toBe(
      "\nChapter\n  ✓ done — 3 rows\n  ✗ not allowed\n    remark\n    a       1\n    longer  2\n  ✓ rows: 3,000 of 3,000\n  ✓ one file\n",
    );
  });

  it("colours and moves on a terminal", () => {
    const stream = recorder(true);
    tell(stream, { TERM: "xterm" });
    expect(stream.text).toContain(`${ESCAPE}[1mChapter`);
    expect(stream.text).toContain("1,500 of 3,000");
    expect(stream.text.endsWith(`one file\n`)).toBe(true);
  });

  it("respects NO_COLOR, and a dumb terminal", () => {
    const grey = recorder(true);
    tell(grey, { NO_COLOR: "1" });
    expect(grey.text.replaceAll(`${ESCAPE}[2K`, "")).not.toContain(ESCAPE);
    const dumb = recorder(true);
    tell(dumb, { TERM: "dumb" });
    expect(dumb.text).not.toContain(ESCAPE);
  });
});

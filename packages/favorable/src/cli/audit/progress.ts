/** Progress on the error stream, when somebody watches it. */

/** Shows how far a long step is, at most ten times a second; gives it up at the end. */
export interface Progress {
  /** Tells how many of how many are done. */
  readonly at: (done: number, of: number) => void;
  /** Names what is done now, where nobody knows how much there is. */
  readonly step: (name: string) => void;
  /** Clears the line. */
  done(): void;
}

/** Starts; says nothing where nobody watches. */
export function progressOn(stream: NodeJS.WriteStream, what: string): Progress {
  let last = 0;
  let shown = false;
  const show = (text: () => string): void => {
    const now = performance.now();
    if (!stream.isTTY || process.env["TERM"] === "dumb" || now - last < 100) return;
    last = now;
    shown = true;
    stream.write(`\r\u001b[K${what}: ${text()}`);
  };
  return {
    at: (done, of) => show(() => `${done} of ${of} (${Math.floor((100 * done) / Math.max(1, of))} %)`),
    step: (name) => show(() => name),
    done() {
      if (shown) stream.write("\r\u001b[K");
    },
  };
}

/** What devices capture, wherever a file says it: of all of them, or of one system. */
import type { CaptureSchedule, CaptureTarget, ProcessingDocument } from "@favorable/processing";
import { entries } from "../facts.ts";

type Capture = Exclude<NonNullable<ProcessingDocument["capture"]>, string>;

/** Devices with what is said of them together. */
export interface Captured {
  readonly path: string;
  readonly devices: Capture["devices"];
  readonly schedule: CaptureSchedule | undefined;
  /** What they are turned to; undefined when it is not stated. */
  readonly targets: readonly CaptureTarget[] | undefined;
  /** What is said of sound and masking. */
  readonly said: Pick<Capture, "audio" | "masking">;
  /** They run without a break. */
  readonly continuous: boolean;
  /** Stands for systems that are described one by one: what it does not say, they may. */
  readonly together: boolean;
}

/** The devices of a file: those of the whole, then system by system; a system that is silent follows the whole. */
export function capturedBy(capture: Capture): readonly Captured[] {
  const whole: Captured = {
    path: "capture",
    devices: capture.devices,
    schedule: capture.schedule,
    targets: capture.targets,
    said: capture,
    continuous: capture.continuous === true || capture.schedule === "continuous",
    together: entries(capture.systems).length > 0,
  };
  const systems = entries(capture.systems).map(
    ([id, one]): Captured => ({
      path: `capture.systems.${id}`,
      devices: [one.device],
      schedule: one.schedule ?? whole.schedule,
      targets: one.targets ?? whole.targets,
      said: one,
      continuous: one.schedule === undefined ? whole.continuous : one.schedule === "continuous",
      together: false,
    }),
  );
  return [whole, ...systems];
}

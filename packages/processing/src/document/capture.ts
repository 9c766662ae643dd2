/** Capture by devices: images, sound, position. */
import type { Text } from "./text.ts";

/** What a device can be turned to. */
export type CaptureTarget =
  | "entrances"
  | "premises"
  | "workstations"
  | "rest-rooms"
  | "changing-rooms"
  | "toilets"
  | "public-way"
  | "neighbouring-land"
  | "interior-of-buildings"
  | "interventions"
  | "staff"
  | "staff-representatives"
  | "public"
  | "vehicles";

/** When a device captures. */
export type CaptureSchedule = "continuous" | "working-hours" | "outside-working-hours" | "on-event" | "on-demand";

/** Capture by devices. `none` in its place says there is none. */
export interface CaptureDocument {
  readonly devices: readonly ("cctv" | "body-camera" | "audio" | "geolocation" | "badge" | "screen")[];
  readonly continuous?: boolean;
  readonly audio?: boolean;
  readonly masking?: boolean;
  readonly area?: Text;
  readonly uses?: readonly string[];
  readonly schedule?: CaptureSchedule;
  readonly targets?: readonly CaptureTarget[];
  /** The systems it is made of, where they differ. */
  readonly systems?: Readonly<Record<string, CaptureSystemDocument>>;
}

/** One system of devices. */
export interface CaptureSystemDocument {
  readonly label: Text;
  readonly device: CaptureDocument["devices"][number];
  readonly place?: Text;
  readonly number?: { readonly least: number; readonly most?: number };
  readonly purposes?: readonly string[];
  readonly schedule?: CaptureSchedule;
  readonly targets?: readonly CaptureTarget[];
  readonly audio?: boolean;
  readonly masking?: boolean;
  /** What is written into the images. */
  readonly embedded?: readonly ("timestamp" | "agent" | "device" | "position")[];
  readonly processor?: string;
}

/** Schemas of devices that capture. */
import type * as z from "zod";
import type { CaptureDocument, CaptureSchedule, CaptureSystemDocument, CaptureTarget } from "../document/capture.ts";
import { boolean, count, list, named, object, oneOf, optional, word } from "./shape.ts";
import { text } from "./text.ts";

const device = oneOf("cctv", "body-camera", "audio", "geolocation", "badge", "screen");
const schedule: z.ZodType<CaptureSchedule> = oneOf("continuous", "working-hours", "outside-working-hours", "on-event", "on-demand");
const target: z.ZodType<CaptureTarget> = oneOf(
  "entrances",
  "premises",
  "workstations",
  "rest-rooms",
  "changing-rooms",
  "toilets",
  "public-way",
  "neighbouring-land",
  "interior-of-buildings",
  "interventions",
  "staff",
  "staff-representatives",
  "public",
  "vehicles",
);

const system = object<CaptureSystemDocument>({
  label: text,
  device,
  place: optional(text),
  number: optional(object<NonNullable<CaptureSystemDocument["number"]>>({ least: count, most: optional(count) })),
  purposes: optional(list(word)),
  schedule: optional(schedule),
  targets: optional(list(target)),
  audio: optional(boolean),
  masking: optional(boolean),
  embedded: optional(list(oneOf("timestamp", "agent", "device", "position"))),
  processor: optional(word),
});

/** {@link CaptureDocument}. */
export const capture: z.ZodType<CaptureDocument> = object<CaptureDocument>({
  devices: list(device),
  continuous: optional(boolean),
  audio: optional(boolean),
  masking: optional(boolean),
  area: optional(text),
  uses: optional(list(word)),
  schedule: optional(schedule),
  targets: optional(list(target)),
  systems: optional(named(system)),
});

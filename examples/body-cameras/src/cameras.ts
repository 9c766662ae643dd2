/** The town's cameras, open: who has which camera, the guard, and the player that shows nothing unrecorded. */
import { LOG_POLICY, type System } from "@favorable/example-storyteller";
import { boundValues, type DataFor } from "@favorable/fields";
import { type AccessLog, createGuard } from "@favorable/guard";
import { correctedCameras } from "./declaration/file.ts";
import { type Area, type Frame, mask } from "./masking.ts";
import { addClips, clipsNow, createViews, keptTables } from "./store.ts";

type Footage = ReturnType<typeof correctedCameras>["records"]["footage"];

/** A clip somebody was permitted to see: the player takes nothing else. */
export type PermittedClip = DataFor<Footage, "interventions">;

/** An account and the role it works in. */
export interface Officer<R extends "officer" | "officerInCharge"> {
  readonly id: string;
  readonly roles: readonly R[];
}

/** Opens the cameras as the corrected file declares them. `log` stands in for the system's own where the story breaks it. */
export async function openCameras(system: System, log: Pick<AccessLog, "appendAll"> = system.log) {
  const cameras = correctedCameras();
  const { footage, view } = cameras.records;
  const kept = keptTables(system.zone);
  await createViews(system.sql, kept);
  const guard = createGuard({
    processing: cameras,
    log: { appendAll: (events) => log.appendAll(events), appendAllIn: (tx, events) => system.log.appendAllIn(tx, events) },
    sql: system.sql,
    logPolicy: LOG_POLICY,
    sinks: ["player"],
    zone: system.zone,
    clock: system.clock,
  });
  const signedOut = new Map<string, Officer<"officer">>();
  const shown: string[] = [];

  /** Shows clips: only what was permitted, each showing with its entry. */
  const play = async (clips: readonly PermittedClip[]): Promise<number> => {
    for (const { video } of clips) shown.push(video);
    return clips.length;
  };

  return {
    cameras,
    kept,
    guard,
    play,
    /** Clips that were really shown. */
    shown: shown as readonly string[],
    /** An officer takes a camera, logged in: from now on it records under that session. */
    signOut: (camera: string, officer: Officer<"officer">): void => void signedOut.set(camera, officer),
    /** The camera comes back: it records for nobody. */
    signIn: (camera: string): void => void signedOut.delete(camera),
    /** Records a clip: the time is the system's, the agent whoever has the camera, whatever the camera says. */
    record: (camera: string, video: string) =>
      guard.run({ actor: signedOut.get(camera), role: "officer", purpose: "interventions" }, ({ change }) =>
        change(footage, "add", [{ video }], addClips),
      ),
    /** Views the clips that may still be seen. */
    view: (actor: Officer<"officerInCharge">) =>
      guard.run({ actor, role: "officerInCharge", purpose: "interventions" }, async ({ read, send }) => {
        const clips = await read(footage, await clipsNow(system.sql));
        return send("player", clips, play);
      }),
    /** The recorder of the fixed cameras: masked first, then stored, stamped by the system. */
    keepFrame: async (name: string, frame: Frame, interiors: readonly Area[]): Promise<Frame> => {
      const masked = mask(frame, interiors);
      const { capturedAt } = boundValues(view.fields, "add", { now: system.clock.now(), zone: system.zone, actor: "recorder" });
      await system.sql.query(`insert into town.view (image, "capturedAt") values ($1::text, $2::timestamptz)`, [
        [name, ...masked].join("\n"),
        String(capturedAt),
      ]);
      return masked;
    },
  };
}

/**
 * What the notice found: a clip that says by itself when it was taken. The field is bound to the system's clock, as the agent is to the session;
 * giving it does not compile. The story shows what the compiler says.
 */
import type { openCameras } from "../cameras.ts";

type Cameras = Awaited<ReturnType<typeof openCameras>>;

export async function trustTheCamera({ guard, cameras }: Cameras, clip: { video: string; capturedAt: string }) {
  await guard.run({ actor: { id: "Agent-0417", roles: ["officer"] }, role: "officer", purpose: "interventions" }, ({ change }) =>
    change(cameras.records.footage, "add", [{ video: clip.video, capturedAt: clip.capturedAt }], async () => undefined),
  );
}

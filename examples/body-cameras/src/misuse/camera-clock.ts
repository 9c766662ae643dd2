/**
 * What the notice found: a clip that says by itself when it was taken, and by whom. The two fields are bound to the system's clock and to the
 * session; giving them does not compile. The story shows what the compiler says.
 */
import type { openCameras } from "../cameras.ts";

type Cameras = Awaited<ReturnType<typeof openCameras>>;

export async function trustTheCamera({ guard, cameras }: Cameras, clip: { video: string; capturedAt: string; agent: string }) {
  await guard.run({ actor: { id: "Agent-0417", roles: ["officer"] }, role: "officer", purpose: "interventions" }, ({ change }) =>
    change(cameras.records.footage, "add", [clip], async () => undefined),
  );
}

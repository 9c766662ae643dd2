/**
 * The message that made the news, as somebody would write it: a greeting signed by the president of the region, to numbers collected for
 * offers. It does not compile and is no part of the program: the story shows what the compiler says of it.
 */
import type { openPass } from "../pass.ts";
import { TEAM } from "../pass.ts";

export async function greet({ guard, pass }: Awaited<ReturnType<typeof openPass>>, holders: readonly object[]) {
  await guard.run({ actor: TEAM, role: "passTeam", purpose: "politicalGreeting" }, ({ read }) => read(pass.records.youth, holders));
}

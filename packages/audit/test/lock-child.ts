/** Takes locks that dead processes left, at the same moments as its siblings, and says which it got; gives none back. */
import { argv, stdout } from "node:process";
import { lockFile } from "../src/node/file-lock.ts";

const [, , folder = "", start = "0", rounds = "0", apart = "0"] = argv;
for (let round = 0; round < Number(rounds); round++) {
  const at = Number(start) + round * Number(apart);
  // Waited for by turning round: a timer of its own would tell the siblings apart.
  while (Date.now() < at) await new Promise((resolve) => setImmediate(resolve));
  const taken = await lockFile(`${folder}/${round}`).then(
    () => true,
    () => false,
  );
  stdout.write(`${round} ${taken ? "taken" : "refused"}\n`);
}
// Alive until the slowest sibling has asked.
await new Promise((resolve) => setTimeout(resolve, 500));

/** Takes locks that dead processes left, at the same moments as its siblings, and says which it got; gives none back, and lives until it is told. */
import { once } from "node:events";
import { argv, exit, stdin, stdout } from "node:process";
import { lockFile } from "../src/node/file-lock.ts";

const [, , folder = "", rounds = "0", apart = "0"] = argv;
stdout.write("ready\n");
const [told] = await once(stdin, "data");
const start = Number(String(told));
for (let round = 0; round < Number(rounds); round++) {
  // Waited for by turning round: a timer of its own would tell the siblings apart.
  while (Date.now() < start + round * Number(apart)) await new Promise((resolve) => setImmediate(resolve));
  const taken = await lockFile(`${folder}/${round}`).then(
    () => true,
    () => false,
  );
  stdout.write(`${round} ${taken ? "taken" : "refused"}\n`);
}
await once(stdin, "end");
exit(0);

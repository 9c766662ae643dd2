/** Where the tests find the command line. */
import { fileURLToPath } from "node:url";

/** Two folders deep in its package, as the program itself, which looks for its version there. */
export const cliFile: string = fileURLToPath(new URL("../packages/favorable/.cli/test/main.mjs", import.meta.url));

import { defineConfig } from "tsup";
import { library, program } from "../../scripts/library.ts";

export default defineConfig([library(["src/index.ts"]), program({ "cli/main": "src/cli/main.ts" })]);

import { library } from "../../scripts/library.ts";

export default library(["src/index.ts"]);

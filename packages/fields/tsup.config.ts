import { library } from "../../scripts/library.ts";

export default library(["src/index.ts", "src/minter/index.ts", "src/dpv/index.ts", "src/detectors/index.ts", "src/postgres/index.ts"]);

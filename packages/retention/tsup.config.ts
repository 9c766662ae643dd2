import { library } from "../../scripts/library.ts";

export default library(["src/index.ts", "src/mailbox/index.ts", "src/node/index.ts", "src/postgres/index.ts"]);

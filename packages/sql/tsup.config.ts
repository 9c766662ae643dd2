import { library } from "../../scripts/library.ts";

export default library(["src/index.ts", "src/drivers/pg.ts", "src/drivers/pglite.ts"]);

import { library } from "../../scripts/library.ts";

export default library(["src/index.ts", "src/documents/index.ts", "src/dossier/index.ts", "src/postgres/index.ts"]);

import { library } from "../../scripts/library.ts";

export default library([
  "src/index.ts",
  "src/credentials/index.ts",
  "src/documents/index.ts",
  "src/postgres/index.ts",
  "src/review/index.ts",
]);

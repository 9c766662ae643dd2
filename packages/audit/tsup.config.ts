import { library } from "../../scripts/library.ts";

export default library([
  "src/index.ts",
  "src/postgres/index.ts",
  "src/node/index.ts",
  "src/witness/index.ts",
  "src/crypto/node.ts",
  "src/crypto/noble.ts",
]);

import { describe } from "vitest";
import { deskBehaviour } from "./desk-behaviour.ts";
import { openMemory } from "./desk-rig.ts";
import { identityBehaviour } from "./identity-behaviour.ts";
import { vaultBehaviour } from "./vault-behaviour.ts";

describe("the desk in memory", () => {
  deskBehaviour(openMemory);
  identityBehaviour(openMemory);
  vaultBehaviour(openMemory);
});

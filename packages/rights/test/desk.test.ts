import { describe } from "vitest";
import { attackBehaviour } from "./attack-behaviour.ts";
import { deskBehaviour } from "./desk-behaviour.ts";
import { openMemory } from "./desk-rig.ts";
import { identityBehaviour } from "./identity-behaviour.ts";
import { vaultBehaviour } from "./vault-behaviour.ts";

describe("the desk in memory", () => {
  attackBehaviour(openMemory);
  deskBehaviour(openMemory);
  identityBehaviour(openMemory);
  vaultBehaviour(openMemory);
});

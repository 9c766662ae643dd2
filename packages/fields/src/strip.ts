/** Optional keys are exact: a key is there with a value, or it is not there. */
import { mayGenerateCode } from "./code-generation.ts";

type Data = Readonly<Record<string, unknown>>;

/** Makes what takes the undefined members off a value that holds these names at most; the value itself when there is none. */
export function makeStripper(names: readonly string[], generate: boolean = mayGenerateCode()): (data: Data) => Data {
  const loop = (data: Data): Data => {
    for (const name of names) if (data[name] === undefined) return without(data);
    return data;
  };
  if (!generate || names.length === 0) return loop;
  try {
    // Names are plain words: `record` has checked them.
    const missing = names.map((name) => `data[${JSON.stringify(name)}] === undefined`).join(" || ");
    const make = new Function("without", `"use strict"; return (data) => (${missing} ? without(data) : data);`);
    // The one cast: what the code gives is what it was just given.
    return make(without) as typeof loop;
  } catch {
    return loop;
  }
}

/** A key that is not there is fine; one that is there without a value goes. */
function without(data: Data): Data {
  const entries = Object.entries(data);
  const kept = entries.filter(([, value]) => value !== undefined);
  return kept.length === entries.length ? data : Object.fromEntries(kept);
}

/**
 * Cutting one value to a list of keys, a list of members or nothing. Null and undefined hold nothing and pass. What is made is frozen: what was
 * permitted does not change afterwards.
 */
import { PrivacyError } from "@favorable/core";

type Cut = (value: unknown) => unknown;

/** Keeps the named keys, each cut to its own; the others only where there is a cut for them. */
export function cutShape(value: unknown, cuts: ReadonlyMap<string, Cut>, others: Cut | undefined): unknown {
  if (isNothing(value)) return value;
  if (typeof value !== "object" || Array.isArray(value)) throw unfit();
  const kept: [string, unknown][] = [];
  for (const [name, cut] of cuts) {
    if (!Object.hasOwn(value, name)) continue;
    const member: unknown = Reflect.get(value, name);
    if (member !== undefined) kept.push([name, cut(member)]);
  }
  if (others !== undefined) for (const [name, member] of Object.entries(value)) if (!cuts.has(name)) kept.push([name, others(member)]);
  return Object.freeze(Object.fromEntries(kept));
}

/** Keeps the members of an object of one kind, and of their keys those of the closed list, if there is one. */
export function cutByKey(value: unknown, names: ReadonlySet<string> | undefined, cut: Cut): unknown {
  if (isNothing(value)) return value;
  if (typeof value !== "object" || Array.isArray(value)) throw unfit();
  const members = Object.entries(value).filter(([name]) => names?.has(name) !== false);
  return Object.freeze(Object.fromEntries(members.map(([name, member]) => [name, cut(member)])));
}

/** Keeps the members of an array for which there is a cut. */
export function cutItems(value: unknown, cutAt: (at: number) => Cut | undefined): unknown {
  if (isNothing(value)) return value;
  if (!Array.isArray(value)) throw unfit();
  const kept: unknown[] = [];
  for (const [at, member] of value.entries()) {
    const cut = cutAt(at);
    if (cut === undefined) break;
    kept.push(cut(member));
  }
  return Object.freeze(kept);
}

/** Cuts keys and members of a map. */
export function cutMap(value: unknown, cutKey: Cut, cut: Cut): unknown {
  if (isNothing(value)) return value;
  if (!(value instanceof Map)) throw unfit();
  return new Map([...value].map(([key, member]) => [cutKey(key), cut(member)]));
}

/** Cuts the members of a set. */
export function cutSet(value: unknown, cut: Cut): unknown {
  if (isNothing(value)) return value;
  if (!(value instanceof Set)) throw unfit();
  return new Set([...value].map(cut));
}

/** What a text or a number is, an object or array is not; a date or a file is neither. */
export function refuseShapes(value: unknown): unknown {
  if (isShape(value)) throw unfit();
  return value;
}

/** Whether a value is an object of keys or an array. */
function isShape(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** What both sides of an intersection kept of one value. */
export function merged(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return Object.freeze(one.map((member, at) => merged(member, other[at])));
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return one;
  if (!isShape(one) || !isShape(other)) return one;
  const [left, right] = [new Map<string, unknown>(Object.entries(one)), new Map<string, unknown>(Object.entries(other))];
  for (const [name, member] of right) left.set(name, left.has(name) ? merged(left.get(name), member) : member);
  return Object.freeze(Object.fromEntries(left));
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function unfit(): PrivacyError {
  return new PrivacyError("ROW_INVALID", "a value within the row is not of the kind that its schema declares");
}

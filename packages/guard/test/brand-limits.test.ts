/** What a brand cannot do, and what stands behind it: every sink looks at the objects themselves. */
import type { For } from "@favorable/fields";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { director, rows, setUp } from "./register.ts";

const request = { actor: director, role: "director", purpose: "followUp" } as const;
type Letter = For<"followUp", { readonly number: string; readonly name: string; readonly status: "yes" | "no" }>;

/** Copies of permitted values that the compiler takes for permitted ones. */
const laundered: Readonly<Record<string, (value: Letter) => Letter>> = {
  "a spread, which keeps the mark": (value) => ({ ...value }),
  "a spread with one more field": (value) => ({ ...value, salary: 1 }),
  "an assignment onto another object": (value) => Object.assign({ salary: 1 }, value),
  // biome-ignore lint/suspicious/noExplicitAny: what this shows is that `any` takes every mark.
  "an any": (value) => JSON.parse(JSON.stringify(value)) as any,
  "a cast": ({ number, name, status }) => ({ number, name, status }) as Letter,
  "a structured clone": (value) => structuredClone(value),
  "an object that inherits from it": (value) => Object.create(value) as Letter,
  "a proxy of it": (value) => new Proxy(value, {}),
  "the members of a list": (value) => [value].map((one) => ({ ...one }))[0] ?? value,
};

describe("send refuses", () => {
  it.each(Object.keys(laundered))("%s", async (name) => {
    const { guard, agent, log } = setUp();
    let delivered = 0;
    const run = guard.run(request, async ({ read, send }) => {
      const values = await read(agent, rows);
      const copies = values.map((value) => laundered[name]?.(value) ?? value);
      return send("reminder-mail", copies, async (list) => {
        delivered += list.length;
      });
    });
    expect(await rejectionCode(run)).toBe("NOT_PERMITTED");
    expect(delivered).toBe(0);
    expect(log.events.map(({ type, clear }) => [type, clear?.["code"]])).toEqual([
      ["access.read", undefined],
      ["access.refused", "NOT_PERMITTED"],
    ]);
  });

  it("what was permitted for another purpose, in another request too", async () => {
    const { guard, agent } = setUp();
    const kept = await guard.run({ ...request, purpose: "statistics" }, ({ read }) => read(agent, rows));
    const run = guard.run(request, ({ send }) => send("reminder-mail", kept as never, async () => 1));
    expect(await rejectionCode(run)).toBe("NOT_PERMITTED");
  });

  it("a whole list for one stranger in it, and says how many", async () => {
    const { guard, agent } = setUp();
    const run = guard.run(request, async ({ read, send }) => {
      const [first, second] = await read(agent, rows);
      return send("reminder-mail", [first, { ...second }] as never, async () => 1);
    });
    await expect(run).rejects.toMatchObject({ code: "NOT_PERMITTED", details: { values: 1 } });
  });
});

it("read gives the very objects that send knows, with the fields of the purpose only, and they cannot be added to", async () => {
  const { guard, agent } = setUp();
  const sent = await guard.run(request, async ({ read, send }) => {
    const values = await read(agent, rows);
    expect(() => Object.assign(values[0] ?? {}, { salary: 1 })).toThrow(TypeError);
    return send("reminder-mail", values, async (list) => list.map((value) => Object.keys(value).join()));
  });
  expect(sent).toEqual(["number,name,status", "number,name,status"]);
});

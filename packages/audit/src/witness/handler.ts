/** A witness behind HTTP, as a function of requests: under Node, Deno, Bun, workers. */
import type { Witness, WitnessAnswer } from "./witness.ts";

/** Most bytes of a request: a checkpoint with sixteen post-quantum signatures, and a proof. */
export const MAX_REQUEST_BYTES = 131_072;

/**
 * Serves `POST <prefix>/add-checkpoint` and `GET <prefix>/<origin hash>/checkpoint` (C2SP tlog-witness).
 *
 * @param prefix - path before both, `""` or such as `/witness`
 * @example
 * ```ts
 * import { systemClock } from "@favorable/core";
 * import { createCosigner, createVerifier, generateCosignerKey, generateKey } from "@favorable/audit/node";
 * import { createWitness, memoryWitnessState, witnessHandler } from "@favorable/audit/witness";
 *
 * const cosigner = createCosigner(generateCosignerKey("witness.example").privateKey);
 * const logs = [{ verifiers: [createVerifier(generateKey("hospital.example/audit").vkey)] }];
 * const handle = witnessHandler(createWitness({ cosigner, logs, state: memoryWitnessState(), clock: systemClock }));
 * const response = await handle(new Request("http://localhost/add-checkpoint", { method: "POST", body: "nonsense" }));
 * console.log(response.status); // 400
 * ```
 */
export function witnessHandler(witness: Witness, prefix = ""): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(`${prefix}/`)) return reply({ status: 404, body: "not found\n" });
    const path = pathname.slice(prefix.length);
    if (path === "/add-checkpoint") {
      if (request.method !== "POST") return reply({ status: 405, body: "POST\n" }, { allow: "POST" });
      const body = await textUpTo(request, MAX_REQUEST_BYTES);
      return reply(body === undefined ? { status: 400, body: "not a text of at most 128 KiB\n" } : await witness.addCheckpoint(body));
    }
    const [, originHash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? [];
    if (originHash === undefined) return reply({ status: 404, body: "not found\n" });
    if (request.method !== "GET") return reply({ status: 405, body: "GET\n" }, { allow: "GET" });
    const note = await witness.checkpoint(originHash);
    return note === undefined
      ? reply({ status: 404, body: "nothing cosigned\n" })
      : reply({ status: 200, body: note }, { "cache-control": "max-age=5" });
  };
}

function reply({ status, body }: WitnessAnswer, headers: Readonly<Record<string, string>> = {}): Response {
  const type = status === 409 ? "text/x.tlog.size" : "text/plain; charset=utf-8";
  return new Response(body, { status, headers: { "content-type": type, ...headers } });
}

async function textUpTo(request: Request, atMost: number): Promise<string | undefined> {
  if (request.body === null) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const reader = request.body.getReader();
  let text = "";
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.length;
      if (size > atMost) return undefined;
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    if (error instanceof TypeError) return undefined; // Not UTF-8.
    throw error;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

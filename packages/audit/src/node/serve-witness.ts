/** A witness on a port of this machine. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { PrivacyError } from "@favorable/core";

/** A server that runs. */
export interface RunningServer {
  /** Its port: the one asked for, or the one given for 0. */
  readonly port: number;
  /** Ends it, after the requests that are being answered. */
  close(): Promise<void>;
}

/**
 * Serves a handler such as `witnessHandler(…)` over plain HTTP; encryption is for what stands before it.
 *
 * @param port - 0 for any that is free
 * @param host - `127.0.0.1` by default: only this machine
 * @throws `LISTEN_FAILED` (details: `reason`)
 */
export async function serveRequests(
  handle: (request: Request) => Promise<Response>,
  port: number,
  host = "127.0.0.1",
): Promise<RunningServer> {
  const server = createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch(() => {
      // What went wrong may quote the request: the sender learns only that it did.
      if (!outgoing.headersSent) outgoing.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
      outgoing.end("the request could not be answered\n");
    });
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      const reason = "code" in error ? String(error.code) : "unknown";
      reject(new PrivacyError("LISTEN_FAILED", "the port cannot be served", { reason }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function answer(handle: (request: Request) => Promise<Response>, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const method = incoming.method ?? "GET";
  // No request of the Fetch standard can have these methods.
  if (/^(?:TRACE|TRACK|CONNECT)$/.test(method)) {
    outgoing.writeHead(405, { allow: "GET, POST", "content-type": "text/plain; charset=utf-8" });
    outgoing.end("GET or POST\n");
    incoming.resume();
    return;
  }
  const hasBody = method !== "GET" && method !== "HEAD";
  const request = new Request(`http://localhost${incoming.url?.startsWith("/") === true ? incoming.url : "/"}`, {
    method,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: "half" } : {}),
  });
  const response = await handle(request);
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), "content-length": body.length });
  outgoing.end(body);
  incoming.resume();
}

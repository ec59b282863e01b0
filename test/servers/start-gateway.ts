import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { firstFreePort } from "#/server/free-port.ts";

const gateway = fileURLToPath(
  new URL("../../node_modules/@portkey-ai/gateway/build/start-server.js", import.meta.url),
);

/**
 * Portkey's AI gateway, an independent project's OpenAI-style server, in front of the server at `baseUrl`. What it is
 * to call it reads from two headers, which a door before it adds, because the board sends no headers of a submitter's.
 */
export async function startGateway(baseUrl: string): Promise<{ url: string } & AsyncDisposable> {
  const port = await firstFreePort(30_000 + (process.pid % 10_000), "127.0.0.1");
  const server = spawn(process.execPath, [gateway, `--port=${port}`, "--headless"], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { PATH: process.env.PATH, NODE_ENV: "test" },
  });
  await new Promise<void>((ready, fail) => {
    server.stdout.on("data", (said: Buffer) => said.includes("Ready for connections") && ready());
    server.once("exit", (code) => fail(new Error(`The gateway ended with ${code}.`)));
  });
  const door = createServer((asked, answer) => {
    const headers = { ...asked.headers, "x-portkey-provider": "openai", "x-portkey-custom-host": baseUrl };
    const passed = request({ host: "127.0.0.1", port, path: asked.url, method: asked.method, headers });
    passed.on("response", (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((listening) => door.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}/v1`,
    [Symbol.asyncDispose]: async () => {
      door.close();
      door.closeAllConnections();
      const exit = once(server, "exit");
      server.kill();
      await exit;
    },
  };
}

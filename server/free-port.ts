import { createServer } from "node:net";

export function isPortFree(port: number, host?: string): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen(port, host, () => server.close(() => done(true)));
  });
}

/** @internal */
export async function firstFreePort(from: number, host?: string): Promise<number> {
  for (let port = from; port < from + 100 && port < 65_536; port++)
    if (await isPortFree(port, host)) return port;
  throw new Error(`No port from ${from} to ${from + 99} is free. Set PORT to another one.`);
}

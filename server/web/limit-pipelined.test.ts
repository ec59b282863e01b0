import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import { limitPipelined } from "#/server/web/limit-pipelined.ts";

const request = "GET / HTTP/1.1\r\nhost: board\r\n\r\n";

async function connection(listener: RequestListener) {
  const server = createServer(limitPipelined(listener)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  return socket;
}

it("ends a connection on which hundreds of requests are piled up, at the first too many", async () => {
  let asked = 0;
  const socket = await connection(() => void asked++);
  socket.on("error", () => {}).write(request.repeat(2000));
  await once(socket.resume(), "close");
  expect(asked).toBe(16);
});

it("answers as many requests as are sent on one connection, one after another or a few at a time", async () => {
  const socket = await connection((_, response) => void response.end("x"));
  const all = text(socket);
  for (let turn = 0; turn < 10; turn++) {
    const answered = once(socket, "data");
    socket.write(request.repeat(4));
    await answered;
  }
  socket.end(request.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n"));
  expect((await all).match(/HTTP\/1\.1 200/g)).toHaveLength(41);
});

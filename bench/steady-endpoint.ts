import { createServer } from "node:http";

const latencyMs = Number(process.env.LATENCY_MS ?? 50);
const body = JSON.stringify({
  id: "bench",
  object: "chat.completion",
  created: 0,
  model: "bench",
  choices: [{ index: 0, message: { role: "assistant", content: "A" }, finish_reason: "stop" }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

let [inFlight, most, answered] = [0, 0, 0];

/**
 * A process of its own, so that it answers alike to whoever asks: every call after the same time. GET tells the most
 * calls at a time since the last GET, and how many were answered in all.
 */
const server = createServer((request, response) => {
  request.resume();
  if (request.method === "GET") {
    response.end(JSON.stringify({ most, answered }));
    most = 0;
    return;
  }
  most = Math.max(most, ++inFlight);
  response.once("close", () => inFlight--);
  request.once("end", () =>
    setTimeout(() => {
      answered += 1;
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      });
      response.end(body);
    }, latencyMs),
  );
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), "127.0.0.1");

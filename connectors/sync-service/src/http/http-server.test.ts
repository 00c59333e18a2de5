import { once } from "node:events";
import { Agent, get, type IncomingMessage, type ServerResponse } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { measureWaiting } from "../../../../test/support/time-waited.ts";
import { startHttpServer } from "./http-server.ts";

it("has stopped when its last request is answered, although the client would keep the connection", async () => {
  const asked = Promise.withResolvers<ServerResponse>();
  const server = await startHttpServer((_, response) => asked.resolve(response), {
    host: "127.0.0.1",
    port: 0,
  });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const answered = once(get(server.url, { agent }), "response");
  const response = await asked.promise;
  const stopped = server.stop();
  const waited = measureWaiting();
  response.end("answer");
  const [answer]: IncomingMessage[] = await answered;
  expect(await answer?.toArray()).toEqual([Buffer.from("answer")]);
  await stopped;
  // Connections are broken after three seconds.
  expect(waited()).toBeLessThan(2_500);
});

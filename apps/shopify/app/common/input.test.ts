import type { ActionFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type OpenedServer,
  openServerRig,
  type ServerRig,
} from "../../../../test/support/shopify-server/rig.ts";
import { actChoose } from "../choose/choose.server.ts";
import { action as review } from "../routes/app.batches.$batchId.images.ts";
import { removeStyle } from "../styles/answer-style.server.ts";
import { visitAction } from "./visit-loader.server.ts";

let rig: ServerRig;
let server: OpenedServer;
beforeAll(async () => {
  rig = await openServerRig();
  server = await rig.open();
  server.start();
  await server.services.visit(await rig.page());
});
afterAll(() => rig?.dispose());

const asked = async (body: BodyInit): Promise<ActionFunctionArgs> => ({
  request: new Request(await rig.call(), { method: "POST", body }),
  context: { services: server.services, requestId: "test" },
  params: { batchId: "bat_01jd0000000000000000000001" },
});
const badRequest = {
  data: { problem: { code: "request-invalid" } },
  init: { status: 400 },
};

it.each(["[", "{}", "[1]", "null"])("refuses ids that are none (%s) as a bad request", async (ids) => {
  const action = visitAction(actChoose);
  for (const intent of ["picked", "rows", "save"]) {
    expect(await action(await asked(new URLSearchParams({ intent, ids })))).toMatchObject(badRequest);
  }
});

it("refuses a body that is no form as a bad request", async () => {
  expect(await visitAction(actChoose)(await asked("no form"))).toMatchObject(badRequest);
});

it("refuses a style that cannot be one as a bad request", async () => {
  const action = visitAction(({ visit, form }) => removeStyle(visit, form));
  expect(await action(await asked(new URLSearchParams({ styleId: "../batches" })))).toMatchObject(badRequest);
});

it.each(["{", "", "null", '{"ask":"nothing"}'])("refuses what no review asks (%s) in words", async (body) => {
  const answer = await review(await asked(body));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject(badRequest.data);
});

import { publicationIdSchema } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import type { EditorSession, OutgoingTransfer } from "../session/editor-session.ts";
import { ConnectionLost, EditorProblem } from "../session/problems.ts";
import { sendContent, untilWhole } from "./send.ts";

const pullId = publicationIdSchema.parse("pub_send");
const place = { guid: "0123456789abcdef0123456789abcdef", path: "Assets/AssetQL/a.png", isNew: true };
const asking = { paced: <T>(call: () => Promise<T>) => call(), signal: new AbortController().signal };

/** An editor that has so much of it at each offer, and a connection that is lost as often as told. */
function editorWith(offsets: number[], losses: number) {
  const sent: number[] = [];
  const session = {
    call: async () => ({ offset: offsets.shift() ?? 0, ...place }),
  } as unknown as EditorSession;
  const transfer: OutgoingTransfer = {
    transfer: 1,
    bytes: 1_000,
    crc32: "00000000",
    async send(offset) {
      sent.push(offset);
      if (sent.length <= losses) throw new ConnectionLost();
    },
    release: () => undefined,
  };
  const offer = { pullId, externalId: "one", path: place.path, transfer };
  return { sent, send: (fits = true) => sendContent(session, asking, { ...offer, fits: () => fits }) };
}

describe("content on its way to the editor", () => {
  it("goes on where the editor says after each lost connection", async () => {
    const { sent, send } = editorWith([0, 400, 700], 2);
    await send();
    expect(sent).toEqual([0, 400, 700]);
  });

  it("is not sent where all of it is there, or where it does not fit", async () => {
    const there = editorWith([1_000], 0);
    await there.send();
    const odd = editorWith([0], 0);
    await odd.send(false);
    expect([...there.sent, ...odd.sent]).toEqual([]);
  });

  it("is offered again when it has not come whole, not for ever, and not when it is refused", async () => {
    let tries = 0;
    const failing = (code: "staging-missing" | "disk-full", times: number) => async () => {
      tries += 1;
      if (tries <= times) throw new EditorProblem(code, "Not now.");
    };
    await untilWhole(failing("staging-missing", 2));
    expect(tries).toBe(3);
    tries = 0;
    await expect(untilWhole(failing("staging-missing", 99))).rejects.toThrow("Not now.");
    expect(tries).toBe(5);
    tries = 0;
    await expect(untilWhole(failing("disk-full", 99))).rejects.toThrow("Not now.");
    expect(tries).toBe(1);
  });
});

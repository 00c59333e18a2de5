import type { NotifyMessage } from "@assetql/contract";
import { createScheduleSchema } from "@assetql/contract";
import { createSchedule, deleteStyle, getAsset, listAssets, regenerateAsset } from "@assetql/core";
import type { ImageGenerator } from "@assetql/core/ports";
import type { ReceivedMail } from "@assetql/core/testing";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { preparedImage } from "../support/fixed-generator.ts";
import { freePort } from "../support/free-port.ts";
import { createScriptedGenerator } from "../support/scripted-generator.ts";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import { type MailHome, openMailHome } from "./mail-home.ts";
import { headerOf } from "./read-mail.ts";
import { startSmtpServer, type TestSmtpServer } from "./smtp-server.ts";

let server: TestSmtpServer;
let home: MailHome;
let slow = Promise.withResolvers<void>();
slow.resolve();
/** Keeps what is asked for with "slow" waiting until it is resolved. */
const hold = () => {
  slow = Promise.withResolvers<void>();
  return slow;
};
beforeAll(async () => {
  // It goes away and comes back at the same address.
  server = await startSmtpServer(await freePort());
  const image = await preparedImage(128);
  const grey = await sharp({ create: { width: 128, height: 128, channels: 3, background: "#808080" } })
    .png()
    .toBuffer();
  const scripted = createScriptedGenerator(({ prompt }) => (prompt.includes("grey") ? grey : image));
  const generator: ImageGenerator = {
    ...scripted,
    async generate(request) {
      if (request.prompt.includes("slow")) await slow.promise;
      return scripted.generate(request);
    },
  };
  home = await openMailHome(generator, {
    smtpUrl: `smtp://127.0.0.1:${server.port}`,
    from: "hub@example.com",
  });
});
beforeEach(async () => {
  server.received.splice(0);
  await home.notifyOnly("ada@example.com", "ben@example.com");
});
afterEach(() => home.untilNotified());
afterAll(async () => {
  await home.dispose();
  await server.stop();
});

const untilReceived = (count: number): Promise<readonly ReceivedMail[]> =>
  until(async () => (server.received.length >= count ? server.received : undefined));
const subjectOf = (mail: ReceivedMail | undefined) => mail && headerOf(mail, "subject");
const finished = (batchId: string, at: number): NotifyMessage =>
  ({
    kind: "notify",
    workspaceId: owner.workspaceId,
    about: { type: "batch.finished", batchId, at },
  }) as NotifyMessage;

describe("a batch that has ended", () => {
  it("is told to each address of its workspace once, with how it went", async () => {
    await home.notifyOnly("ada@example.com", "ben@example.com", "Ada@example.com");
    const batch = await home.submit({ name: "Tassen – Größe ½ 🎉", csv: "subject\nmug\ngrey tent\nlamp\n" });
    const { statistics } = await home.untilEnded(batch.id);
    await untilReceived(2);
    await home.untilNotified();
    const done = server.received;
    expect(done.flatMap(({ to }) => to).sort()).toEqual(["Ada@example.com", "ben@example.com"]);
    expect(subjectOf(done[0])).toBe('"Tassen – Größe ½ 🎉" is done: 2 of 3 images');
    expect(done[0]?.text).toMatch(
      new RegExp(
        [
          '^The batch "Tassen – Größe ½ 🎉" is done\\.',
          // One in three failed. A batch as small is judged at its end, and that is one mail.
          "More than 10 % of failures is unusual: .*",
          "",
          "Images {7}2 of 3 completed, 1 failed",
          `Style score {2}${statistics.meanStyleScore?.toFixed(3)} on average \\(.*\\)`,
          "Failures {5}1 off style",
          "Retries {6}2",
          "Time {9}\\d+ s",
          "",
          `https://hub\\.example/api/v1/batches/${batch.id}`,
          `assetql batch show ${batch.id}`,
          "",
          "You get this mail because .*",
        ].join("\n"),
      ),
    );
  });

  it("is told of before its end when more than 10 % of its images fail", async () => {
    await home.notifyOnly("ada@example.com");
    const held = hold();
    const rows = [...Array.from({ length: 24 }, () => "grey tent"), "slow mug", "slow lamp"];
    const { id } = await home.submit({ name: "Tents", csv: `subject\n${rows.join("\n")}\n` });
    const [alert] = await untilReceived(1);
    expect(subjectOf(alert)).toBe('"Tents": 100 % of its images fail');
    expect(alert?.text).toMatch(
      /^Of the 2\d images that the batch "Tents" has dealt with, 2\d failed \(100 %\)\./,
    );
    held.resolve();
    await home.untilEnded(id);
    const [, end] = await untilReceived(2);
    expect(subjectOf(end)).toBe('"Tents" is done: 2 of 26 images');
  });

  it("needs no mail again after a single image was made again", async () => {
    const { id } = await home.submit();
    await home.untilEnded(id);
    await untilReceived(2);
    const { items } = await listAssets(home.core, owner, { batchId: id, limit: 1 });
    const [asset] = items;
    if (asset === undefined) throw new Error("No asset");
    await regenerateAsset(home.core, owner, { id: asset.id, note: "brighter" });
    await until(async () => {
      const { version } = await getAsset(home.core, owner, { id: asset.id });
      return version === 2 ? true : undefined;
    });
    expect(await home.untilEnded(id)).toMatchObject({ status: "completed", completedTasks: 3 });
    await home.untilNotified();
    expect(server.received).toHaveLength(2);
  });

  it("can have any name: it adds no header, no recipient and no line", async () => {
    const name = "Mugs\r\nBcc: eve@example.com\r\n\r\nHello\u202E\u0000\u2028dear";
    await home.notifyOnly("ada@example.com");
    const { id } = await home.submit({ name });
    await home.untilEnded(id);
    const [mail] = await untilReceived(1);
    expect(mail?.to).toEqual(["ada@example.com"]);
    expect(mail?.headers.map(([header]) => header)).not.toContain("bcc");
    expect(subjectOf(mail)).toBe('"Mugs Bcc: eve@example.com Hello dear" is done: 3 of 3 images');
    expect(mail?.text.split("\n")[0]).toBe('The batch "Mugs Bcc: eve@example.com Hello dear" is done.');
  });
});

describe("a notification", () => {
  it("is sent once, however often its job is delivered, and to whom a crash left out", async () => {
    const { id } = await home.submit();
    await home.untilEnded(id);
    await untilReceived(2);
    await home.untilNotified();
    server.received.splice(0);
    await home.notifyOnly("ada@example.com");
    await home.deliver(finished(id, 42));
    await home.deliver(finished(id, 42));
    expect(server.received).toHaveLength(1);
    await home.notifyOnly("ada@example.com", "ben@example.com");
    await home.deliver(finished(id, 42));
    expect(server.received.map(({ to }) => to)).toEqual([["ada@example.com"], ["ben@example.com"]]);
    const ids = server.received.map((mail) => headerOf(mail, "message-id"));
    expect(new Set(ids).size).toBe(2);
  });

  it("goes out when a server that was down is back, and keeps no batch waiting", async () => {
    await server.stop();
    const { id } = await home.submit();
    expect(await home.untilEnded(id)).toMatchObject({ status: "completed" });
    await until(async () =>
      home.logged.some((line) => line.includes("could not be sent yet")) ? true : undefined,
    );
    const { port } = server;
    server = await startSmtpServer(port);
    const mails = await untilReceived(2);
    await home.untilNotified();
    expect(mails.flatMap(({ to }) => to).sort()).toEqual(["ada@example.com", "ben@example.com"]);
    expect(server.received).toHaveLength(2);
  });

  it("gives up a recipient that is refused, tries one that is busy again, and mails the others at once", async () => {
    server.answer("ada@example.com", 550);
    server.answer("ben@example.com", 451);
    await home.notifyOnly("ada@example.com", "ben@example.com", "cleo@example.com");
    const { id } = await home.submit();
    await home.untilEnded(id);
    expect((await untilReceived(1))[0]?.to).toEqual(["cleo@example.com"]);
    server.answer("ada@example.com", undefined);
    server.answer("ben@example.com", undefined);
    await untilReceived(2);
    await home.untilNotified();
    expect(server.received.map(({ to }) => to)).toEqual([["cleo@example.com"], ["ben@example.com"]]);
    expect(home.logged.join("\n")).toContain("was refused");
    expect(home.logged.join("\n")).not.toContain("@");
  });

  it("is not sent where nobody is to be told, nor about what is gone", async () => {
    await home.notifyOnly();
    const { id } = await home.submit();
    await home.untilEnded(id);
    await home.untilNotified();
    await home.notifyOnly("ada@example.com");
    expect(await home.deliver(finished("bat_gone", 1))).toEqual({ kind: "done" });
    expect(server.received).toEqual([]);
  });
});

describe("a schedule that fails", () => {
  it("is told with the reason and what becomes of it", async () => {
    await home.notifyOnly("ada@example.com");
    const { id: batchId, styleProfileId } = await home.submit();
    // A style is not deleted under a running batch.
    await home.untilEnded(batchId);
    const body = createScheduleSchema.parse({
      name: "Daily",
      cron: "0 9 * * *",
      batch: { styleProfileId, template: "A {subject}", csv: "subject\nmug\n" },
    });
    const { id } = await createSchedule(home.core, owner, body);
    await deleteStyle(home.core, owner, { id: styleProfileId });
    // The batch's own mail may come at any time in between.
    const told = () => server.received.filter((mail) => subjectOf(mail)?.includes('"Daily"'));
    for (let run = 1; run <= 5; run += 1) {
      await home.deliver({ kind: "run-schedule", scheduleId: id, plannedAt: run });
      await until(async () => (told().length === run ? true : undefined));
    }
    const [first, , , , last] = told();
    expect(subjectOf(first)).toBe('The schedule "Daily" could not make its batch');
    expect(first?.text).toContain(`There is no style with the id ${styleProfileId}`);
    expect(first?.text).toMatch(/It goes on: the next batch is planned for 20\d\d-\d\d-\d\d 09:00 UTC/);
    expect(subjectOf(last)).toBe('The schedule "Daily" is paused: 5 failures in a row');
    expect(last?.text).toContain(`assetql schedules resume ${id}`);
  });
});

describe("a hub without a mail server", () => {
  it("sends nothing and says so once, for those who look closely", async () => {
    const silent = await openMailHome(
      createScriptedGenerator(() => new Uint8Array()),
      undefined,
    );
    try {
      await silent.notifyOnly("ada@example.com", "ben@example.com");
      const { id } = await silent.submit();
      await silent.untilEnded(id);
      await until(async () =>
        silent.logged.some((line) => line.includes("no mail is sent")) ? true : undefined,
      );
      await silent.untilNotified();
      expect(silent.logged.filter((line) => line.startsWith("debug no mail is sent"))).toHaveLength(1);
    } finally {
      await silent.dispose();
    }
  });
});

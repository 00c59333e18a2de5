import { mailerBattery } from "@assetql/core/testing";
import { createSmtpMailer, MailSettingsError } from "@assetql/embedded";
import { describe, expect, it, onTestFinished } from "vitest";
import { headerOf } from "./read-mail.ts";
import { startSmtpServer } from "./smtp-server.ts";

mailerBattery("SMTP", async () => {
  const server = await startSmtpServer();
  const mailer = createSmtpMailer({
    smtpUrl: `smtp://127.0.0.1:${server.port}`,
    from: "AssetQL <hub@example.com>",
  });
  return {
    mailer,
    received: server.received,
    refuse: (address, duration) => server.answer(address, duration === "always" ? 550 : 451),
    goDown: () => server.stop(),
    async close() {
      mailer.close();
      await server.stop();
    },
  };
});

describe("mail by SMTP", () => {
  it("names its sender, and that no person wrote it", async () => {
    const server = await startSmtpServer();
    onTestFinished(() => server.stop());
    const mailer = createSmtpMailer({
      smtpUrl: `smtp://localhost:${server.port}`,
      from: "AssetQL – Größe <hub@example.com>",
    });
    await mailer.send({ to: "ada@example.com", subject: "S", text: "T", html: "<p>T</p>" });
    const [sent] = server.received;
    expect(sent?.from).toBe("hub@example.com");
    expect(sent && headerOf(sent, "from")).toBe("AssetQL – Größe <hub@example.com>");
    expect(sent && headerOf(sent, "auto-submitted")).toBe("auto-generated");
    expect(sent && headerOf(sent, "content-type")).toMatch(/^multipart\/alternative/);
  });

  it("signs in with the user and the password of the address", async () => {
    const seen: string[] = [];
    const server = await startSmtpServer(0, {
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        seen.push(`${username} ${password}`);
        done(null, { user: username });
      },
    });
    onTestFinished(() => server.stop());
    const mailer = createSmtpMailer({
      smtpUrl: `smtp://hub%40example.com:p%3A%2Fss@127.0.0.1:${server.port}`,
      from: "hub@example.com",
    });
    await mailer.send({ to: "ada@example.com", subject: "S", text: "T" });
    expect(seen).toEqual(["hub@example.com p:/ss"]);
  });

  it("is not to be had, rather than refused, when signing in or the sender fails: both can be mended", async () => {
    const refusing = Object.assign(new Error("hub@example.com may not"), { responseCode: 550 });
    const server = await startSmtpServer(0, { onMailFrom: (_address, _session, done) => done(refusing) });
    onTestFinished(() => server.stop());
    const mailer = createSmtpMailer({ smtpUrl: `smtp://127.0.0.1:${server.port}`, from: "hub@example.com" });
    const error = await mailer.send({ to: "ada@example.com", subject: "S", text: "T" }).catch(String);
    expect(error).toBe("MailError: EENVELOPE MAIL FROM 550");
  });

  it.each([
    ["http://mail.example.com", "hub@example.com"],
    ["mail.example.com:25", "hub@example.com"],
    ["smtp://user:se%cret@mail.example.com", "hub@example.com"],
    ["smtp://mail.example.com", "nobody"],
    ["smtp://mail.example.com", "Hub <hub@example.com>, Eve <eve@example.com>"],
    ["smtp://mail.example.com", "Hub\r\nBcc: eve@example.com <hub@example.com>"],
  ])("takes no settings that cannot be right: %j, %j", (smtpUrl, from) => {
    const create = () => createSmtpMailer({ smtpUrl, from });
    expect(create).toThrow(MailSettingsError);
    expect(create).not.toThrow(/cret/);
  });
});

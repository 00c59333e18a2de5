import { createInvitation } from "@assetql/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { owner } from "../support/test-home.ts";
import { type MailHome, openMailHome } from "./mail-home.ts";
import { headerOf } from "./read-mail.ts";
import { startSmtpServer, type TestSmtpServer } from "./smtp-server.ts";

let server: TestSmtpServer;
let home: MailHome;
beforeAll(async () => {
  server = await startSmtpServer();
  const generator = createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 });
  home = await openMailHome(generator, {
    smtpUrl: `smtp://127.0.0.1:${server.port}`,
    from: "hub@example.com",
  });
});
afterAll(async () => {
  await home.dispose();
  await server.stop();
});

describe("an invitation", () => {
  it("is mailed with its token to whom it is for", async () => {
    const { token } = await createInvitation(home.core, owner, { email: "ada@example.com", role: "admin" });
    const [mail] = server.received;
    expect(mail).toMatchObject({ to: ["ada@example.com"], text: expect.stringContaining(token) });
    expect(mail && headerOf(mail, "subject")).toBe("Invitation to Home");
    expect(mail?.text).toMatch(/as an admin\..*https:\/\/hub\.example/s);
  });

  it("is there all the same when the mail is not taken; the log says no address", async () => {
    server.answer("ben@example.com", 550);
    const invitation = await createInvitation(home.core, owner, { email: "ben@example.com", role: "viewer" });
    expect(invitation.token).toMatch(/^aqi_/);
    expect(home.logged.filter((line) => line.startsWith("warn an invitation"))).toHaveLength(1);
    expect(home.logged.join("\n")).not.toMatch(/ben@|aqi_/);
  });
});

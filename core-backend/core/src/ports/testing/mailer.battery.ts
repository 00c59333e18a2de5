import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MailError, type Mailer } from "../mailer.ts";

export interface ReceivedMail {
  /** Of the envelope. */
  readonly from: string;
  readonly to: readonly string[];
  /** Names in lower case; values unfolded and decoded. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
}

export interface MailerHarness {
  readonly mailer: Mailer;
  /** What the server has taken, in order. */
  readonly received: readonly ReceivedMail[];
  /** The server will not have this recipient: for good, or for now. */
  refuse(address: string, duration: "always" | "now"): void;
  /** Nobody answers any more. */
  goDown(): Promise<void>;
  close(): Promise<void>;
}

const mail = { to: "ada@example.com", subject: "A batch is done", text: "118 of 120 images.\n" };

/** What {@link Mailer} promises, for any adapter. */
export function mailerBattery(title: string, open: () => Promise<MailerHarness>): void {
  describe(`${title} as a mailer`, () => {
    let harness: MailerHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());
    describeSending(() => harness);
    describeInjection(() => harness);
    describeFailures(() => harness);
  });
}

const headersNamed = ({ headers }: ReceivedMail, name: string) =>
  headers.filter(([found]) => found === name).map(([, value]) => value);

function describeSending(harness: () => MailerHarness): void {
  it("sends subject and text as they are, in any script", async () => {
    const { mailer, received } = harness();
    const subject = "„Tassen – Größe ½“ ist fertig: 118 von 120 🎉 ".padEnd(200, "žluť ");
    const text = "Žluťoučký kůň 🐎\n.\n..zwei Punkte\nFrom here\n";
    await mailer.send({ ...mail, subject, text });
    const [sent] = received;
    expect(received).toHaveLength(1);
    expect(sent?.to).toEqual([mail.to]);
    expect(sent && headersNamed(sent, "subject")).toEqual([subject.trim()]);
    expect(sent?.text).toBe(text);
  });

  it("names the same mail the same when it is sent again", async () => {
    const { mailer, received } = harness();
    await mailer.send({ ...mail, id: "abc123" });
    await mailer.send({ ...mail, id: "abc123" });
    await mailer.send({ ...mail, id: "other" });
    const ids = received.flatMap((sent) => headersNamed(sent, "message-id"));
    expect(ids[0]).toContain("abc123");
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });
}

function describeInjection(harness: () => MailerHarness): void {
  it("adds no header and no recipient for what a subject or an id holds", async () => {
    const { mailer, received } = harness();
    const evil = "Done\r\nBcc: eve@example.com\nX-Evil: 1\r\n\r\nGo to http://evil.example\u2028\u0000";
    await mailer.send({ ...mail, subject: evil, id: "a>\r\nBcc: eve@example.com" });
    const [sent] = received;
    expect(sent?.to).toEqual([mail.to]);
    const names = sent?.headers.map(([name]) => name) ?? [];
    expect(names).not.toContain("bcc");
    expect(names).not.toContain("x-evil");
    expect(sent && headersNamed(sent, "subject")).toEqual([
      "Done Bcc: eve@example.com X-Evil: 1 Go to http://evil.example",
    ]);
    expect(sent?.text).toBe(mail.text);
  });

  it.each([
    "ada@example.com, eve@example.com",
    "ada@example.com\r\nBcc: eve@example.com",
    "ada@example.com> RCPT TO:<eve@example.com",
    '"Ada" <ada@example.com>',
    "group: ada@example.com;",
    "nobody",
    "",
  ])("refuses %j as a recipient", async (to) => {
    const { mailer, received } = harness();
    await expect(mailer.send({ ...mail, to })).rejects.toMatchObject({ name: "MailError", kind: "refused" });
    expect(received).toEqual([]);
  });
}

function describeFailures(harness: () => MailerHarness): void {
  it("tells a recipient that is refused from one that may be tried again, and names neither", async () => {
    const { mailer, received, refuse } = harness();
    refuse("gone@example.com", "always");
    refuse("busy@example.com", "now");
    const gone = await mailer.send({ ...mail, to: "gone@example.com" }).catch((error: unknown) => error);
    const busy = await mailer.send({ ...mail, to: "busy@example.com" }).catch((error: unknown) => error);
    expect([gone, busy]).toEqual([expect.any(MailError), expect.any(MailError)]);
    expect([gone, busy]).toMatchObject([{ kind: "refused" }, { kind: "unavailable" }]);
    expect(`${gone} ${busy}`).not.toMatch(/@|example/);
    await mailer.send(mail);
    expect(received).toHaveLength(1);
  });

  it("says when nobody takes mail", async () => {
    const { mailer, goDown } = harness();
    await goDown();
    await expect(mailer.send(mail)).rejects.toMatchObject({ name: "MailError", kind: "unavailable" });
  });
}

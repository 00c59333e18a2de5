import type { AddressInfo } from "node:net";
import type { ReceivedMail } from "@assetql/core/testing";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { readMail } from "./read-mail.ts";

export interface TestSmtpServer {
  readonly port: number;
  readonly received: ReceivedMail[];
  /** The answer to this recipient from now on, as in `550` or `451`. */
  answer(address: string, code: number | undefined): void;
  stop(): Promise<void>;
}

/** A real SMTP server on this machine, on the given port or a free one. */
export async function startSmtpServer(port = 0, options: SMTPServerOptions = {}): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = [];
  const answers = new Map<string, number>();
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    closeTimeout: 100,
    onRcptTo({ address }, _session, done) {
      const code = answers.get(address);
      // As servers do, it says whom it will not have.
      done(code === undefined ? null : Object.assign(new Error(`<${address}> no`), { responseCode: code }));
    },
    async onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(Buffer.from(chunk));
      const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
      const to = envelope.rcptTo.map(({ address }) => address);
      received.push(readMail(Buffer.concat(chunks).toString("latin1"), { from, to }));
      done();
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: actual } = server.server.address() as AddressInfo;
  return {
    port: actual,
    received,
    answer(address, code) {
      if (code === undefined) answers.delete(address);
      else answers.set(address, code);
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

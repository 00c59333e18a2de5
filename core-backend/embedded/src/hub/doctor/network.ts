import { connect as connectPlain, createServer } from "node:net";
import { connect as connectTls } from "node:tls";
import { MailSettingsError, parseSmtpUrl } from "../../mail/smtp-settings.ts";
import { type Check, ok, problem } from "./check.ts";

const TIMEOUT_MS = 5_000;

export async function checkPort(host: string, port: number): Promise<Check> {
  const name = "Port";
  const code = await listenOnce(host, port);
  if (code === undefined) return ok(name, `${port} is free`);
  return problem(
    name,
    `${port} at ${host} cannot be used (${code})`,
    "Stop what uses it, or start the hub with --port and another one.",
  );
}

function listenOnce(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** Whether the mail server answers with its greeting; nothing is sent. */
export async function checkSmtp(smtpUrl: string): Promise<Check> {
  const name = "Mail";
  try {
    const { host, port, secure } = parseSmtpUrl(smtpUrl);
    const greeting = await greetingOf({ host, port, secure });
    if (greeting.startsWith("220")) return ok(name, `${host}:${port} answers`);
    return problem(
      name,
      `${host}:${port} answers, but not as a mail server`,
      "See whether the port and smtp:// or smtps:// fit each other.",
    );
  } catch (error) {
    if (error instanceof MailSettingsError) return problem(name, "the address is not right", error.message);
    const reason = error instanceof Error && "code" in error ? error.code : String(error);
    return problem(
      name,
      `the mail server cannot be reached (${reason})`,
      "See whether the address is right and whether a firewall lets it through.",
    );
  }
}

function greetingOf({
  host,
  port,
  secure,
}: {
  host: string;
  port: number;
  secure: boolean;
}): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = secure ? connectTls({ host, port, servername: host }) : connectPlain({ host, port });
    socket.setTimeout(TIMEOUT_MS, () =>
      socket.destroy(Object.assign(new Error("timeout"), { code: "timeout" })),
    );
    socket.once("error", reject);
    socket.once("data", (data: Buffer) => {
      resolve(data.toString("latin1"));
      socket.end();
    });
    socket.once("end", () => resolve(""));
  });
}

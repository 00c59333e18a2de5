import { join } from "node:path";
import { z } from "zod";
import { failed } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { untilInterrupted } from "../../interruption.ts";
import { createLog, logFormats } from "../../log.ts";
import { numeric } from "../../option-values.ts";
import type { Terminal } from "../../output/terminal.ts";
import type { Session } from "../../session.ts";
import { version } from "../../version.ts";

export const bridgeOptions = z.object({
  port: numeric(z.int().min(0).max(65_535).optional()),
  newToken: z.boolean().default(false),
  showToken: z.boolean().default(false),
  verbose: z.boolean().default(false),
  logFormat: z.enum(logFormats).optional(),
});
type Options = z.output<typeof bridgeOptions>;

/** Runs the bridge to Unity until it is interrupted, and then stops it well: that is success. */
export async function bridge(session: Session, { options }: CommandInput<Options>): Promise<void> {
  const { terminal } = session;
  const { running, told } = await open(session, options);
  terminal.result(told, () => greeting(terminal, told));
  await untilInterrupted(session.signal);
  terminal.note("Stopping; what is being pulled goes on when the bridge is back ...");
  await running.stop();
  terminal.note("Stopped.");
}

async function open(session: Session, { port, newToken, showToken, verbose, logFormat }: Options) {
  const hub = await session.connection();
  // A wrong address and a wrong key are told at once; a hub that goes away later is waited for.
  await (await session.connect()).targets.list({ limit: 1 });
  // It brings a library that draws, which no other command needs at once.
  const unity = await import("@assetql/unity-bridge");
  const folder = unity.bridgeFolder(session.variables);
  await unity.openBridgeFolder(folder).catch((error: unknown) => {
    throw error instanceof unity.BridgeFolderError ? failed(error.message) : error;
  });
  if (newToken) await unity.rotateToken(folder);
  const log = createLog(session.terminal, { least: verbose ? "info" : "warn", format: logFormat });
  const running = await unity.startBridge({ hub, folder, port, version, log }).catch((error: unknown) => {
    throw error instanceof unity.PortTakenError ? failed(error.message) : error;
  });
  const told = {
    url: running.address,
    discoveryFile: join(folder, `bridge-${running.port}.json`),
    hubUrl: hub.url,
    pid: process.pid,
    ...(showToken ? { token: await unity.readToken(folder) } : {}),
  };
  return { running, told };
}

interface Told {
  readonly url: string;
  readonly discoveryFile: string;
  readonly hubUrl: string;
  readonly token?: string;
}

function greeting({ paint }: Terminal, { url, discoveryFile, hubUrl, token }: Told): string {
  return [
    `The ${paint("strong", "Unity bridge")} is up at ${paint("accent", url)}`,
    `  hub             ${hubUrl}`,
    `  discovery file  ${discoveryFile}`,
    ...(token === undefined ? [] : [`  token           ${token}`]),
    "  Open a project with the AssetQL package in Unity: it finds the bridge by itself.",
    "  Stop it with Ctrl-C.",
  ].join("\n");
}

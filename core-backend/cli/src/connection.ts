import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Client, createClient } from "@assetql/client";
import { z } from "zod";
import { unreachable, wrongInput } from "./errors.ts";

export interface ConnectionOptions {
  readonly url: string | undefined;
  readonly apiKey: string | undefined;
  /** Of the hub on this machine, asked for what isn't given. */
  readonly dataFolder: string;
}

export interface Connection {
  readonly url: string;
  readonly apiKey: string;
}

/** `signal` ends whatever the client does. */
export async function connect(options: ConnectionOptions, signal: AbortSignal): Promise<Client> {
  const { url, apiKey } = await resolveConnection(options);
  return createClient({ baseUrl: url, apiKey, signal });
}

/** Completes an address and a key from the local data folder. The folder's key never goes to another address. */
export async function resolveConnection({ url, apiKey, dataFolder }: ConnectionOptions): Promise<Connection> {
  const local = await readLocalHub(dataFolder);
  const address = url ?? local?.url;
  if (address === undefined) {
    throw unreachable(
      `No hub runs in ${dataFolder}. Start one with \`assetql start\`, or say where one is with --url or ASSETQL_URL.`,
    );
  }
  const isLocal = sameOrigin(address, local?.url);
  const key = apiKey ?? (isLocal ? await readLocalKey(dataFolder) : undefined);
  if (key === undefined) {
    const why = isLocal ? "" : " A data folder's key is sent only to the hub that runs in it.";
    throw wrongInput(`There is no API key for ${address}: give one with --api-key or ASSETQL_API_KEY.${why}`);
  }
  return { url: address, apiKey: key };
}

const hubFileSchema = z.object({ url: z.string(), pid: z.int() });

async function readLocalHub(dataFolder: string): Promise<{ url: string } | undefined> {
  const text = await readText(path.join(dataFolder, "hub.json"));
  if (text === undefined) return undefined;
  const { url, pid } = hubFileSchema.parse(JSON.parse(text));
  return isAlive(pid) ? { url } : undefined;
}

/** A hub that was killed leaves its file behind. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

const readLocalKey = async (dataFolder: string): Promise<string | undefined> =>
  (await readText(path.join(dataFolder, "secrets", "admin-api-key")))?.trim();

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

const sameOrigin = (one: string, other: string | undefined): boolean =>
  other !== undefined && new URL(one).origin === new URL(other).origin;

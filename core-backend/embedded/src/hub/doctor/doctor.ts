import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { systemClock } from "../ambient.ts";
import { openForReading } from "../inspect-data-folder.ts";
import { type Check, made, ok, problem } from "./check.ts";
import {
  checkDeadLetters,
  checkIntegrity,
  checkOutbox,
  checkReferencedFiles,
  checkSchema,
} from "./database.ts";
import { checkHub, checkRights, checkSecrets } from "./folder.ts";
import { checkClock, checkNode, checkSpace } from "./machine.ts";
import { checkPort, checkSmtp } from "./network.ts";

/** Records of each collection whose files are looked for. */
const SAMPLE = 200;

export interface DoctorOptions {
  readonly dataFolder: string;
  /** Reads every page of the database and looks for every file. */
  readonly deep: boolean;
  /** Where the hub would listen. */
  readonly host: string;
  readonly port: number;
  /** Where mail goes, if it goes anywhere. */
  readonly smtpUrl: string | undefined;
}

/** Looks a data folder and its surroundings over, also while a hub works on it; changes nothing. */
export async function examine(options: DoctorOptions): Promise<readonly Check[]> {
  const { dataFolder, host, port, smtpUrl } = options;
  const checks = [checkNode(process.version)];
  let isRunning = false;
  if (existsSync(dataFolder)) {
    const hub = await checkHub(dataFolder);
    isRunning = hub.isRunning;
    checks.push(...(await examineFolder(dataFolder)), hub.check);
    checks.push(...(await examineDatabase(options, isRunning)));
  } else checks.push(ok("Data folder", `${dataFolder} is not there yet; the first start makes it`));
  if (!isRunning) checks.push(await made("Port", () => checkPort(host, port)));
  if (smtpUrl !== undefined) checks.push(await made("Mail", () => checkSmtp(smtpUrl)));
  return checks;
}

async function examineFolder(folder: string): Promise<readonly Check[]> {
  const rights = await checkRights(folder);
  if (rights.status === "problem") return [rights];
  return [
    rights,
    await made("Disk space", () => checkSpace(folder)),
    await made("Clock", () => checkClock(folder, () => systemClock.now())),
    await made("Secrets", () => checkSecrets(folder)),
  ];
}

async function examineDatabase(options: DoctorOptions, isRunning: boolean): Promise<readonly Check[]> {
  let database: DatabaseSync | undefined;
  try {
    database = openForReading(options.dataFolder);
    if (database === undefined) return [ok("Database", "is not there yet")];
    return await examineOpen(database, options, isRunning);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      problem(
        "Database",
        `cannot be read: ${reason}`,
        "Restore the last backup: assetql restore BACKUP --replace.",
      ),
    ];
  } finally {
    database?.close();
  }
}

async function examineOpen(
  database: DatabaseSync,
  { dataFolder, deep }: DoctorOptions,
  isRunning: boolean,
): Promise<readonly Check[]> {
  const integrity = checkIntegrity(database, deep);
  const schema = checkSchema(database, isRunning);
  if (integrity.status === "problem" || schema.status === "problem") return [integrity, schema];
  const now = systemClock.now();
  const sample = deep ? undefined : SAMPLE;
  return [
    integrity,
    schema,
    await made("Dead letters", () => checkDeadLetters(database)),
    await made("Outbox", () => checkOutbox(database, { isRunning, now })),
    await made("Files", () => checkReferencedFiles(database, dataFolder, { sample, now })),
  ];
}

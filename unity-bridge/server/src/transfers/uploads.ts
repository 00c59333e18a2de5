import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "@assetql/connector-sdk";
import type { BridgeCommandParams, BridgeCommandResult } from "@assetql/contract";
import type { Upload } from "../session/editor-session.ts";
import { BridgeProblemError } from "../session/problems.ts";
import { type Announced, IncomingFile } from "./incoming-file.ts";
import { hexOfCrc32 } from "./outgoing.ts";
import type { Receiver } from "./receiver.ts";

interface Kept {
  readonly id: string;
  readonly file: IncomingFile;
  isFinished: boolean;
  /** The connection on which its frames may come. */
  receiver: Receiver;
}

interface Options {
  /** Made when the first upload begins. */
  readonly folder: string;
  readonly nextNumber: () => number;
  readonly maxUploads: number;
  readonly log: Log;
}

/** What one editor has sent, for as long as its session. Each method answers the command of its name. */
export class Uploads {
  readonly #options: Options;
  /** The least recently used first. */
  readonly #kept = new Map<string, Kept>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Frames may come on that connection from then on. */
  async begin(
    announced: BridgeCommandParams<"uploads.begin">,
    receiver: Receiver,
  ): Promise<BridgeCommandResult<"uploads.begin">> {
    const kept =
      this.#find((upload) => isSame(upload.file.announced, announced)) ??
      (await this.#add(announced, receiver));
    this.#use(kept);
    kept.receiver = receiver;
    await kept.file.sum().catch((error: unknown) => this.#giveUp(kept, error));
    const { transfer, accepted } = kept.file;
    if (!kept.isFinished) receiver.expect(kept.file);
    return { transfer, offset: accepted };
  }

  async finish({
    transfer,
  }: BridgeCommandParams<"uploads.finish">): Promise<BridgeCommandResult<"uploads.finish">> {
    const kept = this.#find(({ file }) => file.transfer === transfer);
    if (kept === undefined) {
      throw new BridgeProblemError(
        "upload-unknown",
        `There is no upload ${transfer} any more. Send the file again.`,
      );
    }
    this.#use(kept);
    const { announced, accepted, isComplete } = kept.file;
    if (!isComplete) {
      const detail = `${announced.bytes - accepted} of ${announced.bytes} bytes are missing. Begin the upload again: its answer says where to go on.`;
      throw new BridgeProblemError("upload-incomplete", detail);
    }
    const sum = await kept.file.sum().catch((error: unknown) => this.#giveUp(kept, error));
    if (hexOfCrc32(sum) !== announced.crc32) {
      await this.#drop(kept);
      const detail = `"${announced.name}" did not come as it was announced: it was changed meanwhile. Send it again.`;
      throw new BridgeProblemError("checksum-mismatch", detail);
    }
    kept.isFinished = true;
    await kept.file.close();
    return { upload: kept.id };
  }

  get(id: string): Upload | undefined {
    const kept = this.#kept.get(id);
    if (kept === undefined || !kept.isFinished) return undefined;
    this.#use(kept);
    return kept.file.toUpload();
  }

  async discard(): Promise<void> {
    await Promise.all([...this.#kept.values()].map((kept) => this.#drop(kept)));
    await rm(this.#options.folder, { recursive: true, force: true });
  }

  async #add(announced: Announced, receiver: Receiver): Promise<Kept> {
    const { folder, nextNumber, maxUploads } = this.#options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (this.#kept.size >= maxUploads) await this.#makeRoom(receiver);
    const id = `u${randomBytes(12).toString("hex")}`;
    const file = new IncomingFile(announced, nextNumber(), join(folder, id));
    const kept = { id, file, isFinished: false, receiver };
    this.#kept.set(id, kept);
    return kept;
  }

  /** What was used last long ago goes; never what is on its way. */
  async #makeRoom(receiver: Receiver): Promise<void> {
    const oldest = this.#find((upload) => upload.isFinished || upload.receiver !== receiver);
    if (oldest === undefined) {
      const detail = `${this.#kept.size} uploads are under way. Finish one, then begin the next.`;
      throw new BridgeProblemError("busy", detail);
    }
    await this.#drop(oldest);
  }

  #find(test: (kept: Kept) => boolean): Kept | undefined {
    return [...this.#kept.values()].find(test);
  }

  #use(kept: Kept): void {
    this.#kept.delete(kept.id);
    this.#kept.set(kept.id, kept);
  }

  async #drop(kept: Kept): Promise<void> {
    this.#kept.delete(kept.id);
    await kept.file.discard();
  }

  async #giveUp(kept: Kept, error: unknown): Promise<never> {
    await this.#drop(kept);
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOSPC" || code === "EDQUOT") {
      throw new BridgeProblemError(
        "disk-full",
        "The disk of the bridge is full. Make room, then send the file again.",
      );
    }
    this.#options.log("error", "an upload could not be written", { error: String(error) });
    throw new BridgeProblemError("write-failed", "The bridge could not write the file. Its log says more.");
  }
}

const isSame = (one: Announced, other: Announced) =>
  one.name === other.name && one.bytes === other.bytes && one.crc32 === other.crc32;

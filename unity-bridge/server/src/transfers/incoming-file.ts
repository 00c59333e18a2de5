import { readFileSync } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { Upload } from "../session/editor-session.ts";

export interface Announced {
  readonly name: string;
  readonly bytes: number;
  readonly crc32: string;
}

/** One file that an editor sends, on the disk: its parts are written in the order in which they come. */
export class IncomingFile {
  readonly announced: Announced;
  readonly transfer: number;
  readonly #path: string;
  #file: Promise<FileHandle> | undefined;
  #writes: Promise<void> = Promise.resolve();
  #accepted = 0;
  #sum = 0;
  #failure: unknown;

  constructor(announced: Announced, transfer: number, path: string) {
    this.announced = announced;
    this.transfer = transfer;
    this.#path = path;
  }

  /** Bytes from the start that have come. */
  get accepted(): number {
    return this.#accepted;
  }

  get isComplete(): boolean {
    return this.#accepted === this.announced.bytes;
  }

  /** Takes the next part; `written` is called when it is on the disk, or cannot be. */
  accept(content: Uint8Array, written: () => void): void {
    const position = this.#accepted;
    this.#accepted += content.byteLength;
    this.#writes = this.#writes.then(() => this.#write(content, position)).then(written);
  }

  /** CRC-32 of all that has come, once it is written. Throws what went wrong on the disk. */
  async sum(): Promise<number> {
    await this.#writes;
    if (this.#failure !== undefined) throw this.#failure;
    return this.#sum;
  }

  /** No more is written. */
  async close(): Promise<void> {
    await this.#writes;
    const file = this.#file;
    this.#file = undefined;
    await (await file)?.close();
  }

  async discard(): Promise<void> {
    await this.close().catch(() => {});
    await rm(this.#path, { force: true });
  }

  /** Read from the disk by whoever asks, each time. */
  toUpload(): Upload {
    const path = this.#path;
    return {
      name: this.announced.name,
      get bytes() {
        return readFileSync(path);
      },
    };
  }

  async #write(content: Uint8Array, position: number): Promise<void> {
    if (this.#failure !== undefined) return;
    try {
      this.#file ??= open(this.#path, "w", 0o600);
      const file = await this.#file;
      for (let done = 0; done < content.byteLength; ) {
        const { bytesWritten } = await file.write(content, done, content.byteLength - done, position + done);
        done += bytesWritten;
      }
      this.#sum = crc32(content, this.#sum);
    } catch (error) {
      this.#failure = error;
    }
  }
}

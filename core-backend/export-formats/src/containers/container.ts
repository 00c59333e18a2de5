import type { Writable } from "node:stream";
import type { Lifetime } from "../abort.ts";

/** How the downloaded file is named and declared. */
export interface PackageFileType {
  /** Without a dot. */
  extension: "zip" | "unitypackage";
  contentType: "application/zip" | "application/gzip";
}

/** A file format that packages are written in. */
export interface PackageContainer extends PackageFileType {
  /** A writer that streams into `sink` and follows its backpressure. Failures of the sink end `life`. */
  open(sink: Writable, life: Lifetime): PackageWriter;
}

export interface PackageWriter {
  /** Adds an image, which is compressed already; resolves once the sink keeps up. */
  image(path: string, bytes: Uint8Array): Promise<void>;
  /** Adds a text document, compressed where the container compresses files one by one. */
  document(path: string, bytes: Uint8Array): Promise<void>;
  /** Writes what the container ends with, ends the sink and waits for it. Resolves to the package's bytes. */
  finish(): Promise<number>;
  /** Gives up: destroys the sink, so that nobody takes half a package for a whole one. */
  destroy(error: Error): void;
  /** Paths in the package. */
  readonly files: number;
}

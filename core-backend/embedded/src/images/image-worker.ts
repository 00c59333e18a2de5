import { admitImage, inspectImage, renderImage } from "@assetql/core/images";
import {
  type AdmittedImage,
  type ImageRefusal,
  ImageRefusedError,
  type InspectedImage,
  type RenditionOptions,
} from "@assetql/core/ports";
import { move, transferableSymbol, valueSymbol } from "piscina";

export type ImageTask =
  | { readonly kind: "admit" | "inspect"; readonly bytes: Uint8Array }
  | { readonly kind: "render"; readonly bytes: Uint8Array; readonly options: RenditionOptions };

/** A refusal travels as data: of an error, only message and stack survive the way between threads. */
export type ImageAnswer<T> =
  | { readonly kind: "done"; readonly image: T }
  | { readonly kind: "refused"; readonly code: ImageRefusal; readonly message: string };

/** Runs in a worker thread; piscina wants it as the default export. */
export default async function work(task: ImageTask): Promise<unknown> {
  try {
    if (task.kind === "render") {
      const image = movable(await renderImage(task.bytes, task.options));
      return moved({ kind: "done", image }, [image.buffer]);
    }
    const image = task.kind === "admit" ? await admit(task.bytes) : await inspect(task.bytes);
    return moved({ kind: "done", image }, buffersOf(image));
  } catch (error) {
    if (!(error instanceof ImageRefusedError)) throw error;
    const answer: ImageAnswer<never> = { kind: "refused", code: error.code, message: error.message };
    return answer;
  }
}

async function admit(bytes: Uint8Array): Promise<AdmittedImage> {
  const image = await admitImage(bytes);
  return { ...image, png: movable(image.png) };
}

async function inspect(bytes: Uint8Array): Promise<InspectedImage> {
  const image = await inspectImage(bytes);
  return { ...image, png: movable(image.png), thumbnail: movable(image.thumbnail) };
}

function buffersOf(image: AdmittedImage | InspectedImage): ArrayBufferLike[] {
  return "thumbnail" in image ? [image.png.buffer, image.thumbnail.buffer] : [image.png.buffer];
}

/** Bytes that may leave this thread: a Buffer may share its memory with others, or belong to native code. */
function movable(bytes: Uint8Array): Uint8Array {
  const ownsItsMemory = !Buffer.isBuffer(bytes) && bytes.byteLength === bytes.buffer.byteLength;
  return ownsItsMemory ? bytes : new Uint8Array(bytes);
}

function moved(answer: ImageAnswer<AdmittedImage | Uint8Array>, buffers: ArrayBufferLike[]): unknown {
  return move({ [transferableSymbol]: buffers, [valueSymbol]: answer } as never);
}

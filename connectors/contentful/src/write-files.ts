import type { AssetProps } from "contentful-management";
import { type FileFields, linkTo } from "./asset-fields.ts";
import { UploadExpiredError } from "./problems.ts";
import type { ChangeSession } from "./session.ts";
import { type Uploaded, uploadImage } from "./upload-image.ts";
import { type AssetWrite, takeBack, writeAsset } from "./write-asset.ts";

/** A write of uploaded files, kept over all tries of a step: each of them knows which upload was written last. */
export interface FileWrite {
  run(): Promise<{ readonly asset: AssetProps; readonly fileName: string }>;
  /**
   * False when the asset stays as it is: an editor has been there since, or may have been, as nobody knows what it was
   * right after a write whose answer was lost, or which an earlier host has made.
   */
  takeBack(): Promise<boolean>;
}

/** A change that goes on after more than a day has nothing left of its upload: the image is sent again then. */
export function openFileWrite(session: ChangeSession, base: AssetWrite, uploaded: Uploaded): FileWrite {
  let sent = uploaded;
  let answered: AssetProps | undefined;
  const current = (): AssetWrite => ({ ...base, files: filesOf(sent, session.facts.locales) });
  const write = async (): Promise<AssetProps> => {
    const { asset, isFresh } = await writeAsset(session, current());
    if (isFresh) answered = asset;
    return asset;
  };
  const writeFresh = async (): Promise<AssetProps> => {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof UploadExpiredError)) throw error;
      sent = await uploadImage(session);
      return write();
    }
  };
  return {
    run: async () => ({ asset: await writeFresh(), fileName: sent.fileName }),
    takeBack: async () => answered !== undefined && takeBack(session, current(), answered),
  };
}

function filesOf({ uploadId, fileName, contentType }: Uploaded, locales: readonly string[]): FileFields {
  const file = { fileName, contentType, uploadFrom: linkTo("Upload", uploadId) };
  return Object.fromEntries(locales.map((locale) => [locale, file]));
}

import type { ShopFile, ShopState } from "../state.ts";

export const extensionOf = (fileName: string): string => {
  const extension = /\.([A-Za-z0-9]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? "";
  return extension === "jpeg" ? "jpg" : extension;
};

export const isFileName = (name: string): boolean =>
  name.trim() !== "" && name.length <= 255 && !/[/\\]/.test(name);

/** The file that has a name; one that has never been READY does not keep it. */
export const fileNamed = ({ files }: ShopState, name: string): ShopFile | undefined =>
  [...files.values()].find(
    ({ fileName, status, url }) =>
      (status !== "FAILED" || url !== null) && fileName.toLowerCase() === name.toLowerCase(),
  );

import type { ShopFile, ShopState } from "../state.ts";

export const extensionOf = (fileName: string): string => {
  const extension = /\.([A-Za-z0-9]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? "";
  return extension === "jpeg" ? "jpg" : extension;
};

export const isFileName = (name: string): boolean =>
  name.trim() !== "" && name.length <= 255 && !/[/\\]/.test(name);

/** The file that has a name; one that has failed does not keep it. */
export const fileNamed = ({ files }: ShopState, name: string): ShopFile | undefined =>
  [...files.values()].find(
    ({ fileName, status }) => status !== "FAILED" && fileName.toLowerCase() === name.toLowerCase(),
  );

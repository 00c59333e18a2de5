import type { SidebarAppSDK } from "@contentful/app-sdk";
import { useEffect, useState } from "react";

/** The entry's title as the editor types it. */
export function useEntryTitle({ contentType, entry }: SidebarAppSDK): unknown {
  const field = entry.fields[contentType.displayField];
  const [title, setTitle] = useState<unknown>(() => field?.getValue());
  useEffect(() => field?.onValueChanged(setTitle), [field]);
  return title;
}

export const titleOf = (value: unknown): string =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : "Untitled";

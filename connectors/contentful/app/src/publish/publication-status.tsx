import type { Publication } from "@assetql/contract";
import { Badge } from "@contentful/f36-components";
import { statusLooks } from "./publication-words.ts";

export function PublicationStatus({ status }: { status: Publication["status"] }) {
  const [variant, word] = statusLooks[status];
  return <Badge variant={variant}>{word}</Badge>;
}

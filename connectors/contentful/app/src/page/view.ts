import { type BatchId, batchIdSchema, type PublicationId, publicationIdSchema } from "@assetql/contract";

/** What the page shows; its path is in the address, so that reloading and the browser's Back button work. */
export type View =
  | { readonly name: "batches" }
  | { readonly name: "new" }
  | { readonly name: "batch"; readonly id: BatchId }
  | { readonly name: "history" }
  | { readonly name: "publication"; readonly id: PublicationId };

export function toPath(view: View): string {
  if (view.name === "batch") return `/batches/${view.id}`;
  if (view.name === "publication") return `/publications/${view.id}`;
  return { batches: "/", new: "/new", history: "/publications" }[view.name];
}

/** Whatever is not a path of ours shows the batches. */
export function fromPath(path: string): View {
  const [place = "", id = ""] = path.split("/").filter((part) => part !== "");
  const batch = batchIdSchema.safeParse(id);
  if (place === "batches" && batch.success) return { name: "batch", id: batch.data };
  const publication = publicationIdSchema.safeParse(id);
  if (place === "publications" && publication.success) return { name: "publication", id: publication.data };
  if (place === "new") return { name: "new" };
  return { name: place === "publications" ? "history" : "batches" };
}

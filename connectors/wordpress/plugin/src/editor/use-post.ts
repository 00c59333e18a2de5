import { useSelect } from "@wordpress/data";

export interface EditedPost {
  readonly id: number;
  /** As they are in the editor, saved or not. */
  readonly title: string;
  readonly excerpt: string;
  readonly content: string;
}

/** The post in the editor; undefined before it is loaded. */
export function useEditedPost(): EditedPost | undefined {
  const id = useSelect((store) => store("core/editor")?.getCurrentPostId?.() ?? 0, []);
  const title = useAttribute("title");
  const excerpt = useAttribute("excerpt");
  const content = useAttribute("content");
  return id > 0 ? { id, title, excerpt, content } : undefined;
}

function useAttribute(name: string): string {
  return useSelect((store) => {
    const value = store("core/editor")?.getEditedPostAttribute?.(name);
    return typeof value === "string" ? value : "";
  }, []);
}

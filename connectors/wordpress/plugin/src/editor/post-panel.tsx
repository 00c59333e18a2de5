import { Button, Notice, Spinner, TextareaControl } from "@wordpress/components";
import { useRef, useState } from "@wordpress/element";
import { __, sprintf } from "@wordpress/i18n";
import { api, newKey } from "../shared/api.ts";
import { ProblemNotice } from "../shared/problem-notice.tsx";
import { StyleSelect } from "../shared/style-select.tsx";
import { useAction } from "../shared/use-action.ts";
import { Result } from "./result.tsx";
import { type EditedPost, useEditedPost } from "./use-post.ts";

/** The panel of the block editor: an image for this post. */
export function PostPanel() {
  const post = useEditedPost();
  if (!window.assetqlSite.isSetUp) {
    return (
      <p>{__("AssetQL has no hub yet. An administrator sets it up in Settings → AssetQL.", "assetql")}</p>
    );
  }
  return post === undefined ? <Spinner /> : <Generator post={post} />;
}

/** What was asked for, by post. The panel goes away whenever a block is selected, and has to find it again. */
const asked = new Map<number, string>();

function Generator({ post }: { post: EditedPost }) {
  const [styleId, setStyleId] = useState("");
  const [template, setTemplate] = useState("{title}");
  const [batchId, setBatchId] = useState(() => asked.get(post.id));
  const { busy, problem, run } = useAction();
  const key = useRef(newKey());
  const needsTitle = template.includes("{title}") && post.title.trim() === "";

  const generate = () =>
    run("generate", async () => {
      /* translators: %s: title of a post */
      const name = sprintf(__("Post: %s", "assetql"), post.title === "" ? `#${post.id}` : post.title).slice(
        0,
        120,
      );
      const { title, excerpt, content } = post;
      const fields = excerpt === "" ? { title, content } : { title, excerpt, content };
      const batch = { name, styleProfileId: styleId, template, postIds: [post.id], fields };
      const { id } = await api.createBatch(batch, key.current);
      key.current = newKey();
      asked.set(post.id, id);
      setBatchId(id);
    });

  const startOver = () => {
    asked.delete(post.id);
    setBatchId(undefined);
  };

  if (batchId !== undefined) {
    return <Result key={batchId} batchId={batchId} post={post} onStartOver={startOver} />;
  }
  return (
    <div className="assetql-generator">
      <StyleSelect value={styleId} onChange={setStyleId} />
      <TextareaControl
        __nextHasNoMarginBottom
        label={__("What the image shows", "assetql")}
        rows={3}
        value={template}
        onChange={setTemplate}
        help={__("{title}, {excerpt}, {categories} and {tags} are those of this post.", "assetql")}
      />
      {needsTitle && (
        <Notice status="info" isDismissible={false}>
          {__("Give the post a title first, or write what the image shows.", "assetql")}
        </Notice>
      )}
      <ProblemNotice problem={problem} />
      <Button
        variant="primary"
        onClick={generate}
        isBusy={busy === "generate"}
        disabled={busy !== undefined || styleId === "" || template.trim() === "" || needsTitle}
      >
        {__("Generate image", "assetql")}
      </Button>
    </div>
  );
}

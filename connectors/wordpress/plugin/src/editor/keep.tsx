import { createBlock } from "@wordpress/blocks";
import { Button, Notice, TextControl } from "@wordpress/components";
import { useDispatch } from "@wordpress/data";
import { useState } from "@wordpress/element";
import { __ } from "@wordpress/i18n";
import { AltTextField, MAX_ALT } from "../shared/alt-text-field.tsx";
import { api } from "../shared/api.ts";
import type { Asset } from "../shared/hub-types.ts";
import { ProblemNotice } from "../shared/problem-notice.tsx";
import { ScoreBadge } from "../shared/score-badge.tsx";
import { useAction } from "../shared/use-action.ts";
import type { EditedPost } from "./use-post.ts";

interface Props {
  readonly asset: Asset;
  readonly post: EditedPost;
  readonly onRegenerate: () => void;
}

/** An image that is ready: its alternative text is looked at, then it is kept, or made anew. */
export function Keep({ asset, post, onRegenerate }: Props) {
  const [alt, setAlt] = useState(asset.altText.slice(0, MAX_ALT));
  const [note, setNote] = useState("");
  const [said, setSaid] = useState("");
  const { busy, problem, run } = useAction();
  const { editPost } = useDispatch("core/editor");
  const { insertBlocks } = useDispatch("core/block-editor");
  const isFine = alt.trim() !== "" && alt.length <= MAX_ALT;

  // Left to the editor: whoever discards the changes of the post discards this one too.
  const feature = () =>
    run("feature", async () => {
      const { id } = await api.importAsset({ assetId: asset.id, post: post.id, alt });
      editPost({ featured_media: id });
      setSaid(__("It is the featured image. Save the post to keep it.", "assetql"));
    });
  const insert = () =>
    run("insert", async () => {
      const { id, file } = await api.importAsset({ assetId: asset.id, post: post.id, alt });
      // Without selecting it: that would put the block's own panel in this one's place.
      insertBlocks(createBlock("core/image", { id, url: file.url, alt }), undefined, undefined, false);
      setSaid(__("The image is in the text.", "assetql"));
    });
  const regenerate = () =>
    run("regenerate", async () => {
      await api.review(asset.id, "regenerate", note.trim());
      onRegenerate();
    });

  return (
    <>
      <figure className="assetql-preview-image">
        {asset.urls !== undefined && <img src={asset.urls.image} alt={alt} />}
        <ScoreBadge value={asset.styleScore.score} />
      </figure>
      <AltTextField value={alt} onChange={setAlt} />
      <ProblemNotice problem={problem} />
      {said !== "" && (
        <Notice status="success" isDismissible={false}>
          {said}
        </Notice>
      )}
      <div className="assetql-keep">
        <Button
          variant="primary"
          onClick={feature}
          isBusy={busy === "feature"}
          disabled={busy !== undefined || !isFine}
        >
          {__("Set as featured image", "assetql")}
        </Button>
        <Button
          variant="secondary"
          onClick={insert}
          isBusy={busy === "insert"}
          disabled={busy !== undefined || !isFine}
        >
          {__("Insert into the text", "assetql")}
        </Button>
      </div>
      <TextControl
        __nextHasNoMarginBottom
        label={__("What should be different?", "assetql")}
        value={note}
        onChange={setNote}
      />
      <Button
        variant="secondary"
        onClick={regenerate}
        isBusy={busy === "regenerate"}
        disabled={busy !== undefined}
      >
        {__("Make a new one", "assetql")}
      </Button>
    </>
  );
}

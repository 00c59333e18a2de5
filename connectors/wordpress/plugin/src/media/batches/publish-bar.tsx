import { Button } from "@wordpress/components";
import { useRef } from "@wordpress/element";
import { __, _n, sprintf } from "@wordpress/i18n";
import { api, newKey } from "../../shared/api.ts";
import type { Asset, Batch } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { useAction } from "../../shared/use-action.ts";
import { goTo } from "../route.ts";

interface Props {
  readonly batch: Batch;
  readonly assets: readonly Asset[];
  readonly onChange: () => void;
}

const site = window.assetqlSite;

/** How much is approved, and the way to the plan of a publication. */
export function PublishBar({ batch, assets, onChange }: Props) {
  const { busy, problem, run } = useAction();
  const key = useRef(newKey());
  const ready = assets.filter(({ status }) => status === "ready");
  const pending = ready.filter(({ review }) => review === "pending");
  const approved = ready.filter(({ review }) => review === "approved");
  if (assets.length === 0) return null;
  const approveAll = () =>
    run("approve", async () => {
      await api.approveAll(pending.map(({ id }) => id));
      onChange();
    });
  const plan = () =>
    run("plan", async () => {
      const { id } = await api.publish(batch.id, batch.name, key.current);
      key.current = newKey();
      goTo({ screen: "publication", id });
    });
  return (
    <section className="assetql-publish">
      <span>
        {/* translators: 1: number of approved images, 2: number of all images */}
        {sprintf(__("%1$d of %2$d approved", "assetql"), approved.length, assets.length)}
      </span>
      {pending.length > 0 && (
        <Button
          variant="secondary"
          onClick={approveAll}
          isBusy={busy === "approve"}
          disabled={busy !== undefined}
        >
          {/* translators: %d: number of images */}
          {sprintf(
            _n("Approve the other %d", "Approve the other %d", pending.length, "assetql"),
            pending.length,
          )}
        </Button>
      )}
      {site.canPublish ? (
        <Button
          variant="primary"
          onClick={plan}
          isBusy={busy === "plan"}
          disabled={busy !== undefined || approved.length === 0 || !site.isConnected}
        >
          {__("Plan publication…", "assetql")}
        </Button>
      ) : (
        <span className="assetql-hint">{__("An editor publishes what is approved.", "assetql")}</span>
      )}
      <ProblemNotice problem={problem} />
    </section>
  );
}

import type { Target } from "@assetql/contract";
import { Button, Note, Paragraph } from "@contentful/f36-components";
import { FailureNote } from "../common/failure-note.tsx";
import { useAction } from "../common/use-action.ts";
import { useApi } from "../hub/hub-context.tsx";

const variants = { ok: "positive", failing: "negative", unknown: "neutral" } as const;
const titles = { ok: "Connected", failing: "The target cannot be used as it is", unknown: "Not checked yet" };

interface TargetHealthProps {
  readonly target: Target;
  readonly onChecked: (target: Target) => void;
}

/** The hub's target for this space and environment, and whether it can be written to. */
export function TargetHealth({ target, onChecked }: TargetHealthProps) {
  const api = useApi();
  const check = useAction(async () => onChecked(await api.checkTarget(target.id)));
  const { status, detail } = target.health;
  return (
    <>
      <Paragraph>
        This environment belongs to the target <strong>{target.name}</strong>. The sync service knows which
        one it is.
      </Paragraph>
      <div role="status">
        <Note variant={variants[status]} title={titles[status]}>
          {detail === "" ? "Check whether AssetQL can read and write this environment." : detail}
          <div className="note-action">
            <Button size="small" onClick={() => check.run()} isLoading={check.isRunning}>
              Check now
            </Button>
          </div>
        </Note>
      </div>
      {check.failure !== null && <FailureNote failure={check.failure} onRetry={() => check.run()} />}
    </>
  );
}

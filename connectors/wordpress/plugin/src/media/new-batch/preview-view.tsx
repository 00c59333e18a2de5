import { Notice } from "@wordpress/components";
import { __, _n, sprintf } from "@wordpress/i18n";
import { duration, money } from "../../shared/format.ts";
import type { Preview } from "../../shared/hub-types.ts";
import { InputProblems } from "../../shared/problem-notice.tsx";

/** The first prompts, what it costs, and what is wrong. */
export function PreviewView({ preview }: { preview: Preview }) {
  const errors = preview.problems.filter(({ severity }) => severity === "error");
  const warnings = preview.problems.filter(({ severity }) => severity === "warning");
  return (
    <div className="assetql-preview">
      {errors.length > 0 && (
        <Notice status="error" isDismissible={false}>
          <p>{__("Mend this first:", "assetql")}</p>
          <InputProblems problems={errors} />
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice status="warning" isDismissible={false}>
          <InputProblems problems={warnings} />
        </Notice>
      )}
      {preview.prompts.length > 0 && (
        <>
          <h3>{__("First prompts", "assetql")}</h3>
          <ol className="assetql-prompts">
            {preview.prompts.map(({ row, prompt }) => (
              <li key={row}>{prompt}</li>
            ))}
          </ol>
        </>
      )}
      <dl className="assetql-facts">
        <dt>{__("Images", "assetql")}</dt>
        <dd>{preview.totalTasks.toLocaleString()}</dd>
        <dt>{__("Cost", "assetql")}</dt>
        <dd>{cost(preview)}</dd>
        <dt>{__("Time", "assetql")}</dt>
        <dd>{duration(preview.estimatedSeconds)}</dd>
      </dl>
    </div>
  );
}

function cost({ estimatedCost: { total, atMost }, totalTasks }: Preview): string {
  if (atMost === 0) return __("nothing", "assetql");
  return sprintf(
    /* translators: 1: money, 2: more money */
    _n(
      "%1$s, or at most %2$s if the image needs three tries",
      "%1$s, or at most %2$s if every image needs three tries",
      totalTasks,
      "assetql",
    ),
    money(total),
    money(atMost),
  );
}

import { Heading, Note } from "@contentful/f36-components";
import { useLayoutEffect } from "react";
import { FailureNote } from "../common/failure-note.tsx";
import { LoadingLines } from "../common/loading.tsx";
import { StyleSelect } from "../common/style-select.tsx";
import { TemplateEditor } from "../common/template-editor.tsx";
import { useLoad } from "../common/use-load.ts";
import type { ContentTypeChoice } from "../contentful/content-types.ts";
import type { AppParameters } from "../contentful/parameters.ts";
import { useApi } from "../hub/hub-context.tsx";
import { TargetHealth } from "./target-health.tsx";
import type { Config } from "./use-config.ts";

interface HubSectionsProps {
  readonly config: Config;
  readonly draft: AppParameters;
  readonly contentTypes: readonly ContentTypeChoice[];
}

/** What only the hub knows: the target that stands for this environment, and the styles there are. */
export function HubSections({ config, draft, contentTypes }: HubSectionsProps) {
  const api = useApi();
  const { change, problems, setConnected } = config;
  const loaded = useLoad(
    async (signal) => {
      const [context, styles] = await Promise.all([api.context({ signal }), api.styles({ signal })]);
      return { context, styles };
    },
    [api],
  );
  const isConnected = loaded.status === "ready";
  // Before anybody sees it: whoever presses Install then has to be told what is missing.
  useLayoutEffect(() => setConnected(isConnected), [setConnected, isConnected]);
  return (
    <>
      <section>
        <Heading as="h2">Target</Heading>
        {loaded.status === "loading" && <LoadingLines label="Asking the sync service" lines={3} />}
        {loaded.status === "failed" && <FailureNote failure={loaded.failure} onRetry={loaded.reload} />}
        {loaded.status === "ready" && (
          <TargetHealth
            target={loaded.value.context.target}
            onChecked={(target) =>
              loaded.set({ ...loaded.value, context: { ...loaded.value.context, target } })
            }
          />
        )}
      </section>
      {loaded.status === "ready" && (
        <section>
          <Heading as="h2">What new images start with</Heading>
          {loaded.value.styles.length === 0 && (
            <Note variant="warning">
              Your AssetQL workspace has no style profile yet. Make one of a few reference images there, then
              come back.
            </Note>
          )}
          <StyleSelect
            styles={loaded.value.styles}
            value={draft.styleProfileId}
            onChange={(styleProfileId) => change({ styleProfileId })}
            problem={problems.styleProfileId}
            help="Editors can choose another one for each batch."
          />
          <TemplateEditor
            value={draft.template}
            onChange={(template) => change({ template })}
            fields={fieldsOf(draft, contentTypes)}
            problem={problems.template}
          />
        </section>
      )}
    </>
  );
}

/** Those that at least one of the chosen content types has. */
function fieldsOf(
  { placements }: AppParameters,
  contentTypes: readonly ContentTypeChoice[],
): readonly string[] {
  const chosen = contentTypes.filter(({ id }) =>
    placements.some(({ contentTypeId }) => contentTypeId === id),
  );
  return [...new Set(chosen.flatMap(({ textFields }) => textFields))];
}

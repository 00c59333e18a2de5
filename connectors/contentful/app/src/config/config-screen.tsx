import type { AppConfigAPI } from "@contentful/app-sdk";
import { Form, Heading, Note, Paragraph } from "@contentful/f36-components";
import { LoadingLines } from "../common/loading.tsx";
import { useLoad } from "../common/use-load.ts";
import { loadContentTypes } from "../contentful/content-types.ts";
import { useSdk } from "../contentful/sdk-context.tsx";
import { ApiProvider } from "../hub/hub-context.tsx";
import { problemOfAddress } from "../hub/service-address.ts";
import { ConnectionSection } from "./connection-section.tsx";
import { HubSections } from "./hub-sections.tsx";
import { PlacementsSection } from "./placements-section.tsx";
import { useConfig } from "./use-config.ts";

/** Where an admin installs the app and says how it works in this environment. */
export function ConfigScreen({ app }: { app: AppConfigAPI }) {
  const { cma } = useSdk();
  const config = useConfig(app);
  const contentTypes = useLoad(() => loadContentTypes(cma), [cma]);
  const { draft, change, isInstalled, problems } = config;
  if (draft === null) return <LoadingLines label="Loading the configuration" lines={8} />;
  const isReachable = isInstalled && problemOfAddress(draft.syncService) === undefined;
  return (
    <main className="config">
      <Heading as="h1">Set up AssetQL</Heading>
      <Paragraph>
        AssetQL makes images for your entries, all in one style. You choose which of them are good enough;
        only those are published here, and every publication can be undone.
      </Paragraph>
      <Form onSubmit={(event) => event.preventDefault()}>
        <ConnectionSection value={draft.syncService} onChange={change} problem={problems.syncService} />
        <PlacementsSection
          contentTypes={contentTypes}
          value={draft.placements}
          onChange={change}
          problem={problems.placements}
        />
        {isReachable ? (
          <ApiProvider syncService={draft.syncService}>
            <HubSections config={config} draft={draft} contentTypes={contentTypes.value ?? []} />
          </ApiProvider>
        ) : (
          <section>
            <Heading as="h2">Target, style and template</Heading>
            <Note>
              {isInstalled
                ? "Give the address of your sync service first."
                : "Install the app first: Contentful signs requests to the sync service only then. After that, choose the style and the template here, and save."}
            </Note>
          </section>
        )}
      </Form>
    </main>
  );
}

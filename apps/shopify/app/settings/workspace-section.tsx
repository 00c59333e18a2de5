import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useConfirm } from "../common/use-confirm.tsx";
import { useFormat } from "../i18n/use-format.ts";
import { hasProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import { JoinWorkspace } from "./join-workspace.tsx";
import { Section } from "./section.tsx";
import { useWorkspaceChange } from "./use-workspace-change.ts";

interface Workspace {
  readonly name: string;
  readonly isOwn: boolean;
  readonly connectedAt: number;
  readonly previous: { readonly workspaceName: string; readonly why: "left" | "lost" } | null;
}

/** Where the shop's batches live: in a workspace of its own, or in one that it has joined. */
export function WorkspaceSection({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation("settings");
  const { date } = useFormat();
  const { name, isOwn, connectedAt, previous } = workspace;
  return (
    <Section title={t("workspace.title")} description={t("workspace.description")}>
      <BlockStack gap="400">
        {previous?.why === "lost" ? (
          <Banner tone="warning" title={t("workspace.lost", { name: previous.workspaceName })}>
            <p>{t("workspace.lostAdvice")}</p>
          </Banner>
        ) : null}
        <Card>
          <BlockStack gap="400">
            <BlockStack gap="100">
              <InlineStack gap="200" blockAlign="center">
                <Text as="h3" variant="headingSm" breakWord>
                  {name}
                </Text>
                <Badge tone={isOwn ? "success" : "info"}>
                  {t(isOwn ? "workspace.own" : "workspace.joined")}
                </Badge>
              </InlineStack>
              <Text as="p" tone="subdued">
                {t("workspace.since", { date: date(connectedAt) })}
              </Text>
            </BlockStack>
            {isOwn ? null : <Leave name={name} />}
            <JoinWorkspace current={workspace} />
          </BlockStack>
        </Card>
      </BlockStack>
    </Section>
  );
}

function Leave({ name }: { name: string }) {
  const { t } = useTranslation("settings");
  const { data, submit, isBusy } = useWorkspaceChange();
  const { confirm, question } = useConfirm();
  const leave = async () => {
    const isSure = await confirm({
      title: t("workspace.leaveTitle"),
      message: t("workspace.leaveMessage", { name }),
      action: t("workspace.leave"),
    });
    if (isSure) submit("/app/settings", { intent: "leave" });
  };
  return (
    <BlockStack gap="200">
      {hasProblem(data) ? <ProblemBanner problem={data.problem} /> : null}
      <InlineStack>
        <Button onClick={() => void leave()} loading={isBusy}>
          {t("workspace.leave")}
        </Button>
      </InlineStack>
      {question}
    </BlockStack>
  );
}

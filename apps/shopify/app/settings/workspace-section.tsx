import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfirm } from "../common/use-confirm.tsx";
import { useToast } from "../common/use-toast.ts";
import { useFormat } from "../i18n/use-format.ts";
import { hasProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import type { action } from "../routes/app.settings.tsx";
import { looksLikeKey } from "./key-form.ts";
import { Section } from "./section.tsx";

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
            <Join current={name} />
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
    if (isSure) submit({ intent: "leave" });
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

function Join({ current }: { current: string }) {
  const { t } = useTranslation("settings");
  const { data, submit, isBusy } = useWorkspaceChange();
  const { confirm, question } = useConfirm();
  const [key, setKey] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  useEffect(() => {
    if (data !== undefined && !hasProblem(data)) setKey("");
  }, [data]);
  const join = async () => {
    setIsWrong(!looksLikeKey(key));
    if (!looksLikeKey(key)) return;
    const isSure = await confirm({
      title: t("workspace.joinTitle"),
      message: t("workspace.joinMessage", { name: current }),
      action: t("workspace.join"),
    });
    if (isSure) submit({ intent: "join", apiKey: key });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void join();
      }}
    >
      <BlockStack gap="300">
        {hasProblem(data) ? <ProblemBanner problem={data.problem} /> : null}
        <TextField
          label={t("workspace.key")}
          helpText={t("workspace.keyHelp")}
          type="password"
          autoComplete="off"
          value={key}
          onChange={(value) => {
            setKey(value);
            setIsWrong(false);
          }}
          {...(isWrong ? { error: t("workspace.keyWrong") } : {})}
        />
        <InlineStack>
          <Button submit loading={isBusy}>
            {t("workspace.join")}
          </Button>
        </InlineStack>
      </BlockStack>
      {question}
    </form>
  );
}

function useWorkspaceChange() {
  const { t } = useTranslation("settings");
  const toast = useToast();
  const { data, submit, state } = useFetcher<typeof action>();
  useEffect(() => {
    if (data !== undefined && !hasProblem(data))
      toast(t(data.done === "left" ? "workspace.left" : "workspace.done"));
  }, [data, toast, t]);
  return {
    data,
    submit: (fields: Record<string, string>) => submit(fields, { method: "post", action: "/app/settings" }),
    isBusy: state !== "idle",
  };
}

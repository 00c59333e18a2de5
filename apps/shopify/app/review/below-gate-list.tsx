import { Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { ScoreBadge } from "../common/score-badge.tsx";
import { Picture } from "./picture.tsx";
import type { BelowGate, ShopNow } from "./review-image.ts";

interface BelowGateListProps {
  readonly below: readonly BelowGate[];
  readonly shopNow: Readonly<Record<string, ShopNow>> | null | undefined;
  readonly gate: number;
  readonly accepted: ReadonlySet<string>;
  readonly accepting: string | undefined;
  readonly onAccept: (one: BelowGate) => void;
}

/** Best tries that missed the gate: a person may take them all the same. */
export function BelowGateList({ below, shopNow, gate, accepted, accepting, onAccept }: BelowGateListProps) {
  const { t } = useTranslation("review");
  return (
    <ul className="aql-grid" aria-label={t("tab.below")} style={{ padding: 0, margin: 0, listStyle: "none" }}>
      {below.map((one) => (
        <li key={one.taskId} className="aql-tile">
          <div className="aql-pair">
            <Picture
              url={shopNow === undefined ? undefined : (shopNow?.[one.itemId ?? ""]?.imageUrl ?? null)}
              alt=""
              label={t("before")}
              width={320}
              isLazy
            />
            <Picture url={one.url} alt="" label={t("bestTry")} width={320} isLazy />
          </div>
          <div className="aql-tile-body">
            <Text as="h3" variant="headingSm" breakWord>
              {one.title}
            </Text>
            <InlineStack gap="100">
              <ScoreBadge score={one.score} gate={gate} />
            </InlineStack>
            <Text as="p" variant="bodySm" tone="subdued">
              {t(one.isNewVersion ? "below.newVersion" : "below.first")}
            </Text>
            <div className="aql-tile-foot">
              <Button
                size="slim"
                loading={accepting === one.taskId}
                disabled={accepted.has(one.taskId) || accepting !== undefined}
                accessibilityLabel={t(accepted.has(one.taskId) ? "below.acceptedOne" : "below.acceptOne", {
                  title: one.title,
                })}
                onClick={() => onAccept(one)}
              >
                {t(accepted.has(one.taskId) ? "below.accepted" : "below.accept")}
              </Button>
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

import { ActionList, Button, Popover } from "@shopify/polaris";
import { MenuHorizontalIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TileAct, TileProps } from "./image-tile.tsx";

/** What is done less often. */
export function TileMenu({ image, onAct }: Pick<TileProps, "image" | "onAct">) {
  const { t } = useTranslation("review");
  const [isOpen, setIsOpen] = useState(false);
  const does = (act: TileAct) => () => {
    setIsOpen(false);
    onAct(image, act);
  };
  const items = [
    { content: t("regenerate"), disabled: image.isInWork, onAction: does("regenerate") },
    { content: t("altText.editAction"), onAction: does("edit") },
    ...(image.latestVersion > 1 ? [{ content: t("versions.action"), onAction: does("versions") }] : []),
    ...(image.bestTry === null ? [] : [{ content: t("acceptNewVersion"), onAction: does("accept") }]),
  ];
  return (
    <Popover
      active={isOpen}
      autofocusTarget="first-node"
      onClose={() => setIsOpen(false)}
      activator={
        <Button
          icon={MenuHorizontalIcon}
          size="slim"
          accessibilityLabel={t("more", { title: image.title })}
          onClick={() => setIsOpen(!isOpen)}
        />
      }
    >
      <ActionList actionRole="menuitem" items={items} />
    </Popover>
  );
}

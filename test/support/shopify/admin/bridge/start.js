import { bridgeConfig, createApi } from "./api.js";
import { openChannel, tell } from "./channel.js";
import { defineModal } from "./modal.js";
import { defineNavMenu } from "./nav-menu.js";
import { followMenu, goToAdmin, mirrorHistory, patchOpen, reloadWithToken } from "./navigation.js";
import { checkScript, isEmbedded, query } from "./place.js";
import { defineSaveBar } from "./save-bar.js";
import { watchForms } from "./save-bar-forms.js";
import { patchFetch } from "./session-fetch.js";
import { defineTitleBar } from "./title-bar.js";

export function start() {
  checkScript();
  window.shopify = createApi();
  if (!isEmbedded) return goToAdmin(bridgeConfig());
  openChannel();
  patchFetch();
  patchOpen();
  followMenu();
  const reload = query.get("shopify-reload");
  if (reload !== null) return reloadWithToken(reload);
  mirrorHistory();
  defineNavMenu();
  defineTitleBar();
  defineSaveBar();
  defineModal();
  watchForms();
  addEventListener("load", () => tell("loaded"));
}

import { tell } from "./channel.js";
import { described, MirroredElement } from "./mirrored-element.js";

/** `ui-nav-menu` and `s-app-nav`: links in Shopify admin's own menu; the one with `rel="home"` is not shown. */
class NavMenu extends MirroredElement {
  mirror() {
    const links = [...this.querySelectorAll("a, s-link")];
    const isHome = (link) => link.getAttribute("rel") === "home";
    tell("nav", {
      home: links.find(isHome)?.getAttribute("href") ?? "/",
      links: links.filter((link) => !isHome(link)).map(described),
    });
  }

  vanish() {
    tell("nav", null);
  }
}

export function defineNavMenu() {
  customElements.define("ui-nav-menu", NavMenu);
  customElements.define("s-app-nav", class extends NavMenu {});
}

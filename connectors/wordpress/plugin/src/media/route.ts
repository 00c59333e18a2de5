import { useEffect, useState } from "@wordpress/element";

/** What the screen shows; in the address, so that a reload and the back button work. */
export type Route =
  | { readonly screen: "new" | "batches" | "publications" }
  | { readonly screen: "batch" | "publication"; readonly id: string };

export function routeOf(hash: string): Route {
  const [screen, id] = hash.replace(/^#/, "").split("/");
  if ((screen === "batch" || screen === "publication") && id !== undefined) return { screen, id };
  return screen === "batches" || screen === "publications" ? { screen } : { screen: "new" };
}

export const hashOf = (route: Route): string =>
  "id" in route ? `#${route.screen}/${route.id}` : `#${route.screen}`;

export const goTo = (route: Route): void => {
  window.location.hash = hashOf(route);
};

export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(window.location.hash));
  useEffect(() => {
    const onChange = () => setRoute(routeOf(window.location.hash));
    window.addEventListener("hashchange", onChange);
    return () => window.removeEventListener("hashchange", onChange);
  }, []);
  return route;
}

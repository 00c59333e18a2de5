/** Wide enough for what Contentful gives a sidebar. */
const SIDEBAR_WIDTH = 300;

/**
 * The page around the app: a window per place the app is shown in. It knows nothing; every message goes to
 * `window.contentfulHost`, which a test has exposed, and comes back from there.
 */
export const hostPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Contentful, as far as the app sees it</title>
    <style>
      body { margin: 0; }
      iframe { display: block; width: 100%; height: 100vh; border: 0; }
      iframe[data-location="entry-sidebar"] { width: ${SIDEBAR_WIDTH}px; }
      dialog { padding: 0; border: 0; width: min(1200px, 96vw); }
      dialog iframe { height: 640px; }
    </style>
  </head>
  <body>
    <script type="module">
      const frames = new Map();
      window.openFrame = ({ id, location, src }) => {
        const frame = document.createElement("iframe");
        frame.dataset.location = location;
        frame.name = id;
        frame.title = "AssetQL";
        frames.set(id, frame);
        frame.src = src;
        if (location === "dialog") {
          const dialog = document.createElement("dialog");
          dialog.append(frame);
          document.body.append(dialog);
          dialog.showModal();
        } else document.body.append(frame);
      };
      window.closeFrame = (id) => {
        const frame = frames.get(id);
        frames.delete(id);
        (frame.closest("dialog") ?? frame).remove();
      };
      window.sendTo = (id, message) => frames.get(id)?.contentWindow.postMessage(message, "*");
      addEventListener("message", async ({ source, data }) => {
        const entry = [...frames].find(([, frame]) => frame.contentWindow === source);
        if (entry === undefined) return;
        const [id, frame] = entry;
        if (data.method === "setHeight") frame.style.height = data.params[0] + "px";
        const answer = await window.contentfulHost(id, data);
        if (answer !== null) window.sendTo(id, answer);
      });
    </script>
  </body>
</html>`;

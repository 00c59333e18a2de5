/** By the code of a problem. Codes that are not here are told with the sentence that came with them, in English. */
export const problems = {
  unknown: {
    title: "That did not work",
    advice: "Try again. If it goes on, tell us what you did.",
  },
  internal: {
    title: "Something went wrong on our side",
    advice: "It has been noted. Try again; nothing is lost.",
  },
  offline: {
    title: "No connection",
    advice: "The app cannot be reached. Check your connection to the internet.",
  },
  "hub-unavailable": {
    title: "AssetQL does not answer at the moment",
    advice: "Nothing is lost: what was running goes on as soon as it is back.",
  },
  "hub-unexpected": {
    title: "AssetQL answers in a way this app does not understand",
    advice: "Nothing is lost. Tell whoever runs this app.",
  },
  "hub-key-not-operator": {
    title: "The app is not set up yet",
    advice: "Its key may not make workspaces on the hub. Tell whoever runs this app.",
  },
  "workspace-key-refused": {
    title: "Your workspace does not let this shop in any more",
    advice: "Its key was revoked or has expired. Join again with a new key in the settings.",
  },
  "join-key-refused": {
    title: "This key is not valid",
    advice: "Copy it again as a whole; it may also have expired or been revoked.",
  },
  "join-key-not-admin": {
    title: "This key may not do enough",
    advice: "To join a workspace, use a key with the role admin.",
  },
  "not-installed": {
    title: "The app is not installed in this shop",
    advice: "Open it from the list of apps in your Shopify admin, or install it again.",
  },
  "selection-too-large": {
    title: "That is too much for one selection",
    advice: "A selection holds up to 5,000. Choose fewer, or make several selections.",
  },
  "billing-needed": {
    title: "Your free images are used up",
    advice: "Choose a plan in the settings to make more.",
  },
  "billing-cap-reached": {
    title: "The most you agreed to pay is reached",
    advice: "Make fewer images, or wait until the next 30 days begin.",
  },
  "billing-refused": {
    title: "Shopify did not take the charge",
    advice: "Try again in a minute. Nothing was charged.",
  },
  "request-invalid": {
    title: "Something in the form is not right",
    advice: "Check what you have filled in.",
  },
  "input-invalid": {
    title: "Something in the products or the template has to be mended first",
    advice: "Here is where:",
  },
  unauthenticated: {
    title: "AssetQL refused this app's key",
    advice: "Reload the page. If it goes on, tell whoever runs this app.",
  },
  forbidden: {
    title: "You may not do that",
    advice: "Your role in this workspace does not allow it. Ask one of its admins.",
  },
  "not-found": {
    title: "There is nothing here",
    advice: "It may have been deleted, or belongs to another workspace.",
  },
  conflict: {
    title: "Somebody else was faster",
    advice: "This was changed meanwhile. Reload the page and look again.",
  },
  "quota-exceeded": {
    title: "Your monthly quota is not enough",
    advice: "Choose fewer products, or wait until the quota begins anew.",
  },
  "batch-state": {
    title: "The batch has moved on",
    advice: "This cannot be done in the state it is in now.",
  },
  "batch-running": {
    title: "The batch is still running",
    advice: "Wait until it has ended, or cancel it first.",
  },
  "task-state": {
    title: "The image has moved on",
    advice: "This cannot be done in the state it is in now.",
  },
  "asset-state": {
    title: "The image has moved on",
    advice: "This cannot be done in the state it is in now.",
  },
  "publication-running": {
    title: "A publication is running",
    advice: "Wait until it has ended, or pause it, and try again.",
  },
  "publication-state": {
    title: "The publication has moved on",
    advice: "Somebody started, stopped or undid it meanwhile. You see how it stands now.",
  },
  "publication-empty": {
    title: "There is nothing to publish",
    advice: "Approve images first.",
  },
  "host-unavailable": {
    title: "The part of the app that talks to Shopify does not answer",
    advice: "It may be starting. Try again in a minute.",
  },
  "target-failing": {
    title: "Your shop cannot be used as it is",
    advice: "Look at the settings, where the connection to your shop is checked.",
  },
  "target-in-use": {
    title: "Your shop is being published to",
    advice: "Wait until the publication that runs has ended.",
  },
  "style-in-use": {
    title: "The style is in use",
    advice: "Batches that still run use it. Wait until they have ended.",
  },
  "image-format-unsupported": {
    title: "This kind of image cannot be used",
    advice: "Use PNG, JPEG, WebP, AVIF, GIF or TIFF.",
  },
  "image-too-many-pixels": {
    title: "The image has too many pixels",
    advice: "Make it smaller first.",
  },
  "image-too-large": {
    title: "The image file is too large",
    advice: "Make it smaller first.",
  },
  "image-corrupt": {
    title: "The image cannot be read",
    advice: "The file may be damaged. Save it anew, or take another.",
  },
  "payload-too-large": {
    title: "That is too large to be sent at once",
    advice: "Send less.",
  },
  "rate-limited": {
    title: "That was too much at once",
    advice: "Wait a moment; it goes on by itself.",
  },
  "shop-rate-limited": {
    title: "Shopify lets nobody ask more of your shop at the moment",
    advice: "The app and others ask it for much at once. Wait a minute, then try again.",
  },
  unavailable: {
    title: "No answer at the moment",
    advice: "Shopify or AssetQL is busy. Nothing is lost; try again in a minute.",
  },
  "timed-out": {
    title: "That took too long",
    advice: "Shopify did not answer in time. Try again in a minute.",
  },
  unreachable: {
    title: "Shopify cannot be reached",
    advice: "Nothing is lost. Try again in a minute.",
  },
  "credentials-missing": {
    title: "The app has no access to your shop",
    advice: "Close the app and open it again from your Shopify admin.",
  },
  "credentials-refused": {
    title: "Shopify does not let the app in any more",
    advice: "Close the app and open it again from your Shopify admin; install it anew if that does not help.",
  },
  "permission-denied": {
    title: "Shopify does not allow this",
    advice: "The app may lack a permission. Open it again and agree to what it asks for.",
  },
  "item-deleted": {
    title: "The product is gone",
    advice: "It was deleted in your shop.",
  },
  "remote-deleted": {
    title: "The image is gone",
    advice: "It was deleted in your shop.",
  },
  "changed-meanwhile": {
    title: "It was changed meanwhile",
    advice: "Somebody changed it in your shop, so it was left as it is.",
  },
  "file-refused": {
    title: "Shopify refused the image",
    advice: "Try again, or choose another format in the settings.",
  },
  "file-too-large": {
    title: "The image is too large for Shopify",
    advice: "Choose a smaller width in the settings.",
  },
  "storage-full": {
    title: "Your shop's storage is full",
    advice: "Delete files you no longer need in Content → Files.",
  },
  "config-invalid": {
    title: "A setting is not valid",
    advice: "Look at the settings of this app.",
  },
};

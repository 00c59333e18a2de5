import { MOST_ITEMS } from "../../../server/selections/most-items.ts";
import { shopProblems } from "./shop-problems.ts";

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
    advice:
      "The app's key of it was revoked. Join it again by a new key, in the settings; an admin of the workspace can make one.",
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
    advice: `A selection holds up to ${new Intl.NumberFormat("en").format(MOST_ITEMS)}. Choose fewer, or make several selections.`,
  },
  "billing-needed": {
    title: "Your free images are used up",
    advice: "Choose a plan in the settings to make more.",
  },
  "billing-month-used": {
    title: "The free images of that batch's month are used up",
    advice:
      "Its images count in the month in which it was made. Make them in a new batch, or choose a plan in the settings.",
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
  "publication-scheduled": {
    title: "Something is scheduled to be published or undone",
    advice:
      "It would not happen while the shop works elsewhere. Call it off, or wait until it has happened, and then change the workspace:",
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
  "cursor-invalid": {
    title: "This page of the list is no longer there",
    advice: "Begin again with its first page.",
  },
  "idempotency-key-in-use": {
    title: "This is being done already",
    advice: "Wait a moment, then reload the page.",
  },
  "idempotency-key-reused": {
    title: "This was done already",
    advice: "Reload the page to see it, and begin anew if you want something else.",
  },
  "connector-unknown": {
    title: "The part of the app that talks to Shopify does not answer",
    advice: "It may be starting. Try again in a minute.",
  },
  ...shopProblems,
};

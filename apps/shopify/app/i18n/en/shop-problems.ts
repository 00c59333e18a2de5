/** By the code of a connector's problem; below them those that a code does not tell, by `ProblemReason`. */
export const shopProblems = {
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
  "target-not-found": {
    title: "Your shop is not found at its address",
    advice: "It may have been closed or got another address. Open the app again from your Shopify admin.",
  },
  "not-the-platform": {
    title: "Something else answers at Shopify's address",
    advice: "Tell whoever runs this app: what stands between it and Shopify changes the answers.",
  },
  "certificate-invalid": {
    title: "The connection to Shopify is not secure",
    advice: "Nothing was sent. Tell whoever runs this app.",
  },
  "address-forbidden": {
    title: "The app may not go to this address",
    advice: "It talks to Shopify only. Tell whoever runs this app.",
  },
  "image-missing": {
    title: "The image is no longer in AssetQL",
    advice: "It was deleted since the plan was made. Make a new publication.",
  },
  "not-supported": {
    title: "Shopify cannot do this",
    advice: "Look at the product in your Shopify admin.",
  },
  refused: {
    title: "Shopify refused it",
    advice: "Look at the product in your Shopify admin, then try again.",
  },
  "version-conflict": {
    title: "Somebody else was writing at the same time",
    advice: "Nothing was overwritten. Try again in a minute.",
  },
  "shop-frozen": {
    title: "Your shop is frozen",
    advice: "Its owner has to settle the bill in Shopify admin. Then try again.",
  },
  "shop-locked": {
    title: "Shopify has locked your shop",
    advice: "No app is let in for now. Contact Shopify's support, then try again.",
  },
  "product-full": {
    title: "The product has as many images and videos as Shopify allows",
    advice: "Remove some of its 250 in your Shopify admin, then try again.",
  },
  "variants-refused": {
    title: "Shopify did not let all variants show the image",
    advice: "Look at the product in your Shopify admin, then try again.",
  },
  "image-gone-meanwhile": {
    title: "The image was deleted or taken off the product meanwhile",
    advice: "Make a new publication to see how it is now.",
  },
  "file-gone-meanwhile": {
    title: "The image was deleted from your shop's files meanwhile",
    advice: "Make a new publication to see how it is now.",
  },
  "main-image-not-back": {
    title: "The main image that was replaced cannot come back",
    advice:
      "It was deleted from your shop's files, or Shopify could not process it. Everything else was undone; choose a main image in your Shopify admin.",
  },
  "variant-images-not-back": {
    title: "The image that the variants showed before cannot come back",
    advice:
      "It is no longer one of the product's, so they show none now. Everything else was undone; choose an image for them in your Shopify admin.",
  },
  "collection-image-not-back": {
    title: "The image that the collection had cannot come back",
    advice:
      "Its copy was deleted from your shop's files. Choose an image for the collection in your Shopify admin.",
  },
  "not-found-yet": {
    title: "Shopify does not find the image that was there before yet",
    advice: "Its search learns of new files a little later. Nothing was changed; try again in a few minutes.",
  },
  "version-not-back": {
    title: "The image that was there before cannot come back",
    advice:
      "It was deleted from your shop's files, so the new one stays. Publish the earlier image again instead.",
  },
};

export const landing = {
  title: "AssetQL for Shopify",
  text: "Turn your products into hundreds of images in one style. Review them, publish them, and take them back whenever you like.",
  shop: "Your shop's address",
  help: "As in my-shop.myshopify.com",
  refused: "This is no address of a Shopify shop. It ends with .myshopify.com.",
  action: "Open in Shopify",
  style: { title: "One style", text: "Every image is scored against your own references." },
  review: { title: "You decide", text: "Nothing goes live that you have not approved." },
  undo: { title: "Exact undo", text: "Order, variants and texts come back as they were." },
};

export const publish = {
  title: "Publish images",
  back: "Review images",
  showPlan: "Show the plan",
  nothing: "Approve images first.",
  next: {
    title: "What happens next",
    images_zero: "No image is approved yet.",
    images_one: "{{shown}} approved image.",
    images_other: "{{shown}} approved images.",
    plan: "You see the plan: every product, before and after. Nothing is changed yet.",
    apply: "You publish it, now or at a time of your choice.",
    undo: "You can undo all of it at any time.",
  },
  scope: {
    title: "Which images",
    tooMany:
      "You can publish at most {{most}} selected images at once. Publish all approved images of the batch, or go back and select fewer.",
    ticked_one: "The {{shown}} image you selected",
    ticked_other: "The {{shown}} images you selected",
    batch_zero: "All approved images of the batch (none yet)",
    batch_one: "The {{shown}} approved image of the batch",
    batch_other: "All {{shown}} approved images of the batch",
  },
  placement: {
    title: "Where a product shows the new image",
    first: { label: "In front", help: "It becomes the main image. The others move back by one." },
    last: { label: "At the end", help: "The main image stays as it is." },
    replace: {
      label: "In place of the main image",
      help: "The main image is taken off the product. It stays in your files, and undo puts it back.",
    },
  },
  variantImages: {
    title: "Images of variants and colors",
    place: "On the product itself, these images come after all of its other images.",
    placeBeside:
      "On the product itself, these images come after all of its other images. Where new images go (above) does not apply to them, and they replace no main image.",
    all: {
      label: "All variants of the color show it",
      help: "One image for each color, on all of its sizes. Variants that show another image change.",
    },
    empty: { label: "Only variants without an image", help: "Variants that show an image keep it." },
    none: { label: "No variants", help: "The image is on the product, and variants stay as they are." },
  },
  altText: {
    title: "Alt text",
    keep: {
      label: "Keep the text that is there",
      help: "Where a new image replaces one with an alt text, that text stays.",
    },
    ours: { label: "Always the new one", help: "The alt text you see in the review." },
  },
  conflicts: {
    title: "If somebody changed something in Shopify since we last published it",
    "keep-theirs": { label: "Keep their change", help: "What they changed stays; the rest is published." },
    overwrite: { label: "Write over it", help: "Undo brings their version back." },
    ask: { label: "Ask me", help: "The plan shows both, and nothing of it is published before you decide." },
  },
};

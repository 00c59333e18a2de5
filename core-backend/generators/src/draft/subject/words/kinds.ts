// The wider kind of things that have no picture of their own, so that at least the kind is right.
const KIND_WORDS: Readonly<Record<string, string>> = {
  "hand-bag": "bag, carryall, hobo, minaudiere",
  necklace: "chain, lariat, accessory",
  fedora: "headwear, beret, bonnet, fascinator",
  "running-shoe": "oxford, derby, brogue, mule, flat, footgear, kicks",
  "moncler-jacket": "outerwear, blazer, poncho, shacket",
  clothes: "uniform, costume, pajama, onesie, romper, overall, dungaree, bodysuit",
  table: "counter, buffet, credenza, trolley",
  "wooden-chair": "seat, seating",
  bookshelf: "rack, stand, organizer, unit",
  "porcelain-vase": "ornament, figurine, sculpture, stoneware, earthenware, decoration, decor",
  "fruit-bowl": "tray, dish, ramekin",
  "city-car": "auto, ride, convertible, limousine, wagon, estate",
  "family-house": "residence, mansion, dwelling, hotel, inn, tavern, school",
  "modern-city": "street, office, architecture, hospital",
  flowers: "orchid, hydrangea, iris, marigold, carnation, garland, garden, violet, bloom, wreath",
  oak: "birch, beech, shrub, bush, hedge, sapling",
  sparrow: "wren, thrush, jay, warbler, cardinal, woodpecker",
  "tropical-fish": "guppy, betta, bass, carp, pike",
  bee: "insect, bug, cricket, fly",
  "deer-head": "animal, mammal, beast",
  person: "doctor, nurse, teacher, dancer, hero, soldier, student",
  meal: "snack, dessert, appetizer, pudding",
  "hammer-nails": "equipment, gadget, kit",
  pc: "device, electronic, router, server, appliance",
  gamepad: "toy, game",
  broadsword: "weapon, scimitar, rapier, claymore",
  "perfume-bottle": "cosmetics, beauty, skincare, moisturizer, cream, balm, oil",
};

/** Noun to icon, for the last try before an abstract form. */
export const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries(KIND_WORDS).flatMap(([icon, words]) =>
    words.split(", ").map((word) => [word, icon] as const),
  ),
);

const IRREGULAR: Readonly<Record<string, string>> = {
  men: "man",
  women: "woman",
  children: "child",
  people: "person",
  feet: "foot",
  teeth: "tooth",
  geese: "goose",
  mice: "mouse",
  oxen: "ox",
  leaves: "leaf",
  knives: "knife",
  loaves: "loaf",
  wolves: "wolf",
  shelves: "shelf",
  scarves: "scarf",
  elves: "elf",
  dwarves: "dwarf",
  cacti: "cactus",
  fungi: "fungus",
  dice: "dice",
  potatoes: "potato",
  tomatoes: "tomato",
  mangoes: "mango",
  heroes: "hero",
  shoes: "shoe",
  canoes: "canoe",
  horseshoes: "horseshoe",
  cookies: "cookie",
  brownies: "brownie",
  hoodies: "hoodie",
  pixies: "pixie",
  selfies: "selfie",
  zombies: "zombie",
  pies: "pie",
  ties: "tie",
  movies: "movie",
  beanies: "beanie",
  smoothies: "smoothie",
  axes: "axe",
};

const UNCHANGED = /(?:ss|us|is|ics|series|species|ramen|lens|glass|chess|compass|dress|canvas|tennis)$/;

/** The singular of an English noun in lower case; a word that is singular already is returned as it is. */
export function singular(word: string): string {
  const known = IRREGULAR[word];
  if (known !== undefined) return known;
  if (word.length < 4 || !word.endsWith("s") || UNCHANGED.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

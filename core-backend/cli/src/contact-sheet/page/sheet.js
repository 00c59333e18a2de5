const grid = document.getElementById("grid");
const search = document.getElementById("search");
const order = document.getElementById("order");
const least = document.getElementById("least");
const leastValue = document.getElementById("least-value");
const shown = document.getElementById("shown");
const nothing = document.getElementById("nothing");
const cards = [...grid.children];
const number = (card, name) => Number(card.dataset[name]);

const orders = {
  row: (a, b) => number(a, "row") - number(b, "row"),
  best: (a, b) => number(b, "score") - number(a, "score"),
  worst: (a, b) => number(a, "score") - number(b, "score"),
  title: (a, b) => a.dataset.title.localeCompare(b.dataset.title),
};

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let visible = 0;
  for (const card of cards) {
    const fits =
      number(card, "score") >= Number(least.value) &&
      words.every((word) => card.dataset.search.includes(word));
    card.hidden = !fits;
    if (fits) visible += 1;
  }
  leastValue.textContent = Number(least.value).toFixed(2);
  shown.textContent = `${visible} of ${cards.length}`;
  nothing.hidden = visible > 0;
}

search.addEventListener("input", filter);
least.addEventListener("input", filter);
order.addEventListener("change", () => {
  grid.append(...cards.toSorted(orders[order.value]));
});
search.form.addEventListener("submit", (event) => event.preventDefault());
// A reload keeps what was typed and chosen: show the cards accordingly.
grid.append(...cards.toSorted(orders[order.value]));
filter();

"""Cards with what belongs to other stories."""

from __future__ import annotations

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

TEASERS = """(nodes, texts, { find }) => {
  const items = find("feed", "item");
  if (items.length < 4) return "the list has too few stories";
  const put = (item, text) => item.insertAdjacentHTML("beforeend", `<p class="teaser">${text}</p>`);
  texts.forEach((text, number) => put(items[number], text));
  for (const text of items[0].querySelectorAll("p:not(.teaser)")) text.remove();
  for (const text of items[1].querySelectorAll("p:not(.teaser)")) text.remove();
  return 2;
}"""
PICTURES = """(nodes, own, { find }) => {
  const items = find("feed", "item");
  if (items.length < 3) return "the list has too few stories";
  items.forEach((item, number) => {
    item.querySelectorAll("img").forEach((one) => one.remove());
    const drawn = `<svg xmlns="http://www.w3.org/2000/svg" id="p${own ? number : "a"}"/>`;
    const picture = new Image(4, 4);
    picture.style.position = "absolute"; // the columns of a card stay as they are
    Object.assign(picture, { alt: "", src: "data:image/svg+xml," + encodeURIComponent(drawn) });
    item.prepend(picture);
  });
  return items.length;
}"""
EEL, CELERY = "Eels rise for the third autumn in a row.", "Celery is late, and dearer than it was in May."

fault("feed-teaser-of-another", "feed/same-teaser", "under one story what belongs to the next").by(
    Dom(TEASERS, "feed", argument=[EEL, EEL]), kinds=("feed",)
)
look_alike("feed-teasers-of-their-own", "feed/same-teaser", "two teasers, each its story's").by(
    Dom(TEASERS, "feed", argument=[EEL, CELERY]), kinds=("feed",)
)
fault("feed-one-photo-for-all", "feed/one-picture", "the same photo beside every story").by(
    Dom(PICTURES, "feed", argument=False), kinds=("feed",)
)
look_alike("feed-photos-of-their-own", "feed/one-picture", "a photo of its own beside every story").by(
    Dom(PICTURES, "feed", argument=True), kinds=("feed",)
)

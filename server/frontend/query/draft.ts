// Keep what was written and not run, and offer it: it never takes the place of what the address says.

const KEY = "comity.query.draft";
const PAUSE = 800; // milliseconds without a key after which a draft is kept

/** Offer a draft of before, if there is one that differs, and return what keeps the next one. */
export function drafts(
  offer: HTMLElement,
  current: string,
  restore: (text: string) => void,
): (text: string) => void {
  const kept = get();
  if (kept && kept.trim() !== current.trim()) {
    offer.hidden = false;
    offer.addEventListener("click", (event) => {
      const button = (event.target as Element).closest("button");
      if (!button) return;
      if (button.value === "restore") restore(kept);
      else set("");
      offer.hidden = true;
    });
  }
  let timer = 0;
  return (text) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => set(text), PAUSE);
  };
}

// A browser may refuse to keep anything.
function get(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function set(text: string): void {
  try {
    if (text) localStorage.setItem(KEY, text);
    else localStorage.removeItem(KEY);
  } catch {
    return;
  }
}

// Show a source beside the fact that rests on it.
//
// Markup:  <a class="note" href="#note-3">3</a> and, at the end of the page, <li id="note-3">; what
//          has the class "back" there is not copied. Without this script the link leads to the note.
//          The copy is <div class="note-copy" popover role="dialog">, which style.css draws.

let copy: HTMLElement | undefined;
let opened: HTMLAnchorElement | undefined;
let pressed: HTMLAnchorElement | undefined; // while its note is open: a second click closes it

/** Make marks open a copy of their notes. */
export function openNotes(): void {
  document.addEventListener("pointerdown", ({ target }) => {
    pressed = copy?.matches(":popover-open") && markOf(target) === opened ? opened : undefined;
  });
  document.addEventListener("click", (event) => {
    const mark = markOf(event.target);
    const note = mark && document.getElementById(mark.hash.slice(1));
    if (!mark || !note || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (mark === pressed || (mark === opened && copy?.matches(":popover-open"))) copy?.hidePopover();
    else open(mark, note);
  });
}

function markOf(target: EventTarget | null): HTMLAnchorElement | undefined {
  return (target as Element | null)?.closest<HTMLAnchorElement>("a.note[href^='#']") ?? undefined;
}

function open(mark: HTMLAnchorElement, note: HTMLElement): void {
  copy?.remove();
  copy = document.createElement("div");
  copy.className = "note-copy";
  copy.popover = "auto";
  copy.tabIndex = -1;
  copy.setAttribute("role", "dialog");
  copy.setAttribute("aria-label", `Source ${mark.textContent}`);
  const said = note.cloneNode(true) as HTMLElement;
  said.querySelectorAll(".back").forEach((each) => each.remove());
  said.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
  copy.append(...said.childNodes);
  mark.after(copy); // so that the tabulator goes on from there
  mark.focus(); // what has the focus now has it again when the copy is closed
  opened = mark;
  copy.showPopover();
  place(copy, mark);
  copy.focus();
}

/** Put the copy below the mark, or above where there is no room, within the width of the page. */
function place(copy: HTMLElement, mark: HTMLElement): void {
  const at = mark.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = copy;
  const below = at.bottom + offsetHeight + 8 <= innerHeight || at.top < offsetHeight + 8;
  const left = Math.min(at.left, document.documentElement.clientWidth - offsetWidth - 8);
  copy.style.cssText =
    `position:absolute;inset:auto;margin:0;left:${scrollX + Math.max(8, left)}px;` +
    `top:${scrollY + (below ? at.bottom + 6 : at.top - offsetHeight - 6)}px`;
}

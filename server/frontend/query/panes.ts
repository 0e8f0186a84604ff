// Go from pane to pane by F6 and back by Shift-F6, as in an application for the desk.

/** Takes the panes in their order, each with what gets the focus in it. */
export function panes(all: readonly (readonly [HTMLElement, () => void])[]): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const shown = all.filter(([pane]) => pane.checkVisibility());
    const at = shown.findIndex(([pane]) => pane.contains(document.activeElement));
    const step = event.shiftKey ? -1 : 1;
    const start = at < 0 && event.shiftKey ? 0 : at;
    shown[(start + step + shown.length) % shown.length]?.[1]();
  });
}

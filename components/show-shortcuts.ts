/** Opens the sheet of the keyboard shortcuts, which is in the page's markup from the beginning. */
export function showShortcuts(): void {
  document.querySelector<HTMLDialogElement>('#shortcuts')?.showModal();
}

/** Time a browser may take to begin with a file, ms. */
const PATIENCE = 60_000;

/** Hands a file to whoever sits before the page. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
}

/**
 * A document for pictures where there is none: a Web Worker has no page, and a whole one (jsdom) is too heavy to be sent to
 * browsers. It knows what drawing needs and no more: elements, attributes, texts, and how they are written down. A report drawn
 * with it is, byte for byte, the report drawn with jsdom; a test compares them.
 */
export function plainDocument(): Document {
  const owner: Owner = {
    createElementNS: (namespaceURI, name) => new PlainElement(owner, namespaceURI, name),
    createElement: (name) => new PlainElement(owner, XHTML, name),
    get documentElement() {
      return root;
    },
  };
  const root = new PlainElement(owner, XHTML, 'html');
  // Whoever draws takes it for a whole document; what is missing would throw, which the test above would see.
  return owner as unknown as Document;
}

const XHTML = 'http://www.w3.org/1999/xhtml';

type Owner = {
  readonly createElementNS: (namespace: string, name: string) => PlainElement;
  readonly createElement: (name: string) => PlainElement;
  readonly documentElement: PlainElement;
};

class PlainElement {
  readonly ownerDocument: Owner;
  readonly namespaceURI: string;
  readonly nodeName: string;
  readonly #attributes = new Map<string, string>();
  readonly #style = new Map<string, string>();
  #parts: (PlainElement | string)[] = [];
  #parent: PlainElement | null = null;

  constructor(owner: Owner, namespace: string, name: string) {
    this.ownerDocument = owner;
    this.namespaceURI = namespace;
    this.nodeName = name;
  }

  get parentNode(): PlainElement | null {
    return this.#parent;
  }

  get children(): PlainElement[] {
    return this.#parts.filter((part) => typeof part !== 'string');
  }

  appendChild(child: PlainElement): PlainElement {
    return this.insertBefore(child, null);
  }

  insertBefore(child: PlainElement, before: PlainElement | null): PlainElement {
    if (child.#parent) child.#parent.#parts = child.#parent.#parts.filter((part) => part !== child);
    const at = before === null ? -1 : this.#parts.indexOf(before);
    this.#parts.splice(at < 0 ? this.#parts.length : at, 0, child);
    child.#parent = this;
    return child;
  }

  hasAttribute(name: string): boolean {
    return this.#attributes.has(name);
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }

  setAttribute(name: string, value: unknown): void {
    this.#attributes.set(name, String(value));
  }

  setAttributeNS(_namespace: string, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }

  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }

  /** Names as in scripts (`fontSize`) become those of style sheets, in the place where the first of them was set. */
  get style(): { readonly [name: string]: unknown } {
    const set = (name: string, value: string): void => {
      this.#style.set(name, value);
      this.setAttribute('style', [...this.#style].map(([key, own]) => `${key}: ${own};`).join(' '));
    };
    return new Proxy(
      { setProperty: (name: string, value: unknown) => set(name, String(value)) },
      {
        set: (_, name, value) => {
          set(
            String(name).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
            String(value),
          );
          return true;
        },
      },
    );
  }

  get textContent(): string {
    return this.#parts.map((part) => (typeof part === 'string' ? part : part.textContent)).join('');
  }

  set textContent(text: unknown) {
    this.#parts = text === null || text === undefined || text === '' ? [] : [String(text)];
  }

  /** @param selectors  names of attributes in brackets, separated by commas, or the name of an element */
  querySelectorAll(selectors: string): PlainElement[] {
    const wanted = selectors
      .split(',')
      .map((selector) => /^\[([\w-]+)\]$/.exec(selector.trim())?.[1] ?? selector.trim());
    const isWanted = (one: PlainElement) =>
      wanted.some((name) => (selectors.includes('[') ? one.hasAttribute(name) : one.nodeName === name));
    return this.children.flatMap((child) => [
      ...(isWanted(child) ? [child] : []),
      ...child.querySelectorAll(selectors),
    ]);
  }

  querySelector(selectors: string): PlainElement | null {
    return this.querySelectorAll(selectors)[0] ?? null;
  }

  get outerHTML(): string {
    const attributes = [...this.#attributes].map(([name, value]) => ` ${name}="${escaped(value, true)}"`).join('');
    const inside = this.#parts
      .map((part) => {
        if (typeof part !== 'string') return part.outerHTML;
        return this.nodeName === 'style' ? part : escaped(part, false);
      })
      .join('');
    return `<${this.nodeName}${attributes}>${inside}</${this.nodeName}>`;
  }
}

/** As browsers write texts and attributes of a page. */
function escaped(text: string, isAttribute: boolean): string {
  const safe = text
    .replaceAll('&', '&amp;')
    .replaceAll('\u00a0', '&nbsp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return isAttribute ? safe.replaceAll('"', '&quot;') : safe;
}

import { SaxesParser } from 'saxes';

/** An element by its local name: cameras choose their prefixes as they like. */
export type XmlElement = {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
};

/** Far more than any answer we ask for. */
const MOST_ELEMENTS = 5_000;
const DEEPEST = 32;

/** Reads a small document. @returns null when it is broken, too large or deep, or declares entities of its own. */
export function readXml(text: string): XmlElement | null {
  const top = element('', {});
  const open = [top];
  let elements = 0;
  const parser = new SaxesParser();
  parser.on('doctype', refuse);
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1;
    if (elements > MOST_ELEMENTS || open.length > DEEPEST) refuse();
    const opened = element(localName(name), attributes);
    open.at(-1)?.children.push(opened);
    open.push(opened);
  });
  const addText = (part: string) => {
    const current = open.at(-1);
    if (current) current.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  try {
    parser.write(text).close();
  } catch {
    return null;
  }
  return top.children[0] ?? null;
}

const element = (name: string, attributes: Record<string, string>): XmlElement => ({
  name,
  attributes,
  children: [],
  text: '',
});

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

function refuse(): never {
  throw new Error('Not a document that a camera would send.');
}

/** Every element of this name, at any depth, in the order of the document. */
export const allOf = (within: XmlElement, name: string): XmlElement[] =>
  within.children.flatMap((child) => [...(child.name === name ? [child] : []), ...allOf(child, name)]);

/** The first element that is reached by these names, each somewhere within the one before. */
export function find(within: XmlElement, ...names: string[]): XmlElement | null {
  return names.reduce<XmlElement | null>((found, name) => (found ? (allOf(found, name)[0] ?? null) : null), within);
}

export const textOf = (within: XmlElement, ...names: string[]): string | null =>
  find(within, ...names)?.text.trim() ?? null;

export const escaped = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${String(character.charCodeAt(0))};`);

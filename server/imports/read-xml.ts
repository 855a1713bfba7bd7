import { SaxesParser } from 'saxes';

export type XmlHandlers = {
  onOpen?: (name: string, attributes: Record<string, string>) => void;
  onText?: (text: string) => void;
  onClose?: (name: string) => void;
};

/** Names come without their namespace's prefix. @throws for what is no XML, and for a document type, which sheets have none of */
export function readXml(xml: string, { onOpen, onText, onClose }: XmlHandlers): void {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new SyntaxError('a document type');
  });
  parser.on('opentag', ({ name, attributes }) => onOpen?.(localName(name), attributes));
  parser.on('text', (text) => onText?.(text));
  parser.on('cdata', (text) => onText?.(text));
  parser.on('closetag', ({ name }) => onClose?.(localName(name)));
  parser.write(xml).close();
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Digits as they are dialled, without the country's 86; other countries keep their `+`. */
export function plainPhone(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\-()]/g, '')
    .replace(/^(\+|00)86(?=1\d{10}$|0\d{9,11}$)/, '');
}

import { readXml } from './read-xml.ts';

/** Numbers of the formats that show days or times without saying so in the file. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Which of a sheet's cell styles show their number as a day or a time. */
export function readDateStyles(xml: string | null): boolean[] {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let isInCells = false;
  readXml(xml ?? '<none/>', {
    onOpen: (name, attributes) => {
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), isDateFormat(attributes['formatCode'] ?? ''));
      if (name === 'cellXfs') isInCells = true;
      if (name !== 'xf' || !isInCells) return;
      const id = Number(attributes['numFmtId']);
      styles.push(custom.get(id) ?? isBuiltInDate(id));
    },
    onClose: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return styles;
}

const isDateFormat = (code: string): boolean => /[ymdhs年月日]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

const DAY_MS = 86_400_000;
const FIRST_DAY_MS = Date.UTC(1899, 11, 30);
const DAYS_TO_1904 = 1462;

/** A spreadsheet's number as the day `YYYY-MM-DD`, the time `HH:MM`, or both. */
export function dateText(serial: number, is1904: boolean): string | null {
  if (!(serial >= 0 && serial < 200_000)) return null;
  const minutes = Math.round((serial % 1) * 1440);
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const days = Math.floor(serial) + (is1904 ? DAYS_TO_1904 : 0);
  if (Math.floor(serial) === 0) return time;
  const day = new Date(FIRST_DAY_MS + days * DAY_MS).toISOString().slice(0, 10);
  return minutes === 0 ? day : `${day} ${time}`;
}

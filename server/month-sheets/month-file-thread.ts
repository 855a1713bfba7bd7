// What the thread of a month's file does: derives each site's days as they come, and writes them all at the end.
import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { AppError } from '../platform/errors.ts';
import { csvFile } from './csv.ts';
import { deriveSite } from './derive-site.ts';
import type { MonthFileMade, MonthFileMessage, MonthFileTask } from './month-file.ts';
import { MonthLines } from './month-lines.ts';
import { workbook } from './workbook.ts';

/** Resolves once the port has said that there are no more sites, or when there is too much for one file. */
export default async function writeMonth({ language, sheet, mostLines, sites }: MonthFileTask): Promise<MonthFileMade> {
  const file = sheet === null ? workbook(language, mostLines) : csvFile(sheet, language);
  const lines = new MonthLines(file, language);
  try {
    for (let coming = next(sites); ;) {
      const read = await coming;
      if (read === 'close') break;
      coming = next(sites);
      lines.add(deriveSite(read));
    }
    const children = lines.close();
    return { bytes: await file.close(), children };
  } catch (error) {
    if (error instanceof AppError) return { refused: error.code };
    throw error;
  } finally {
    sites.close();
  }
}

/** Asks for one more: so one is worked on here, and one waits at most. */
async function next(sites: MessagePort): Promise<MonthFileMessage> {
  const told = once(sites, 'message');
  sites.postMessage('next');
  const [message] = (await told) as [MonthFileMessage];
  return message;
}

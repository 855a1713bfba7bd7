import { useState } from 'react';
import { randomId } from './random-id.ts';

/**
 * Ids of records by the choice they stand for: a choice made again because no answer came is the same record, also when the
 * server had taken it. Forget them once an answer has come: then the same choice is a new one.
 */
export class ChoiceIds {
  readonly #ids = new Map<string, string>();

  of(choice: unknown): string {
    const key = JSON.stringify(choice);
    const id = this.#ids.get(key) ?? randomId();
    this.#ids.set(key, id);
    return id;
  }

  forget(): void {
    this.#ids.clear();
  }
}

/** Those of one screen. */
export const useChoiceIds = (): ChoiceIds => useState(() => new ChoiceIds())[0];

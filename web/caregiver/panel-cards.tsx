import type { ComponentType } from 'react';
import type { RoomSheetProps } from './sheet-props.ts';
import { TodoPanel } from './todo-panel.tsx';

/** Cards of the right panel under the picture and who watches, in their order. */
const CARDS: readonly ComponentType<RoomSheetProps>[] = [TodoPanel];

export function PanelCards(props: RoomSheetProps) {
  return CARDS.map((Card, index) => <Card key={index} {...props} />);
}

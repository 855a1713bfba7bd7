import type { TaskKind } from '#contract/checks.ts';
import type { IconName } from '../shared/ui/icon.tsx';

export const TASK_ICON: Record<TaskKind, IconName> = { patrol: 'eye', cleaning: 'home', disinfection: 'drop' };

import { type AddTask, type ExportTasks, type SaveTask, TaskPlan, Todo } from '#contract/checks.ts';
import type { ClassroomId, RoomTaskId, SiteId } from '#contract/ids.ts';
import type { z } from 'zod';
import { request, requestExport } from '../../shared/api.ts';

/** @param classroomId for staff on their own browser; null on a tablet, which knows its room. */
export const readTodo = (classroomId: ClassroomId | null): Promise<Todo> =>
  request(Todo, 'GET', classroomId ? `/api/todo?classroomId=${classroomId}` : '/api/todo');

export const readPlan = (siteId: SiteId): Promise<TaskPlan> =>
  request(TaskPlan, 'GET', `/api/admin/tasks?siteId=${siteId}`);

export const addTask = (fields: z.input<typeof AddTask>): Promise<TaskPlan> =>
  request(TaskPlan, 'POST', '/api/admin/tasks', fields);

export const saveTask = (taskId: RoomTaskId, fields: z.input<typeof SaveTask>): Promise<TaskPlan> =>
  request(TaskPlan, 'PUT', `/api/admin/tasks/${taskId}`, fields);

export const endTask = (taskId: RoomTaskId): Promise<TaskPlan> =>
  request(TaskPlan, 'DELETE', `/api/admin/tasks/${taskId}`);

export const exportTasks = async (asked: z.input<typeof ExportTasks>): Promise<Blob> =>
  (await requestExport('/api/admin/tasks/export', asked)).file;

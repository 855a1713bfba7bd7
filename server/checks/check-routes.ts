import { Router } from 'express';
import { z } from 'zod';
import {
  AddTask,
  ExportTasks,
  RecordRoomCheck,
  RoomCheckRecorded,
  SaveTask,
  TaskPlan,
  TasksOfSite,
  Todo,
  UndoRoomCheck,
} from '../contract/checks.ts';
import { ClassroomId, RoomTaskId } from '../contract/ids.ts';
import { askingOf, askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import type { ChecksDeps } from './checks-deps.ts';
import { exportMonth } from './export-month.ts';
import { readPlan } from './read-plan.ts';
import { readTodo } from './read-todo.ts';
import { recordCheck } from './record-check.ts';
import { addTask, endTask, saveTask } from './save-task.ts';
import { undoCheck } from './undo-check.ts';

const RoomQuery = z.object({ classroomId: ClassroomId.optional() });

/** What a room has to do and has done, for its tablet; the plan of daily checks, for the console. */
export function checkRoutes(deps: ChecksDeps): Router {
  return Router()
    .use('/api/admin/tasks', planRoutes(deps))
    .get('/api/todo', async (req, res) => {
      const asking = askingOf(res);
      send(res, Todo, await readTodo(deps, asking, parseQuery(RoomQuery, req).classroomId ?? null));
    })
    .post('/api/room-checks', async (req, res) => {
      const asking = askingOf(res);
      send(res, RoomCheckRecorded, await recordCheck(deps, asking, parseBody(RecordRoomCheck, req)));
    })
    .post('/api/room-checks/undos', async (req, res) => {
      const asking = askingOf(res);
      send(res, RoomCheckRecorded, await undoCheck(deps, asking, parseBody(UndoRoomCheck, req)));
    });
}

function planRoutes(deps: ChecksDeps): Router {
  return Router()
    .get('/', async (req, res) => {
      const asking = askingUser(res);
      send(res, TaskPlan, await readPlan(deps, asking, parseQuery(TasksOfSite, req).siteId));
    })
    .post('/export', async (req, res) => {
      const asked = parseBody(ExportTasks, req);
      const csv = await exportMonth(deps, askingUser(res), asked);
      res.set('Content-Disposition', `attachment; filename="daily-checks-${asked.month}.csv"`);
      res.type('text/csv; charset=utf-8').send(csv);
    })
    .post('/', async (req, res) => {
      const asking = askingUser(res);
      send(res, TaskPlan, await readPlan(deps, asking, await addTask(deps, asking, parseBody(AddTask, req))));
    })
    .put('/:taskId', async (req, res) => {
      const asking = askingUser(res);
      const taskId = RoomTaskId.parse(req.params.taskId);
      send(res, TaskPlan, await readPlan(deps, asking, await saveTask(deps, asking, taskId, parseBody(SaveTask, req))));
    })
    .delete('/:taskId', async (req, res) => {
      const asking = askingUser(res);
      const siteId = await endTask(deps, asking, RoomTaskId.parse(req.params.taskId));
      send(res, TaskPlan, await readPlan(deps, asking, siteId));
    });
}

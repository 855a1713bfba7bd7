/** 海棠班 睡眠区; not twice the room when the camera is called after it. */
export const cameraName = (classroomName: string, name: string): string =>
  name.includes(classroomName) ? name : `${classroomName} ${name}`;

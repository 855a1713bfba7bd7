/** The address of a room's page, with the camera that is to be watched. */
export const roomAddress = (classroomId: string, cameraId?: string): string =>
  `/p/rooms/${classroomId}${cameraId === undefined ? '' : `?cam=${cameraId}`}`;

declare global {
  interface Window {
    leaveJanus: () => void;
  }
}

/**
 * Runs inside Chromium, and carries all it needs with it: a bare page whose button watches Janus's camera. As warm as it
 * can be, session and handle are there before the press.
 */
export async function janusPage(url: string): Promise<void> {
  type Message = { janus: string; transaction?: string; data?: { id: number }; jsep?: RTCSessionDescriptionInit };
  const waiting = new Map<string, (message: Message) => void>();
  let socket: WebSocket | undefined;
  let ids: { session_id?: number; handle_id?: number } = {};
  let peer: RTCPeerConnection | null = null;

  const ask = (message: object): Promise<Message> => {
    const transaction = String(Math.random());
    socket?.send(JSON.stringify({ ...ids, ...message, transaction }));
    return new Promise((heard) => waiting.set(transaction, heard));
  };
  const connect = async () => {
    ids = {};
    socket = new WebSocket(url, 'janus-protocol');
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data)) as Message;
      if (message.janus !== 'ack') waiting.get(message.transaction ?? '')?.(message);
    };
    await new Promise((opened) => socket?.addEventListener('open', opened));
    const session = await ask({ janus: 'create' });
    ids = { session_id: session.data?.id ?? 0 };
    const handle = await ask({ janus: 'attach', plugin: 'janus.plugin.streaming' });
    ids = { ...ids, handle_id: handle.data?.id ?? 0 };
  };
  const watch = async () => {
    const { jsep } = await ask({ janus: 'message', body: { request: 'watch', id: 1 } });
    if (!jsep) throw new Error('Janus offered no stream.');
    const made = new RTCPeerConnection();
    peer = made;
    made.ontrack = ({ track }) => {
      const video = document.createElement('video');
      Object.assign(video, { autoplay: true, muted: true, srcObject: new MediaStream([track]) });
      document.body.append(video);
    };
    await made.setRemoteDescription(jsep);
    await made.setLocalDescription(await made.createAnswer());
    await ask({ janus: 'message', body: { request: 'start' }, jsep: made.localDescription });
  };
  window.leaveJanus = () => {
    peer?.close();
    document.querySelectorAll('video').forEach((video) => video.remove());
    socket?.close();
    void connect();
  };
  document.querySelector('button')?.addEventListener('click', () => void watch());
  await connect();
}

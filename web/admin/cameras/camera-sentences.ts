import type { CameraFault, PROBE_ADVICE } from '#contract/cameras.ts';
import type { Language } from '../../shared/words/language.ts';

type InBoth = Record<Language, string>;
export type ProbeAdvice = (typeof PROBE_ADVICE)[number];

// The compiler asks for a sentence when media learns a new fault. Each says what is wrong and what to do about it.
export const FAULT_SENTENCE: Record<CameraFault, InBoth> = {
  'address-malformed': {
    zh: '地址写得不对。它要以 rtsp:// 或 rtsps:// 开头，再检查有没有多余的空格。',
    en: 'The address is not right. It begins with rtsp:// or rtsps://; look for stray spaces.',
  },
  'address-refused': {
    zh: '这个地址不在园所允许的摄像头网段里。请换地址，或在“园所与班级”里加上这个网段。',
    en: 'This address is outside the networks allowed for cameras. Use another, or add its network under “Sites and rooms”.',
  },
  unreachable: {
    zh: '连不上这个地址。请看摄像头有没有通电、网线有没有插好、IP 和端口对不对。',
    en: 'Nothing can be reached at this address. Check the power, the network cable, the IP and the port.',
  },
  'no-answer': {
    zh: '连上了，但它不回答。请重启摄像头；如果连接数满了，先断开别的录像机。',
    en: 'It is there but does not answer. Restart the camera; if its connections are used up, disconnect other recorders.',
  },
  'went-silent': {
    zh: '它回答了，但没有送来画面。请重启摄像头，并检查网络是不是太慢。',
    en: 'It answered, then sent no picture. Restart the camera and check that the network is fast enough.',
  },
  'not-rtsp': {
    zh: '这个端口上的不是 RTSP。请在摄像头上打开 RTSP，并用它的端口（一般是 554）。',
    en: 'What answers at this port is not RTSP. Switch RTSP on at the camera and use its port (usually 554).',
  },
  'wrong-password': {
    zh: '账号或密码不对。请用摄像头自己的账号密码；试太多次它可能会锁几分钟。',
    en: 'Wrong user name or password. Use the camera’s own account; after many tries it may lock for some minutes.',
  },
  'path-not-found': {
    zh: '摄像头上没有这个码流。请检查地址里斜杠后面的部分，比如通道号。',
    en: 'The camera has no such stream. Check the part after the slash, such as the channel number.',
  },
  redirected: {
    zh: '它让我们去别的地址，我们不会跟着去。请直接填最终的地址。',
    en: 'It sends us to another address, which is never followed. Enter the final address itself.',
  },
  'no-video': {
    zh: '这个码流里没有视频。请换一个通道，或在摄像头上打开视频。',
    en: 'There is no video in this stream. Choose another channel, or switch video on at the camera.',
  },
  'codec-h265': {
    zh: '这台摄像头用的是 H.265。请在摄像头上把编码改为 H.264，再看一次。',
    en: 'This camera uses H.265. Change its encoding to H.264 at the camera, then look again.',
  },
  'codec-unsupported': {
    zh: '浏览器放不了这种编码。请在摄像头上把编码改为 H.264。',
    en: 'Browsers cannot play this encoding. Change it to H.264 at the camera.',
  },
  'closed-by-camera': {
    zh: '摄像头把连接断开了。它的连接数可能满了：先断开别的软件，或重启摄像头。',
    en: 'The camera closed the connection. Its connections may be used up: disconnect other software, or restart it.',
  },
  'refused-by-camera': {
    zh: '摄像头拒绝了。请看这个账号有没有看实时画面的权限。',
    en: 'The camera refused. Check that this account may see the live picture.',
  },
};

export const ADVICE_SENTENCE: Record<ProbeAdvice, InBoth> = {
  'b-frames': {
    zh: '画面里有 B 帧，会让实时画面来回跳。请在摄像头上把编码档次改为 Baseline 或关掉 B 帧。',
    en: 'The stream has B-frames, which make a live picture jump. Choose the Baseline profile or switch B-frames off.',
  },
  'key-frames-rare': {
    zh: '关键帧隔得太远，打开画面会慢。请把 I 帧间隔改为 1–2 秒。',
    en: 'Key frames are far apart, so a view opens slowly. Set the I-frame interval to 1–2 seconds.',
  },
  'key-frames-irregular': {
    zh: '关键帧间隔不稳定。请关掉“智能编码”“H.264+”。',
    en: 'Key frames come irregularly. Switch off “smart codec” or “H.264+”.',
  },
  'parameter-sets-missing': {
    zh: '码流里没有随关键帧送参数，我们会自动补上，不用改。',
    en: 'The stream leaves out its parameters; they are added by themselves, nothing to do.',
  },
  'large-picture': {
    zh: '画面大于 1920×1080，手机会吃力。请改为 1080P 或 720P。',
    en: 'The picture is larger than 1920×1080, hard on phones. Choose 1080p or 720p.',
  },
  'high-bit-rate': {
    zh: '码率高于 6 Mbit/s，人多时网络会堵。请改为 2–4 Mbit/s。',
    en: 'More than 6 Mbit/s will crowd the network when many watch. Choose 2–4 Mbit/s.',
  },
  'no-sub-stream': {
    zh: '没有填子码流。填上以后，小画面更省流量。',
    en: 'There is no sub stream. With one, small pictures use less bandwidth.',
  },
};

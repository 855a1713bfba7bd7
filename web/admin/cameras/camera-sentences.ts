import type { CameraFault } from '#contract/cameras.ts';
import type { Language } from '../../shared/words/language.ts';

type InBoth = Record<Language, string>;

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
  'not-onvif': {
    zh: '这个地址上没有 ONVIF。请在摄像头上打开 ONVIF，或直接填它的 RTSP 地址。',
    en: 'No ONVIF answers at this address. Switch ONVIF on at the camera, or enter its RTSP address yourself.',
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

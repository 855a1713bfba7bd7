import { QRCode } from 'antd';

/** Drawn here, in the console's own download; a parent's phone types the key instead. */
export const drawQr = (uri: string) => <QRCode value={uri} size={176} errorLevel="M" bordered={false} />;

// A company's web proxy, in a namespace of its own: node connect-proxy.ts ADDRESS PORT
// Answers CONNECT to port 443 and nothing else, as such proxies do; ends with its standard input.
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

const [address = '', port = ''] = process.argv.slice(2);

const proxy = createServer((_request, response) => {
  response.writeHead(403).end('Only CONNECT.');
});

proxy.on('connect', (request, viewer: Socket) => {
  const [host = '', wanted] = (request.url ?? '').split(':');
  viewer.on('error', () => viewer.destroy());
  if (wanted !== '443') {
    process.stdout.write(`refused ${request.url}\n`);
    viewer.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    return;
  }
  const server = connect({ host, port: 443 }, () => {
    process.stdout.write(`passed ${request.url}\n`);
    viewer.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    server.pipe(viewer);
    viewer.pipe(server);
  });
  server.on('error', () => viewer.destroy());
  viewer.on('close', () => server.destroy());
});

proxy.listen(Number(port), address, () => process.stdout.write('ready\n'));
process.stdin.on('end', () => process.exit(0)).resume();

import { once } from 'node:events'
import { createServer as createHttp, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps, type ServerOptions } from 'node:https'
import { createServer as createTcp, type Socket, type Server as TcpServer } from 'node:net'

export interface Receiver {
  readonly port: number
  /** Connections accepted so far. */
  readonly connections: () => number
  close(): Promise<void>
}

/** An http receiver, or an https one when TLS options are given, on a free port of 127.0.0.1. */
export async function startReceiver(listener: RequestListener, tls?: ServerOptions): Promise<Receiver> {
  return listen(tls === undefined ? createHttp(listener) : createHttps(tls, listener))
}

/** A receiver that is handed the bare connection. */
export async function startRawReceiver(accept: (socket: Socket) => void): Promise<Receiver> {
  return listen(createTcp(accept))
}

async function listen(server: Server | TcpServer): Promise<Receiver> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return { port: address.port, connections: () => connections, close }
}

/** Undici gives a connection free one turn of the event loop after the end of its response. */
export async function connectionsFreed(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}

import type { Socket } from 'node:net'
import { classifyError } from './classify-error.ts'
import { type ConnectorSettings, createPinnedConnector, Link } from './pinned-connector.ts'

/**
 * True when a receiver turns down a connection without a client certificate. In TLS 1.3 it says so after the handshake,
 * and a request that is on its way by then loses the answer (RFC 8446, 4.4.2.4): a second connection that writes nothing
 * hears it.
 *
 * @param timeoutMs how long to listen
 */
export function asksForCertificate(origin: string, settings: ConnectorSettings, timeoutMs: number): Promise<boolean> {
  const { hostname, port, protocol } = new URL(origin)
  const link = new Link()
  const connect = createPinnedConnector(settings, link)
  return new Promise((resolve) => {
    let socket: Socket | null = null
    const end = (answer: boolean) => {
      clearTimeout(timer)
      link.cancel()
      socket?.destroy()
      resolve(answer)
    }
    const timer = setTimeout(() => end(false), timeoutMs)
    const judge = (error: Error) =>
      end(
        classifyError(error, { ...link.context(timeoutMs), offeredCertificate: false }).kind ===
          'tls_client_cert_rejected',
      )
    connect({ hostname: hostname.replace(/^\[|\]$/g, ''), port, protocol }, (...[error, opened]) => {
      if (error !== null) return judge(error)
      socket = opened
      opened.once('error', judge)
      opened.once('close', () => end(false))
      // A ticket comes after the check of the certificate: there is none to wait for.
      opened.once('session', () => end(false))
      opened.resume()
    })
  })
}

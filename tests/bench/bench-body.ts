/** 1.5 kB of JSON: what every message of the benches carries. */
export const BODY = JSON.stringify({ type: 'order.created', data: 'x'.repeat(1_450) })

/** A message as the front door takes it, with this payload. */
export const publishBody = (payload: string) => `{"eventType":"order.created","payload":${payload}}`

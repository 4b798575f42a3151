import type { ServerOptions } from 'node:http'

/**
 * How Node's server is to be set up. A client that dribbles is cut off within 15 seconds: its headers by
 * Node, its body by `cutOffSlowBody`, since photos may take longer. More headers than any honest client
 * sends are refused (431) before they reach a route.
 */
export const serverOptions: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
  insecureHTTPParser: false,
  requireHostHeader: true,
  keepAlive: true,
  noDelay: true,
}

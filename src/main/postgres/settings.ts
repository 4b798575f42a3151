/**
 * What the embedded PostgreSQL runs with. Memory is modest, because the demo shares a small machine; durability is whole.
 * Nothing that a citizen wrote may reach the server's log: statements, parameters and details stay out of it.
 */
const DEFAULTS: Readonly<Record<string, string>> = {
  max_connections: '60',
  shared_buffers: '128MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_wal_size: '2GB',
  wal_compression: 'on',
  jit: 'off',
  max_logical_replication_workers: '0',
  random_page_cost: '1.1',
  log_checkpoints: 'off',
}

/** Only a name in the socket's file: no TCP port is opened. */
export const PORT = 54_321

export function serverParameters(
  data: string,
  socketDir: string,
  overrides: Readonly<Record<string, string>>,
): string[] {
  const settings = {
    ...DEFAULTS,
    ...overrides,
    listen_addresses: '',
    port: String(PORT),
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    logging_collector: 'off',
    log_destination: 'stderr',
    // LOG, FATAL and PANIC only: an ERROR may quote the value that it refuses.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_timezone: 'UTC',
    timezone: 'UTC',
    lc_messages: 'C',
  }
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/**
 * SQLSTATEs that tell of the server or the way to it and not of the statement: no connection, no room, an operator, a
 * failing system, and a server that only reads, as after a failover or on a full disk.
 */
export const SERVER_TROUBLE = /^(08|53|57|58|25006)/

/** The newest folder of `prisma/migrations`, known without a file system; a test holds them equal. */
export const LATEST_MIGRATION = '20261129180000_rollup_room'

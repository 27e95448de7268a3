/** The newest folder of `prisma/migrations`, known without a file system; a test holds them equal. */
export const LATEST_MIGRATION = '20261129190000_uncounted_columns'

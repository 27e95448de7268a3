/** The newest folder of `prisma/migrations`, known without a file system; a test holds them equal. */
export const LATEST_MIGRATION = '20261129170000_tries_by_hand'

/** The event type of the roll-up row that sums all types of a consumer: pages read it instead of a row for each type. */
export const EVERY_TYPE = ''

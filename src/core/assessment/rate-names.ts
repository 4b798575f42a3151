/** The three rates (三率), in the order in which they are shown. */
export const rateNames = ['response', 'resolution', 'satisfaction'] as const
export type RateName = (typeof rateNames)[number]

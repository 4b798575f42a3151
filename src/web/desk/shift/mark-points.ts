/** The points that a sampled call is marked on, 1 to 5 each: how one spoke, understood, wrote it down and sorted it. */
export const markPoints = ['manner', 'understanding', 'record', 'sorting'] as const

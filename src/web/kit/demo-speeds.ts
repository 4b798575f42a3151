/** How fast a demo's city lives, in its own days a day of the clock on the wall; 0 is a pause. */
export const demoSpeeds = [0, 1, 4, 16] as const
export type DemoSpeed = (typeof demoSpeeds)[number]

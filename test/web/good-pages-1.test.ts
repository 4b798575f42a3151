import { lookAt } from './support/look-at.ts'

lookAt((_, index) => index % 4 === 0)

import { lookAt } from './support/look-at.ts'

lookAt({ part: 1, parts: 4, isWhole: false })

import { lookAt } from './support/look-at.ts'

lookAt({ part: 3, parts: 4, isWhole: false })

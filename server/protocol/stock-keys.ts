/** The location of units that are at no other place. */
export const CENTRAL = 'central';
/** The audience to whom everybody belongs. */
export const EVERYONE = 'everyone';
/** Everybody who has a paid order with the brand. */
export const PAST_BUYERS = 'past_buyers';

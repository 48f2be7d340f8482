/** By what a brand knows a customer again, the strongest first. Nothing is ever guessed. */
export type CustomerKeyKind = 'user' | 'email' | 'phone' | 'stripe' | 'shop';

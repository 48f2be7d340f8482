/**
 * Stripe's published test cards and what each does (https://docs.stripe.com/testing).
 * Any other number is refused, as Stripe refuses real cards in test mode.
 */
export interface TestCard {
  number: string;
  brand: string;
  country: string;
  behaviour: CardBehaviour;
  /** Asks for 3-D Secure before anything else happens. */
  challenges?: true;
  /** What happens to the payment after it succeeded. */
  aftermath?: 'dispute' | 'refund_pending' | 'refund_fails';
}

type CardBehaviour = 'succeed' | CardDecline;

export interface CardDecline {
  code: 'card_declined' | 'expired_card' | 'incorrect_cvc' | 'processing_error';
  declineCode: string | null;
  message: string;
}

export function findTestCard(number: string): TestCard | undefined {
  return TEST_CARDS.find((card) => card.number === number);
}

function decline(code: CardDecline['code'], declineCode: string | null, message: string) {
  return { code, declineCode, message };
}

const DECLINED = 'Your card was declined.';
const GENERIC_DECLINE = decline('card_declined', 'generic_decline', DECLINED);

const TEST_CARDS: readonly TestCard[] = [
  visa('4242424242424242', 'succeed'),
  visa('4000056655665556', 'succeed'),
  { number: '5555555555554444', brand: 'mastercard', country: 'US', behaviour: 'succeed' },
  { number: '5200828282828210', brand: 'mastercard', country: 'US', behaviour: 'succeed' },
  { number: '2223003122003222', brand: 'mastercard', country: 'US', behaviour: 'succeed' },
  { number: '378282246310005', brand: 'amex', country: 'US', behaviour: 'succeed' },
  { number: '6011111111111117', brand: 'discover', country: 'US', behaviour: 'succeed' },
  { number: '3056930009020004', brand: 'diners', country: 'US', behaviour: 'succeed' },
  { number: '3566002020360505', brand: 'jcb', country: 'JP', behaviour: 'succeed' },
  { number: '6200000000000005', brand: 'unionpay', country: 'CN', behaviour: 'succeed' },
  visa('4000000000000002', GENERIC_DECLINE),
  visa(
    '4000000000009995',
    decline('card_declined', 'insufficient_funds', 'Your card has insufficient funds.'),
  ),
  visa('4000000000009987', decline('card_declined', 'lost_card', DECLINED)),
  visa('4000000000009979', decline('card_declined', 'stolen_card', DECLINED)),
  visa('4000000000000069', decline('expired_card', null, 'Your card has expired.')),
  visa(
    '4000000000000127',
    decline('incorrect_cvc', null, "Your card's security code is incorrect."),
  ),
  visa(
    '4000000000000119',
    decline(
      'processing_error',
      null,
      'An error occurred while processing your card. Try again in a little bit.',
    ),
  ),
  { ...visa('4000002500003155', 'succeed'), challenges: true },
  { ...visa('4000002760003184', 'succeed'), challenges: true },
  { ...visa('4000008400001629', GENERIC_DECLINE), challenges: true },
  { ...visa('4000000000000259', 'succeed'), aftermath: 'dispute' },
  { ...visa('4000000000007726', 'succeed'), aftermath: 'refund_pending' },
  { ...visa('4000000000005126', 'succeed'), aftermath: 'refund_fails' },
];

function visa(number: string, behaviour: CardBehaviour): TestCard {
  return { number, brand: 'visa', country: 'US', behaviour };
}

import { useEffect, useState } from 'preact/hooks';
import type { ReminderKind } from '../../server/protocol/push.ts';
import type { PageProblem } from './hub-client.ts';
import type { PageTools } from './page-tools.ts';
import { canPush, findSubscription, subscribe, tellWorker } from './push-subscription.ts';

/**
 * Where a viewer is on the way to a message: `explaining` stands before the browser's own question,
 * so that nobody is asked by it out of the blue.
 */
export type ReminderStep =
  | 'unknown'
  | 'impossible'
  | 'blocked'
  | 'off'
  | 'explaining'
  | 'asking'
  | 'on';

export type Reminder = {
  step: ReminderStep;
  problem: PageProblem | null;
  explain: () => void;
  decline: () => void;
  accept: () => void;
  takeBack: () => void;
};

type Asked = {
  slug: string;
  kind: ReminderKind;
  pushKey: string | undefined;
  click: string | null;
};

/** Lets a browser ask to be told once about a drop, and take that back. */
export function useReminder(tools: Pick<PageTools, 'askPush'> | null, asked: Asked): Reminder {
  const { slug, kind, pushKey, click } = asked;
  const [step, setStep] = useState<ReminderStep>('unknown');
  const [problem, setProblem] = useState<PageProblem | null>(null);

  useEffect(() => {
    if (!tools) return;
    let isGone = false;
    if (pushKey !== undefined && canPush()) void tellWorker(pushKey).catch(() => {});
    void stepNow({ slug, kind, pushKey }).then(async (now) => {
      // Units may have come back and gone again since: what is promised is asked for anew.
      const again = now === 'on' && kind === 'back_in_stock' ? await findSubscription() : null;
      const isLost = again && !(await ask(tools, { slug, kind, click }, again)).ok;
      if (!isGone) setStep(isLost ? 'off' : now);
    });
    return () => {
      isGone = true;
    };
  }, [tools, slug, kind, pushKey, click]);

  async function accept(): Promise<void> {
    if (!tools || pushKey === undefined) return;
    setStep('asking');
    setProblem(null);
    // The browser asks only right after a tap, so nothing may be waited for before it.
    const permission = await Notification.requestPermission();
    if (permission !== 'granted') return setStep(permission === 'denied' ? 'blocked' : 'off');
    const subscription = await subscribe(pushKey).catch(() => null);
    if (!subscription) return fail(NO_SERVICE);
    const answer = await ask(tools, { slug, kind, click }, subscription);
    if (!answer.ok) return fail(answer.problem);
    keep(asked, true);
    void tellWorker(pushKey).catch(() => {});
    setStep('on');
  }

  async function takeBack(): Promise<void> {
    const subscription = await findSubscription();
    if (!tools || !subscription) return setStep('off');
    const { endpoint } = subscription;
    const answer = await tools.askPush('forget', { dropSlug: slug, endpoint });
    if (!answer.ok) return setProblem(answer.problem);
    keep(asked, false);
    setStep('off');
  }

  function fail(why: PageProblem): void {
    setProblem(why);
    setStep('off');
  }

  return {
    step,
    problem,
    explain: () => setStep('explaining'),
    decline: () => setStep('off'),
    accept: () => void accept(),
    takeBack: () => void takeBack(),
  };
}

const NO_SERVICE: PageProblem = {
  code: 'unreachable',
  message: 'This browser could not reach its push service. The calendar works without one.',
};

function ask(
  { askPush }: Pick<PageTools, 'askPush'>,
  { slug, kind, click }: Omit<Asked, 'pushKey'>,
  subscription: PushSubscription,
) {
  return askPush('remind', {
    ...{ dropSlug: slug, kind, ...addressOf(subscription) },
    ...(click === null ? {} : { click }),
  });
}

async function stepNow(asked: Omit<Asked, 'click'>): Promise<ReminderStep> {
  if (asked.pushKey === undefined || !canPush()) return 'impossible';
  if (Notification.permission === 'denied') return 'blocked';
  const isOn = isKept(asked) && (await findSubscription().catch(() => null)) !== null;
  return isOn ? 'on' : 'off';
}

function addressOf(subscription: PushSubscription) {
  const { endpoint = '', keys = {} } = subscription.toJSON();
  return { endpoint, keys: { p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' } };
}

/** What this browser asked for is known to it alone: the hub knows no person by it. */
function keep({ slug, kind }: Pick<Asked, 'slug' | 'kind'>, isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(`dc.remind.${kind}.${slug}`, '1');
    else localStorage.removeItem(`dc.remind.${kind}.${slug}`);
  } catch {
    // It is asked for again at the next visit, and still told once.
  }
}

/** What was told is not asked for any more. */
export function forgetAsked(slug: string, kind: ReminderKind): void {
  keep({ slug, kind }, false);
}

function isKept({ slug, kind }: Pick<Asked, 'slug' | 'kind'>): boolean {
  try {
    return localStorage.getItem(`dc.remind.${kind}.${slug}`) !== null;
  } catch {
    return false;
  }
}

import type { ExchangeResult } from '../../../utils/api/portal-api';
import type { Clock } from './clock';
import { jwt } from './exchange';

/** What an exchange comes to: a token with this lifetime (`null`: one that doesn't say), or a failure. */
export interface Mood {
  /** How long the answer takes, ms. */
  readonly takes: number;
  readonly answer:
    | { readonly lifetimeMs: number | null; readonly inMs: boolean }
    | Extract<ExchangeResult, { ok: false }>;
}

export interface Call {
  readonly environment: string;
  readonly secret: string;
  readonly at: number;
  /** Whether it has been answered, or its worker is gone. */
  isOver: boolean;
  /** Whether nobody waits for it any more, although it goes on. */
  isDisowned: boolean;
}

/** Where a token came from. */
export interface Origin {
  readonly environment: string;
  readonly secret: string;
}

/**
 * An API whose mood differs from call to call.
 *
 * @param clock gives the tokens' times; answers come by it
 * @param moodFor the mood for each call
 */
export function createMoodyApi(clock: Clock, moodFor: (call: Call) => Mood) {
  const calls: Call[] = [];
  const origins = new Map<string, Origin>();
  const answered: { readonly call: Call; readonly result: ExchangeResult; readonly at: number }[] = [];

  function resultOf(call: Call, { answer }: Mood): ExchangeResult {
    if (!('lifetimeMs' in answer)) return answer;
    const unit = answer.inMs ? 1 : 1000;
    const iat = clock.now() / unit;
    // No two tokens end at the same time.
    const end = answer.lifetimeMs === null ? null : iat + (answer.lifetimeMs + (answered.length % 900)) / unit;
    const token = jwt({ jti: answered.length, iat, ...(end === null ? {} : { exp: end }) });
    origins.set(token, { environment: call.environment, secret: call.secret });
    return { ok: true, token };
  }

  return {
    calls,
    answered,
    /** Where a token that was issued here came from. */
    originOf: (token: string) => origins.get(token),
    exchange(environment: string, secret: string): Promise<ExchangeResult> {
      const call: Call = { environment, secret, at: clock.now(), isOver: false, isDisowned: false };
      calls.push(call);
      const mood = moodFor(call);
      const { promise, resolve } = Promise.withResolvers<ExchangeResult>();
      const finish = () => {
        if (call.isOver) return;
        call.isOver = true;
        const result = resultOf(call, mood);
        answered.push({ call, result, at: clock.now() });
        resolve(result);
      };
      clock.after(mood.takes, finish);
      return promise;
    },
    /** The worker that made the calls is gone: nobody takes their answers. */
    abandon(): void {
      for (const call of calls) call.isOver = true;
    },
    /** The keys are locked: nothing can stop what is under way, but nobody takes its answers. */
    disown(): void {
      for (const call of calls) call.isDisowned = true;
    },
    /** Calls under way for a key. */
    inFlight: (secret: string) =>
      calls.filter((call) => call.secret === secret && !call.isOver && !call.isDisowned).length,
  };
}

export type MoodyApi = ReturnType<typeof createMoodyApi>;

import * as z from '../schema';

/** What is written of a passphrase and of what it seals. Apart from the sealing, which a page only loads when it needs it. */

/** A stored count below this is refused: whoever could write it there would make guessing cheap. */
const LEAST_ROUNDS = 600_000;
/** And one above this is no count of ours: it would keep the machine busy for minutes. */
const MOST_ROUNDS = 10_000_000;

/** How a passphrase becomes a key: nothing of it is secret. */
export const derivationSchema = z.object({
  /** 16 bytes, base64. */
  salt: z.matching(/^[A-Za-z0-9+/]{22}==$/),
  rounds: z.number((rounds) => Number.isInteger(rounds) && rounds >= LEAST_ROUNDS && rounds <= MOST_ROUNDS),
});

/** A sealed text. A fresh IV each time it is sealed. Both base64; `data` ends in GCM's 16-byte tag. */
export const sealedSchema = z.object({
  iv: z.matching(/^[A-Za-z0-9+/]{16}$/),
  data: z.matching(/^[A-Za-z0-9+/]{20,}={0,2}$/),
});

export type Derivation = z.infer<typeof derivationSchema>;
export type Sealed = z.infer<typeof sealedSchema>;
